// Figures of the plane from the coordinates that a model gives, by vectors of exact numbers.
#include <utility>
#include <vector>

#include "claims/evaluation.h"
#include "claims/function_values.h"
#include "claims/geometry.h"

namespace modus::claims {
namespace {

struct Point {
  Rational x, y;
  bool operator==(const Point&) const = default;
};

Rational dot(const Point& o, const Point& a, const Point& p, const Point& b) {
  return (a.x - o.x) * (b.x - p.x) + (a.y - o.y) * (b.y - p.y);
}
Rational squared_distance(const Point& a, const Point& b) { return dot(a, b, a, b); }

// Twice the area, by the shoelace formula.
Rational turn(const Point& a, const Point& b, const Point& c) {
  return a.x * (b.y - c.y) + b.x * (c.y - a.y) + c.x * (a.y - b.y);
}

// cos^2 with the sign of the cosine.
Rational signed_square_of_cosine(const Point& a, const Point& b, const Point& c) {
  const Rational product = dot(b, a, b, c);
  const Rational square = product * product / (squared_distance(a, b) * squared_distance(b, c));
  return sgn(product) < 0 ? Rational(-square) : square;
}

bool similar(const std::vector<Point>& p) {
  const Rational ratio = squared_distance(p[0], p[1]) / squared_distance(p[3], p[4]);
  return squared_distance(p[1], p[2]) == ratio * squared_distance(p[4], p[5]) &&
         squared_distance(p[2], p[0]) == ratio * squared_distance(p[5], p[3]);
}

// Two lines through p[0] p[1] and p[2] p[3]: parallel where turning one by a right angle makes them
// perpendicular.
bool parallel(const std::vector<Point>& p) {
  const Point turned{p[2].x - (p[3].y - p[2].y), p[2].y + (p[3].x - p[2].x)};
  return dot(p[0], p[1], p[2], turned) == 0;
}

bool is_proper(Function function, const std::vector<Point>& p) {
  switch (function) {
    case Function::kParallelLines:
    case Function::kPerpendicularLines:
      return p[0] != p[1] && p[2] != p[3];
    case Function::kRightAngle:
    case Function::kAngleIs:
      return p[0] != p[1] && p[1] != p[2];
    case Function::kEqualAngles:
      return p[0] != p[1] && p[1] != p[2] && p[3] != p[4] && p[4] != p[5];
    case Function::kSimilarTriangles:
      return turn(p[0], p[1], p[2]) != 0 && turn(p[3], p[4], p[5]) != 0;
    default:
      return true;
  }
}

Value of_figure(Function function, const std::vector<Point>& p, const Claim& claim) {
  switch (function) {
    case Function::kSegmentLength: {
      const Quantity square[] = {{squared_distance(p[0], p[1]), {}}};
      return compute(Function::kSqrt, square, claim.span());
    }
    case Function::kTriangleArea:
      return Quantity{abs(turn(p[0], p[1], p[2])) / 2, {}};
    case Function::kCollinear:
      return turn(p[0], p[1], p[2]) == 0;
    case Function::kParallelLines:
      return parallel(p);
    case Function::kPerpendicularLines:
      return dot(p[0], p[1], p[2], p[3]) == 0;
    case Function::kRightAngle:
      return signed_square_of_cosine(p[0], p[1], p[2]) == 0;
    case Function::kEqualAngles:
      return signed_square_of_cosine(p[0], p[1], p[2]) ==
             signed_square_of_cosine(p[3], p[4], p[5]);
    case Function::kSimilarTriangles:
      return similar(p);
    default: {  // kAngleIs
      const auto cosine = cosine_of(claim.child(3));
      if (!cosine) return Unknown{"an angle without a table"};
      return signed_square_of_cosine(p[0], p[1], p[2]) == cosine->square * cosine->sign;
    }
  }
}

}  // namespace

Value Evaluation::geometry(Function function, const Claim& claim) {
  std::vector<Point> points;
  std::optional<Value> none;
  for (const Claim& named : claim.children().first(points_of(function))) {
    Value x = value(apply(std::string(kCoordinates[0]), {named}));
    Value y = value(apply(std::string(kCoordinates[1]), {named}));
    const Quantity* across = std::get_if<Quantity>(&x);
    const Quantity* up = std::get_if<Quantity>(&y);
    if (across != nullptr && up != nullptr)
      points.push_back({across->value, up->value});
    else if (!none || is_undefined(x) || is_undefined(y))
      none = is_undefined(x) || across == nullptr ? std::move(x) : std::move(y);
  }
  if (function == Function::kPointAt) {
    std::vector<Value> at = values(claim.children().subspan(1));
    if (none) at.push_back(*none);
    if (auto no_value = missing(at)) return *no_value;
    return at[0] == Value(Quantity{points[0].x, {}}) && at[1] == Value(Quantity{points[0].y, {}});
  }
  if (none) return *none;
  if (!is_proper(function, points)) return Undefined{claim.span()};
  return of_figure(function, points, claim);
}

}  // namespace modus::claims
