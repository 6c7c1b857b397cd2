#include "symbolic/probability/fraction.h"

#include <algorithm>

#include <fmt/core.h>

#include "claims/evaluate.h"
#include "claims/print.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::Rational;

namespace {

constexpr int kMaxPowerOfSum = 8;

std::vector<bool> members_of(const SampleSpace& space, const Claim& event,
                             const claims::World& world) {
  return space.members({event, world});
}

bool is_everything(const std::vector<bool>& members) {
  return std::all_of(members.begin(), members.end(), [](bool inside) { return inside; });
}

std::optional<Rational> plain_number(const Claim& term) {
  const claims::Value value = claims::evaluate_ground(term);
  const auto* quantity = std::get_if<claims::Quantity>(&value);
  if (quantity == nullptr || !quantity->unit.empty()) return std::nullopt;
  return quantity->value;
}

Fraction sum(const Fraction& a, const Fraction& b, int sign) {
  Fraction result;
  result.nonnegative = sign > 0 && a.nonnegative && b.nonnegative;
  if (a.denominator == b.denominator) {
    result.numerator = a.numerator;
    result.numerator.add(b.numerator, sign);
    result.denominator = a.denominator;
    return result;
  }
  result.numerator = a.numerator * b.denominator;
  result.numerator.add(b.numerator * a.denominator, sign);
  result.denominator = a.denominator * b.denominator;
  return result;
}

Fraction product(const Fraction& a, const Fraction& b) {
  return {a.numerator * b.numerator, a.denominator * b.denominator, a.nonnegative && b.nonnegative};
}

// What is divided by is not 0 where the quotient has a value, so what is not negative is positive.
Fraction quotient(const Fraction& a, const Fraction& b) {
  if (!b.nonnegative) {
    const auto number = b.numerator.constant();
    if (!number || *number == 0) throw NoMeasure{"a quotient whose divisor may have any sign"};
    Fraction result = a;
    result.numerator = a.numerator * b.denominator * Polynomial(Rational(1 / *number));
    result.nonnegative = false;
    return result;
  }
  return {a.numerator * b.denominator, a.denominator * b.numerator, a.nonnegative};
}

}  // namespace

void KnownProbabilities::learn(const Claim& premise, std::size_t index,
                               const SampleSpaces& spaces) {
  if (premise.op() == Op::kAnd) {
    learn(premise.child(0), index, spaces);
    learn(premise.child(1), index, spaces);
  }
  if (premise.op() != Op::kEqual) return;
  for (const std::size_t side : {0, 1}) {
    if (premise.child(side).op() != Op::kProbability) continue;
    if (const auto value = plain_number(premise.child(1 - side)))
      add(premise.child(side), *value, index, spaces);
  }
}

// With P(a | b) = p also P(not a | b) = 1 - p.
void KnownProbabilities::add(const Claim& term, const Rational& value, std::size_t premise,
                             const SampleSpaces& spaces) {
  const SampleSpace& space = spaces.of(term);
  const claims::World world = claims::world_of(term);
  const auto event = members_of(space, claims::joint_of(term).child(0), world);
  const auto evidence = members_of(space, claims::evidence_of(term), world);
  std::vector<bool> complement = evidence;
  for (std::size_t i = 0; i < event.size(); ++i) complement[i] = evidence[i] && !event[i];
  entries_.try_emplace({space.regime, event, evidence}, Entry{value, premise});
  entries_.try_emplace({space.regime, complement, evidence}, Entry{1 - value, premise});
}

const KnownProbabilities::Entry* KnownProbabilities::find(const std::string& regime,
                                                          const std::vector<bool>& event,
                                                          const std::vector<bool>& evidence) const {
  const auto found = entries_.find({regime, event, evidence});
  return found == entries_.end() ? nullptr : &found->second;
}

Fraction FractionReader::read(const Claim& term) {
  switch (term.op()) {
    case Op::kNumber:
    case Op::kNegate:
    case Op::kPower:
      break;
    case Op::kProbability:
      return probability_(term);
    case Op::kAdd:
      return sum(read(term.child(0)), read(term.child(1)), 1);
    case Op::kSubtract:
      return sum(read(term.child(0)), read(term.child(1)), -1);
    case Op::kMultiply:
      return product(read(term.child(0)), read(term.child(1)));
    case Op::kDivide:
      return quotient(read(term.child(0)), read(term.child(1)));
    default:
      return other(term);
  }
  if (const auto number = plain_number(term))
    return {Polynomial(*number), Polynomial(1), *number >= 0};
  if (term.op() == Op::kNegate) return sum({}, read(term.child(0)), -1);
  const auto exponent = term.op() == Op::kPower ? plain_number(term.child(1)) : std::nullopt;
  if (!exponent || !claims::is_integer(*exponent) || *exponent < 1 || *exponent > kMaxPowerOfSum)
    throw NoMeasure{"a power of probabilities such as " + claims::print(term)};
  const Fraction base = read(term.child(0));
  Fraction result = base;
  for (int i = 1; i < *exponent; ++i) result = product(result, base);
  return result;
}

Polynomial FractionReader::difference(const Claim& left, const Claim& right) {
  const Fraction a = read(left), b = read(right);
  Polynomial result = a.numerator * b.denominator;
  return result.add(b.numerator * a.denominator, -1);
}

Fraction FractionReader::other(const Claim& term) {
  const bool plain = term.op() == Op::kName || term.op() == Op::kVariable ||
                     (term.op() == Op::kApply && !mentions_probability(term));
  if (!plain) throw NoMeasure{"probabilities inside " + claims::print(term)};
  auto found = std::find(others_.begin(), others_.end(), term);
  if (found == others_.end()) found = others_.insert(others_.end(), term);
  const auto id = first_other_ + static_cast<std::uint32_t>(found - others_.begin());
  return {Polynomial::unknown(id), Polynomial(1), false};
}

Fraction weighed(const Claim& term, const SampleSpaces& spaces, const KnownProbabilities* known,
                 std::set<std::size_t>& used) {
  const SampleSpace& space = spaces.of(term);
  const claims::World world = claims::world_of(term);
  const auto event = members_of(space, claims::joint_of(term).child(0), world);
  const auto evidence = members_of(space, claims::evidence_of(term), world);
  const auto number = [&](const std::vector<bool>& of, const std::vector<bool>& given) {
    const auto* entry = known ? known->find(space.regime, of, given) : nullptr;
    if (entry) used.insert(entry->premise);
    return entry;
  };
  if (const auto* entry = number(event, evidence))
    return {Polynomial(entry->value), Polynomial(1), entry->value >= 0};
  Fraction result{space.weight(event), Polynomial(1), true};
  if (is_everything(evidence)) return result;
  const auto* entry = number(evidence, std::vector<bool>(evidence.size(), true));
  const bool positive = entry && entry->value > 0;
  result.denominator = positive ? Polynomial(entry->value) : space.weight(evidence);
  return result;
}

}  // namespace modus::symbolic
