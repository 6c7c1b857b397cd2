#include "claims/geometry.h"

#include <array>
#include <span>
#include <string>
#include <utility>

#include "base/error.h"
#include "claims/functions.h"
#include "claims/units.h"

namespace modus::claims {
namespace {

Claim minus(const Claim& a, const Claim& b) { return binary(Op::kSubtract, a, b); }
Claim plus(const Claim& a, const Claim& b) { return binary(Op::kAdd, a, b); }
Claim times(const Claim& a, const Claim& b) { return binary(Op::kMultiply, a, b); }
Claim square(const Claim& a) { return binary(Op::kPower, a, number_term(2)); }
Claim equal(const Claim& a, const Claim& b) { return binary(Op::kEqual, a, b); }
Claim is_zero(const Claim& a) { return equal(a, number_term(0)); }

Claim and_of(const Claim& a, const Claim& b) { return binary(Op::kAnd, a, b); }

Claim coordinate(std::size_t axis, const Claim& point) {
  return apply(std::string(kCoordinates[axis]), {point});
}

struct Vector {
  Claim x, y;
};
Vector between(const Claim& from, const Claim& to) {
  return {minus(coordinate(0, to), coordinate(0, from)),
          minus(coordinate(1, to), coordinate(1, from))};
}
Claim cross(const Vector& a, const Vector& b) { return minus(times(a.x, b.y), times(a.y, b.x)); }
Claim dot(const Vector& a, const Vector& b) { return plus(times(a.x, b.x), times(a.y, b.y)); }
Claim norm(const Vector& a) { return plus(square(a.x), square(a.y)); }
Claim norm(const Claim& from, const Claim& to) { return norm(between(from, to)); }

Claim doubled_area(std::span<const Claim> p) {
  return cross(between(p[0], p[1]), between(p[0], p[2]));
}

Claim has_sign(const Claim& term, int sign) {
  const Op op = sign > 0 ? Op::kGreater : sign < 0 ? Op::kLess : Op::kEqual;
  return binary(op, term, number_term(0));
}

// dot^2 = cos^2 |u|^2 |v|^2, and the dot product has the sign of the cosine.
std::optional<Claim> angle_is(std::span<const Claim> p) {
  const auto cosine = cosine_of(p[3]);
  if (!cosine) return std::nullopt;
  const Vector u = between(p[1], p[0]), v = between(p[1], p[2]);
  const Claim product = dot(u, v);
  if (cosine->sign == 0) return is_zero(product);
  return and_of(equal(square(product), times(number_term(cosine->square), times(norm(u), norm(v)))),
                has_sign(product, cosine->sign));
}

// One cosine: equal squares, and the signs agree.
Claim equal_angles(std::span<const Claim> p) {
  const Vector u = between(p[1], p[0]), v = between(p[1], p[2]);
  const Vector w = between(p[4], p[3]), z = between(p[4], p[5]);
  const Claim a = dot(u, v), b = dot(w, z);
  const Claim squares =
      equal(times(square(a), times(norm(w), norm(z))), times(square(b), times(norm(u), norm(v))));
  return and_of(squares, binary(Op::kGreaterEqual, times(a, b), number_term(0)));
}

Claim similar(std::span<const Claim> p) {
  const auto side = [&](std::size_t i, std::size_t j) { return norm(p[i], p[j]); };
  const auto one_ratio = [&](std::size_t i, std::size_t j, std::size_t k) {
    return equal(times(side(i, j), side(j + 3, k + 3)), times(side(j, k), side(i + 3, j + 3)));
  };
  return and_of(one_ratio(0, 1, 2), one_ratio(1, 2, 0));
}

Claim differ(const Claim& a, const Claim& b) {
  return binary(Op::kOr, binary(Op::kNotEqual, coordinate(0, a), coordinate(0, b)),
                binary(Op::kNotEqual, coordinate(1, a), coordinate(1, b)));
}
Claim not_collinear(std::span<const Claim> p) {
  return binary(Op::kNotEqual, doubled_area(p), number_term(0));
}
Claim arms(std::span<const Claim> p) { return and_of(differ(p[1], p[0]), differ(p[1], p[2])); }

std::optional<Claim> squared(const Claim& term) {
  const auto function = function_of(term);
  if (function == Function::kSegmentLength) return norm(term.child(0), term.child(1));
  if (function == Function::kTriangleArea)
    return binary(Op::kDivide, square(doubled_area(term.children())), number_term(4));
  if (term.op() == Op::kNumber && term.literal().unit.empty())
    return number_term(term.literal().value * term.literal().value);
  return std::nullopt;
}

bool is_measure(const Claim& term) {
  const auto function = function_of(term);
  return function == Function::kSegmentLength || function == Function::kTriangleArea;
}

}  // namespace

std::optional<Cosine> cosine_of(const Claim& angle) {
  struct Row {
    int degrees;
    Rational square;
    int sign;
  };
  static const std::array kRows = std::to_array<Row>({{0, 1, 1},
                                                      {30, Rational(3, 4), 1},
                                                      {45, Rational(1, 2), 1},
                                                      {60, Rational(1, 4), 1},
                                                      {90, 0, 0},
                                                      {120, Rational(1, 4), -1},
                                                      {135, Rational(1, 2), -1},
                                                      {150, Rational(3, 4), -1},
                                                      {180, 1, -1}});
  if (angle.op() != Op::kNumber) return std::nullopt;
  const auto unit = parse_unit(angle.literal().unit);
  if (!unit || *unit != UnitMonomial{{"deg", 1}}) return std::nullopt;
  for (const Row& row : kRows)
    if (angle.literal().value == row.degrees) return Cosine{row.square, row.sign};
  return std::nullopt;
}

std::optional<Claim> figure_in_coordinates(const Claim& application) {
  const std::span<const Claim> p = application.children();
  switch (*function_of(application)) {
    case Function::kPointAt:
      return and_of(equal(coordinate(0, p[0]), p[1]), equal(coordinate(1, p[0]), p[2]));
    case Function::kSegmentLength:
      return apply("sqrt", {norm(p[0], p[1])});
    case Function::kTriangleArea:
      return binary(Op::kDivide, apply("abs", {doubled_area(p)}), number_term(2));
    case Function::kCollinear:
      return is_zero(doubled_area(p));
    case Function::kParallelLines:
      return is_zero(cross(between(p[0], p[1]), between(p[2], p[3])));
    case Function::kPerpendicularLines:
      return is_zero(dot(between(p[0], p[1]), between(p[2], p[3])));
    case Function::kRightAngle:
      return is_zero(dot(between(p[1], p[0]), between(p[1], p[2])));
    case Function::kAngleIs:
      return angle_is(p);
    case Function::kEqualAngles:
      return equal_angles(p);
    case Function::kSimilarTriangles:
      return similar(p);
    default:
      MODUS_CHECK(false, "{} is no figure", application.name());
  }
  return std::nullopt;
}

Claim proper_figure(const Claim& application) {
  const std::span<const Claim> p = application.children();
  switch (*function_of(application)) {
    case Function::kParallelLines:
    case Function::kPerpendicularLines:
      return and_of(differ(p[0], p[1]), differ(p[2], p[3]));
    case Function::kRightAngle:
    case Function::kAngleIs:
      return arms(p);
    case Function::kEqualAngles:
      return and_of(arms(p), arms(p.subspan(3)));
    case Function::kSimilarTriangles:
      return and_of(not_collinear(p), not_collinear(p.subspan(3)));
    default:
      return truth(true);
  }
}

std::optional<Claim> compared_by_squares(const Claim& comparison) {
  if (!is_comparison(comparison.op()) || comparison.op() == Op::kApproximately ||
      comparison.op() == Op::kIn ||
      (!is_measure(comparison.child(0)) && !is_measure(comparison.child(1))))
    return std::nullopt;
  const auto left = squared(comparison.child(0)), right = squared(comparison.child(1));
  if (!left || !right) return std::nullopt;
  return binary(comparison.op(), *left, *right);
}

}  // namespace modus::claims
