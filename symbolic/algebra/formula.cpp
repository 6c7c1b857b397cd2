#include "symbolic/algebra/formula.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/print.h"

namespace modus::symbolic::algebra {

using claims::Claim;
using claims::Op;
using claims::SortKind;
using Kind = Formula::Kind;

namespace {

Formula node(Kind kind, std::vector<Formula> parts) {
  Formula formula;
  formula.kind = kind;
  formula.parts = std::move(parts);
  return formula;
}

Formula negation(Formula formula) { return node(Kind::kNot, {std::move(formula)}); }

Numbers numbers_of(const claims::Sort& sort) {
  return sort.kind == SortKind::kInt ? Numbers::kInteger : Numbers::kReal;
}

void append(std::vector<Polynomial>& to, const std::vector<Polynomial>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

std::string text_of(const Polynomial& polynomial) {
  std::string text;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    text += coefficient.get_str();
    for (const auto& [factor, exponent] : monomial) text += fmt::format("*{}^{}", factor, exponent);
    text += '+';
  }
  return text;
}

void collect(const Formula& formula, std::set<Indeterminate>& bound,
             std::set<Indeterminate>& free) {
  const auto add = [&](const Polynomial& polynomial) {
    for (const Indeterminate i : polynomial.indeterminates())
      if (!bound.contains(i)) free.insert(i);
  };
  add(formula.polynomial);
  for (const Polynomial& divisor : formula.nonzero) add(divisor);
  if (formula.kind == Kind::kForall) bound.insert(formula.bound);
  for (const Formula& part : formula.parts) collect(part, bound, free);
}

}  // namespace

std::set<Indeterminate> free_in(const Formula& formula) {
  std::set<Indeterminate> bound, free;
  collect(formula, bound, free);
  return free;
}

void collect_polynomials(const Formula& formula, std::vector<Polynomial>& all) {
  const auto add = [&](const Polynomial& polynomial) {
    if (!polynomial.constant() && std::find(all.begin(), all.end(), polynomial) == all.end())
      all.push_back(polynomial);
  };
  if (formula.is_atom()) add(formula.polynomial);
  for (const Polynomial& divisor : formula.nonzero) add(divisor);
  for (const Formula& part : formula.parts) collect_polynomials(part, all);
}

Formula Reader::formula(const Claim& claim) {
  const auto part = [&](std::size_t i) { return formula(claim.child(i)); };
  switch (claim.op()) {
    case Op::kTrue:
      return node(Kind::kTrue, {});
    case Op::kFalse:
      return node(Kind::kFalse, {});
    case Op::kNot:
      return negation(part(0));
    case Op::kAnd:
      return node(Kind::kAnd, {part(0), part(1)});
    case Op::kOr:
      return node(Kind::kOr, {part(0), part(1)});
    case Op::kImplies:
      return node(Kind::kOr, {negation(part(0)), part(1)});
    case Op::kIff:
      return node(Kind::kIff, {part(0), part(1)});
    case Op::kXor:
      return negation(node(Kind::kIff, {part(0), part(1)}));
    case Op::kForall:
    case Op::kExists:
      return quantifier(claim);
    default:
      break;
  }
  try {
    if (claim.op() == Op::kApproximately) return approximation(claim);
    if (claim.op() == Op::kIn) return membership(claim);
    if (claims::is_comparison(claim.op())) return comparison(claim);
  } catch (const NoNumber&) {
  }
  return node(Kind::kUnknown, {});
}

Formula Reader::comparison(const Claim& claim) {
  const bool swapped = claim.op() == Op::kLess || claim.op() == Op::kGreaterEqual;
  Fraction left = term(claim.child(swapped ? 1 : 0));
  const Fraction right = term(claim.child(swapped ? 0 : 1));
  Formula atom;
  atom.nonzero = std::move(left.nonzero);
  append(atom.nonzero, right.nonzero);
  atom.polynomial = left.numerator * right.denominator - right.numerator * left.denominator;
  const bool equation = claim.op() == Op::kEqual || claim.op() == Op::kNotEqual;
  atom.kind = equation ? Kind::kZero : Kind::kPositive;
  // a/b > c/d as (a*d - c*b) * b*d > 0.
  if (!equation) atom.polynomial = atom.polynomial * (left.denominator * right.denominator);
  const bool denied = claim.op() == Op::kNotEqual || claim.op() == Op::kLessEqual ||
                      claim.op() == Op::kGreaterEqual;
  return denied ? negation(std::move(atom)) : atom;
}

// a ~= 2.33 as 2.325 <= a <= 2.335.
Formula Reader::approximation(const Claim& claim) {
  const bool negative = claim.child(1).op() == Op::kNegate;
  const Claim& literal = negative ? claim.child(1).child(0) : claim.child(1);
  if (literal.op() != Op::kNumber) throw NoNumber{};
  const Rational half = claims::half_unit(literal.literal());
  const Rational middle = negative ? Rational(-literal.literal().value) : literal.literal().value;
  const Claim& value = claim.child(0);
  if (!literal.literal().unit.empty()) throw NoNumber{};
  return node(
      Kind::kAnd,
      {comparison(claims::binary(Op::kGreaterEqual, value, claims::number_term(middle - half))),
       comparison(claims::binary(Op::kLessEqual, value, claims::number_term(middle + half)))});
}

Formula Reader::membership(const Claim& claim) {
  if (claim.child(1).op() != Op::kSet) throw NoNumber{};
  Formula any = node(Kind::kOr, {});
  for (const Claim& member : claim.child(1).children())
    any.parts.push_back(comparison(claims::binary(Op::kEqual, claim.child(0), member)));
  return any;
}

bool Reader::open(const Claim& quantified) {
  claims::Sort sort;
  try {
    sort = claims::variable_sort(quantified.name(), quantified.child(0), signature_);
  } catch (const Error&) {  // a claim that has no sorts says nothing about numbers
    return false;
  }
  if (!claims::is_numeric(sort)) return false;
  in_scope_[quantified.name()] = static_cast<Indeterminate>(known_.size());
  known_.push_back({numbers_of(sort), true});
  return true;
}

Formula Reader::quantifier(const Claim& claim) {
  const auto outer = in_scope_;
  Formula result = node(Kind::kUnknown, {});
  if (open(claim)) {
    const Indeterminate bound = in_scope_.at(claim.name());
    Formula body = formula(claim.child(0));
    const bool exists = claim.op() == Op::kExists;
    result = node(Kind::kForall, {exists ? negation(std::move(body)) : std::move(body)});
    result.bound = bound;
    if (exists) result = negation(std::move(result));
  }
  in_scope_ = outer;
  return result;
}

Reader::Fraction Reader::term(const Claim& claim) {
  switch (claim.op()) {
    case Op::kNumber:
      if (!claim.literal().unit.empty()) throw NoNumber{};
      return {Polynomial(claim.literal().value)};
    case Op::kNegate: {
      Fraction fraction = term(claim.child(0));
      fraction.numerator = Polynomial() - fraction.numerator;
      return fraction;
    }
    case Op::kAdd:
    case Op::kSubtract:
      return sum(claim);
    case Op::kMultiply: {
      Fraction product = term(claim.child(0));
      const Fraction other = term(claim.child(1));
      product.numerator = product.numerator * other.numerator;
      product.denominator = product.denominator * other.denominator;
      append(product.nonzero, other.nonzero);
      return product;
    }
    case Op::kDivide:
      return quotient(claim);
    case Op::kPower:
      return power(claim);
    default:
      return opaque(claim);
  }
}

Reader::Fraction Reader::sum(const Claim& claim) {
  Fraction left = term(claim.child(0));
  const Fraction right = term(claim.child(1));
  Polynomial a = left.numerator, b = right.numerator;
  if (left.denominator != right.denominator) {
    a = a * right.denominator;
    b = b * left.denominator;
    left.denominator = left.denominator * right.denominator;
  }
  left.numerator = claim.op() == Op::kAdd ? a + b : a - b;
  append(left.nonzero, right.nonzero);
  return left;
}

Reader::Fraction Reader::quotient(const Claim& claim) {
  Fraction result = term(claim.child(0));
  const Fraction divisor = term(claim.child(1));
  append(result.nonzero, divisor.nonzero);
  if (const auto number = divisor.numerator.constant()) {
    if (*number == 0) throw NoNumber{};
    result.numerator = result.numerator * divisor.denominator * Polynomial(1 / *number);
    return result;
  }
  result.nonzero.push_back(divisor.numerator);
  result.numerator = result.numerator * divisor.denominator;
  result.denominator = result.denominator * divisor.numerator;
  return result;
}

Reader::Fraction Reader::power(const Claim& claim) {
  const Fraction exponent = term(claim.child(1));
  const auto number = exponent.numerator.constant();
  if (!number || !claims::is_integer(*number) || !exponent.nonzero.empty()) throw NoNumber{};
  const claims::Integer size = abs(number->get_num());
  Fraction base = term(claim.child(0));
  if (!size.fits_uint_p()) throw TooLarge{};
  const auto times = static_cast<unsigned>(size.get_ui());
  if (*number <= 0) {
    if (base.numerator == Polynomial()) throw NoNumber{};
    base.nonzero.push_back(base.numerator);
    if (*number < 0) std::swap(base.numerator, base.denominator);
  }
  base.numerator = algebra::power(base.numerator, times);
  base.denominator = algebra::power(base.denominator, times);
  return base;
}

Reader::Fraction Reader::opaque(const Claim& claim) {
  if (claim.op() == Op::kVariable) {
    const auto variable = in_scope_.find(claim.name());
    if (variable == in_scope_.end()) throw NoNumber{};
    return {Polynomial::of(variable->second)};
  }
  if (claim.op() == Op::kName || claim.op() == Op::kApply) {
    const claims::Symbol* symbol = signature_.find(claim.name());
    if (symbol == nullptr || !claims::is_numeric(symbol->result)) throw NoNumber{};
    const bool constant = claim.op() == Op::kName;
    return indeterminate(claim, {numbers_of(symbol->result), constant});
  }
  if (claim.op() != Op::kIntegerDivide && claim.op() != Op::kModulo) throw NoNumber{};
  const Fraction divisor = term(claim.child(1));
  Fraction result = indeterminate(claim, {Numbers::kReal, false});
  result.nonzero.push_back(divisor.numerator);
  return result;
}

// Equal keys only for terms of equal value: numbers by their normal form, all else as printed.
std::string Reader::key(const Claim& claim, std::vector<Polynomial>& nonzero) {
  std::string text = fmt::format("{}:{}(", static_cast<int>(claim.op()), claim.name());
  for (const Claim& argument : claim.children()) {
    try {
      const Fraction value = term(argument);
      append(nonzero, value.nonzero);
      text += fmt::format("{}/{},", text_of(value.numerator), text_of(value.denominator));
    } catch (const NoNumber&) {
      if (!claims::free_variables(argument).empty()) throw;
      text += claims::print(argument) + ",";
    }
  }
  return text + ")";
}

Reader::Fraction Reader::indeterminate(const Claim& claim, Known known) {
  Fraction result;
  // First the key: its arguments may be new indeterminates themselves, and take the next number.
  std::string text = key(claim, result.nonzero);
  const auto [at, is_new] =
      by_key_.try_emplace(std::move(text), static_cast<Indeterminate>(known_.size()));
  if (is_new) known_.push_back(known);
  result.numerator = Polynomial::of(at->second);
  return result;
}

}  // namespace modus::symbolic::algebra
