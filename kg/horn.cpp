#include "kg/horn.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/error.h"

namespace modus::kg {
namespace {

using claims::Claim;
using claims::Op;

std::string_view spelling(Op op) {
  switch (op) {
    case Op::kOr:
      return "`or`";
    case Op::kXor:
      return "`xor`";
    case Op::kImplies:
      return "`->`";
    case Op::kIff:
      return "`<->`";
    case Op::kForall:
      return "`forall`";
    case Op::kExists:
      return "`exists`";
    case Op::kEqual:
      return "equality";
    case Op::kFalse:
      return "`false`";
    case Op::kAbsent:
      return "`absent`";
    case Op::kNot:
      return "`not` of more than an atom";
    default:
      return claims::is_comparison(op) ? "a comparison" : "something other than a literal";
  }
}

// Reads the literals of one claim; the first thing that does not fit is kept as the failure.
class HornReader {
 public:
  explicit HornReader(SymbolTable& symbols) : symbols_(symbols) {}

  std::optional<Atom> literal(const Claim& claim, std::string_view where) {
    const bool negated = claim.op() == Op::kNot || claim.op() == Op::kAbsent;
    const Claim& atom = negated ? claim.child(0) : claim;
    if (!claims::is_atom(atom))
      return fail(fmt::format("{} in {}", spelling(claim.op()), where), claim);
    Atom result{symbols_.intern(atom.name()),
                claim.op() == Op::kNot      ? Polarity::kNegative
                : claim.op() == Op::kAbsent ? Polarity::kAbsent
                                            : Polarity::kPositive,
                {}};
    for (const Claim& argument : atom.children()) {
      const auto term = term_of(argument);
      if (!term) return fail("an argument that is no name or variable", argument);
      result.arguments.push_back(*term);
    }
    return result;
  }

  bool body(const Claim& claim, HornRule& rule) {
    for (const Claim& member : conjuncts(claim)) {
      if (member.op() == Op::kNotEqual) {
        const auto left = term_of(member.child(0)), right = term_of(member.child(1));
        if (!left || !right) return fail("`!=` of more than names", member), false;
        rule.distinct.emplace_back(*left, *right);
        continue;
      }
      auto atom = literal(member, "a body");
      if (!atom) return false;
      rule.body.push_back(std::move(*atom));
    }
    return true;
  }

  std::optional<Term> term_of(const Claim& claim) {
    if (claim.op() == Op::kName) return Term::symbol(symbols_.intern(claim.name()));
    if (claim.op() != Op::kVariable) return std::nullopt;
    const auto it = std::find(variables_.begin(), variables_.end(), claim.name());
    const auto index = static_cast<std::uint32_t>(it - variables_.begin());
    if (it == variables_.end()) variables_.push_back(claim.name());
    return Term::variable(index);
  }

  std::nullopt_t fail(std::string reason, const Claim& at) {
    if (!failure_) failure_ = NotHorn{std::move(reason), at.span()};
    return std::nullopt;
  }
  const std::string& variable(std::uint32_t index) const { return variables_.at(index); }
  const std::optional<NotHorn>& failure() const { return failure_; }

 private:
  SymbolTable& symbols_;
  std::vector<std::string> variables_;
  std::optional<NotHorn> failure_;
};

std::optional<std::uint32_t> unbound_variable(const HornRule& rule) {
  std::set<std::uint32_t> bound;
  for (const Atom& atom : rule.body)
    if (atom.polarity != Polarity::kAbsent)
      for (const Term term : atom.arguments)
        if (term.is_variable) bound.insert(term.value);
  const auto check = [&](Term term) { return term.is_variable && !bound.contains(term.value); };
  for (const Term term : rule.head.arguments)
    if (check(term)) return term.value;
  for (const Atom& atom : rule.body)
    for (const Term term : atom.arguments)
      if (check(term)) return term.value;
  for (const auto& [a, b] : rule.distinct)
    if (check(a) || check(b)) return check(a) ? a.value : b.value;
  return std::nullopt;
}

}  // namespace

// The members of a conjunction, left to right; iterative: conjunctions nest as deep as they are
// long.
std::vector<Claim> conjuncts(const Claim& claim) {
  std::vector<Claim> result, pending = {claim};
  while (!pending.empty()) {
    const Claim next = pending.back();
    pending.pop_back();
    if (next.op() == Op::kAnd) {
      pending.push_back(next.child(1));
      pending.push_back(next.child(0));
    } else if (next.op() != Op::kTrue) {
      result.push_back(next);
    }
  }
  return result;
}

std::variant<HornClauses, NotHorn> to_horn(const Claim& claim, SymbolTable& symbols) {
  Claim matrix = claim;
  while (matrix.op() == Op::kForall) matrix = Claim(matrix.child(0));
  HornReader reader(symbols);
  HornRule shared;
  const bool is_rule = matrix.op() == Op::kImplies;
  if (is_rule && !reader.body(matrix.child(0), shared)) return *reader.failure();
  HornClauses result;
  for (const Claim& member : conjuncts(is_rule ? matrix.child(1) : matrix)) {
    const std::string_view where = is_rule ? "a head" : "a fact";
    if (member.op() == Op::kAbsent) reader.fail(fmt::format("`absent` in {}", where), member);
    auto head = reader.literal(member, where);
    if (reader.failure()) return *reader.failure();
    HornRule rule = shared;
    rule.head = std::move(*head);
    if (const auto variable = unbound_variable(rule))
      return NotHorn{
          fmt::format("variable {} is bound by no literal of the body", reader.variable(*variable)),
          member.span()};
    if (is_rule) {
      result.rules.push_back(std::move(rule));
    } else {
      result.facts.push_back(std::move(rule.head));
    }
  }
  return result;
}

std::optional<Atom> to_ground_atom(const Claim& claim, SymbolTable& symbols) {
  auto atom = HornReader(symbols).literal(claim, "a fact");
  if (atom && std::any_of(atom->arguments.begin(), atom->arguments.end(),
                          [](Term term) { return term.is_variable; }))
    return std::nullopt;
  return atom;
}

Claim to_claim(const Atom& atom, const SymbolTable& symbols) {
  std::vector<Claim> arguments;
  for (const Term term : atom.arguments)
    arguments.push_back(term.is_variable ? claims::variable(fmt::format("X{}", term.value + 1))
                                         : claims::name(symbols.text(SymbolId(term.value))));
  const std::string& predicate = symbols.text(atom.predicate);
  Claim result =
      arguments.empty() ? claims::name(predicate) : claims::apply(predicate, std::move(arguments));
  if (atom.polarity == Polarity::kPositive) return result;
  return claims::unary(atom.polarity == Polarity::kNegative ? Op::kNot : Op::kAbsent,
                       std::move(result));
}

}  // namespace modus::kg
