#include "claims/comprehension.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/error.h"
#include "claims/functions.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxListed = 200;
constexpr std::size_t kMaxGuardNodes = 20'000;

bool speaks_of(const Claim& claim, const std::string& variable) {
  const std::vector<std::string> free = free_variables(claim);
  return std::find(free.begin(), free.end(), variable) != free.end();
}

Claim joined(Op op, const Claim& element, std::span<const Claim> sets) {
  Claim all = membership(element, sets[0]);
  for (const Claim& set : sets.subspan(1)) all = binary(op, all, membership(element, set));
  return all;
}

// A variable that is free in neither.
std::string fresh_for(const Claim& a, const Claim& b) {
  std::set<std::string> taken;
  for (const Claim* claim : {&a, &b})
    for (std::string& name : free_variables(*claim)) taken.insert(std::move(name));
  std::string name = "X";
  for (std::size_t i = 1; taken.contains(name); ++i) name = "X" + std::to_string(i);
  return name;
}

// forall X: X in a OP X in b.
Claim for_all_members(Op op, const Claim& a, const Claim& b) {
  const std::string element = fresh_for(a, b);
  const Claim x = variable(element);
  return quantified(Op::kForall, element, binary(op, membership(x, a), membership(x, b)));
}

std::optional<Integer> written_integer(const Claim& claim) {
  const bool negative = claim.op() == Op::kNegate;
  const Claim& digits = negative ? claim.child(0) : claim;
  if (digits.op() != Op::kNumber || !digits.literal().unit.empty() ||
      !is_integer(digits.literal().value))
    return std::nullopt;
  const Integer value = digits.literal().value.get_num();
  return negative ? Integer(-value) : value;
}

using Listed = std::optional<std::vector<ListedMember>>;

Listed listed_where(Listed members, const auto& guard) {
  if (!members) return members;
  std::size_t nodes = 0;
  for (ListedMember& member : *members) {
    member.guard = both(member.guard, guard(member.element));
    nodes += member.guard.size();
    if (nodes > kMaxGuardNodes) return std::nullopt;
  }
  return members;
}

Listed listed_union(std::span<const Claim> sets) {
  std::vector<ListedMember> all;
  for (const Claim& set : sets) {
    const Listed members = listed_members(set);
    if (!members || all.size() + members->size() > kMaxListed) return std::nullopt;
    all.insert(all.end(), members->begin(), members->end());
  }
  return all;
}

}  // namespace

Claim comprehension(const std::string& variable, const std::optional<Claim>& range,
                    const Claim& condition, Span span) {
  Claim body = condition;
  if (range) body = binary(Op::kAnd, binary(Op::kIn, claims::variable(variable), *range), body);
  return make(Op::kApply, kSuchThatName, {quantified(Op::kExists, variable, std::move(body))},
              span);
}

Comprehension comprehension_of(const Claim& set) {
  MODUS_CHECK(function_of(set) == Function::kSuchThat && set.child(0).op() == Op::kExists,
              "{} is no comprehension", set.name());
  const std::string& bound = set.child(0).name();
  const Claim& body = set.child(0).child(0);
  if (body.op() == Op::kAnd && body.child(0).op() == Op::kIn &&
      body.child(0).child(0) == variable(bound) && !speaks_of(body.child(0).child(1), bound))
    return {bound, body.child(0).child(1), body.child(1)};
  return {bound, std::nullopt, body};
}

bool is_comprehended(const Claim& set) {
  const auto own = function_of(set);
  if (own == Function::kSuchThat) return true;
  const bool joins = own && *own >= Function::kUnion && *own <= Function::kDifference;
  return joins && std::any_of(set.children().begin(), set.children().end(), is_comprehended);
}

Claim membership(const Claim& element, const Claim& set) {
  if (!is_comprehended(set)) return binary(Op::kIn, element, set);
  switch (*function_of(set)) {
    case Function::kUnion:
      return joined(Op::kOr, element, set.children());
    case Function::kIntersection:
      return joined(Op::kAnd, element, set.children());
    case Function::kDifference:
      return binary(Op::kAnd, membership(element, set.child(0)),
                    unary(Op::kNot, membership(element, set.child(1))));
    default: {
      const Replacement put[] = {{set.child(0).name(), element}};
      return substitute_variables(set.child(0).child(0), put);
    }
  }
}

std::optional<std::vector<ListedMember>> listed_members(const Claim& set) {
  if (set.op() == Op::kSet) {
    if (set.children().size() > kMaxListed) return std::nullopt;
    std::vector<ListedMember> members;
    for (const Claim& member : set.children()) members.push_back({member, truth(true)});
    return members;
  }
  const auto in = [](const Claim& whole) {
    return [&whole](const Claim& element) { return membership(element, whole); };
  };
  switch (function_of(set).value_or(Function::kCard)) {
    case Function::kIntegers: {
      const auto listed = listed_integers(set);
      return listed ? listed_members(*listed) : std::nullopt;
    }
    case Function::kUnion:
      return listed_union(set.children());
    case Function::kIntersection: {
      Listed members = listed_members(set.child(0));
      for (const Claim& other : set.children().subspan(1))
        members = listed_where(std::move(members), in(other));
      return members;
    }
    case Function::kDifference:
      return listed_where(listed_members(set.child(0)), [&](const Claim& element) {
        return unary(Op::kNot, membership(element, set.child(1)));
      });
    case Function::kSuchThat: {
      const Comprehension of = comprehension_of(set);
      if (!of.range) return std::nullopt;
      return listed_where(listed_members(*of.range), [&](const Claim& element) {
        const Replacement put[] = {{of.variable, element}};
        return substitute_variables(of.condition, put);
      });
    }
    default:
      return std::nullopt;
  }
}

std::optional<Claim> listed_integers(const Claim& application) {
  const auto first = written_integer(application.child(0));
  const auto last = written_integer(application.child(1));
  if (!first || !last || *last - *first >= static_cast<unsigned long>(kMaxListed))
    return std::nullopt;
  std::vector<Claim> members;
  for (Integer i = *first; i <= *last; ++i) members.push_back(number_term(Rational(i)));
  return make(Op::kSet, "", std::move(members), application.span());
}

std::optional<Claim> without_comprehension(const Claim& claim) {
  if (claim.op() == Op::kIn && is_comprehended(claim.child(1)))
    return membership(claim.child(0), claim.child(1));
  const bool subset = function_of(claim) == Function::kSubset;
  if (claim.op() != Op::kEqual && claim.op() != Op::kNotEqual && !subset) return std::nullopt;
  const Claim &a = claim.child(0), &b = claim.child(1);
  if (!is_comprehended(a) && !is_comprehended(b)) return std::nullopt;
  if (subset) return for_all_members(Op::kImplies, a, b);
  Claim same = for_all_members(Op::kIff, a, b);
  return claim.op() == Op::kEqual ? same : unary(Op::kNot, std::move(same));
}

}  // namespace modus::claims
