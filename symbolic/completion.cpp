#include "symbolic/completion.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "kg/datalog.h"
#include "kg/horn.h"

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;

// The predicates that a claim may make true: those at a positive place.
void collect_positive(const Claim& claim, bool positive, std::set<std::string>& found) {
  switch (claim.op()) {
    case Op::kName:
    case Op::kApply:
      if (positive && claims::is_atom(claim)) found.insert(claim.name());
      return;
    case Op::kNot:
    case Op::kAbsent:
      return collect_positive(claim.child(0), !positive, found);
    case Op::kImplies:
      collect_positive(claim.child(0), !positive, found);
      return collect_positive(claim.child(1), positive, found);
    case Op::kXor:
    case Op::kIff:
      for (const Claim& child : claim.children()) {
        collect_positive(child, true, found);
        collect_positive(child, false, found);
      }
      return;
    case Op::kAnd:
    case Op::kOr:
    case Op::kForall:
    case Op::kExists:
      for (const Claim& child : claim.children()) collect_positive(child, positive, found);
      return;
    default:
      return;  // comparisons and terms hold no predicate
  }
}

class LeastModel {
 public:
  explicit LeastModel(const claims::Chain& chain) : chain_(chain) {
    for (const claims::PredicateArity& p : chain.header.closed) closed_.insert(p.name);
    for (const Step& step : chain.steps)
      if (step.kind == claims::StepKind::kGiven) add(step);
    check_fragment();
    if (!datalog_.close()) throw error("the least model of the closed predicates is too large", 0);
  }

  std::vector<std::vector<std::string>> rows(const claims::PredicateArity& predicate) const {
    std::vector<std::vector<std::string>> result;
    const auto symbol = symbols_.find(predicate.name);
    if (!symbol) return result;
    for (const kg::FactId id : datalog_.facts_of(*symbol, kg::Polarity::kPositive)) {
      const kg::Atom atom = datalog_.fact(id);
      if (atom.arguments.size() != predicate.arity) continue;
      std::vector<std::string>& row = result.emplace_back();
      for (const kg::Term term : atom.arguments)
        row.push_back(symbols_.text(kg::SymbolId(term.value)));
    }
    return result;
  }

 private:
  struct Refused {
    const Step* step;
    kg::NotHorn why;
  };

  void add(const Step& step) {
    auto clauses = kg::to_horn(step.claim, symbols_);
    if (auto* why = std::get_if<kg::NotHorn>(&clauses)) {
      refused_.push_back({&step, std::move(*why)});
      return;
    }
    auto& horn = std::get<kg::HornClauses>(clauses);
    for (const kg::Atom& fact : horn.facts) datalog_.add_fact(fact, 0);
    for (kg::HornRule& rule : horn.rules) add_rule(step, std::move(rule));
  }

  void add_rule(const Step& step, kg::HornRule rule) {
    for (kg::Atom& atom : rule.body) {
      const std::string& name = symbols_.text(atom.predicate);
      const bool is_closed = closed_.contains(name);
      if (atom.polarity == kg::Polarity::kAbsent && !is_closed)
        throw error(
            fmt::format("`absent {0}`: {0} is not closed, write `closed {0}/{1}` in the header",
                        name, atom.arguments.size()),
            step.span.begin);
      if (atom.polarity == kg::Polarity::kNegative && is_closed &&
          chain_.header.logic == claims::Logic::kClassical)
        atom.polarity = kg::Polarity::kAbsent;
      uses_[symbols_.text(rule.head.predicate)].insert(name);
    }
    try {
      datalog_.add_rule(std::move(rule));
    } catch (const kg::NotStratified& cycle) {
      std::string path;
      for (const kg::SymbolId predicate : cycle.cycle())
        path += (path.empty() ? "" : " -> ") + symbols_.text(predicate);
      throw error("a closed predicate depends on its own absence: " + path, step.span.begin);
    } catch (const Error& unsafe) {
      throw error(unsafe.what(), step.span.begin);
    }
  }

  // No given outside the Horn fragment may make true what a closed predicate depends on.
  void check_fragment() const {
    std::set<std::string> needed = closed_;
    for (std::vector<std::string> pending(closed_.begin(), closed_.end()); !pending.empty();) {
      const auto uses = uses_.find(pending.back());
      pending.pop_back();
      if (uses == uses_.end()) continue;
      for (const std::string& name : uses->second)
        if (needed.insert(name).second) pending.push_back(name);
    }
    for (const Refused& refused : refused_) {
      std::set<std::string> positive;
      collect_positive(refused.step->claim, true, positive);
      for (const std::string& name : positive)
        if (needed.contains(name))
          throw error(fmt::format("{} decides a closed predicate, so its givens are facts and Horn "
                                  "rules: {}",
                                  name, refused.why.reason),
                      refused.step->span.begin);
    }
  }

  ParseError error(const std::string& message, std::size_t offset) const {
    return {chain_.source_name, chain_.source, offset, message};
  }

  const claims::Chain& chain_;
  std::set<std::string> closed_;
  std::map<std::string, std::set<std::string>> uses_;  // head predicate -> body predicates
  std::vector<Refused> refused_;
  kg::SymbolTable symbols_;
  kg::Datalog datalog_;
};

// The row of `X1 = a and X2 = b`, or nullopt.
std::optional<std::vector<std::string>> row_of(const Claim& claim, std::size_t arity) {
  std::vector<std::string> row;
  Claim rest = claim;
  for (std::size_t i = arity; i-- > 0;) {
    const Claim equal = i == 0                  ? rest
                        : rest.op() == Op::kAnd ? rest.child(1)
                                                : claims::truth(false);
    if (equal.op() != Op::kEqual || equal.child(1).op() != Op::kName) return std::nullopt;
    row.push_back(equal.child(1).name());
    if (i > 0) rest = Claim(rest.child(0));
  }
  std::reverse(row.begin(), row.end());
  return row;
}

std::string column(std::size_t index) { return fmt::format("X{}", index + 1); }

}  // namespace

std::vector<ClosedPredicate> closed_predicates(const claims::Chain& chain) {
  if (chain.header.closed.empty()) return {};
  if (!chain.header.unique_names && chain.header.logic == claims::Logic::kClassical)
    throw ParseError(
        chain.source_name, chain.source, 0,
        fmt::format("`closed {}/{}` needs `names unique` in the header",
                    chain.header.closed.front().name, chain.header.closed.front().arity));
  const LeastModel model(chain);
  std::vector<ClosedPredicate> result;
  for (const claims::PredicateArity& p : chain.header.closed)
    result.push_back({p.name, p.arity, model.rows(p)});
  return result;
}

Claim completion_of(const ClosedPredicate& closed) {
  std::vector<Claim> columns;
  for (std::size_t i = 0; i < closed.arity; ++i) columns.push_back(claims::variable(column(i)));
  std::optional<Claim> possible;
  for (const std::vector<std::string>& row : closed.rows) {
    std::vector<Claim> equal;
    for (std::size_t i = 0; i < row.size(); ++i)
      equal.push_back(claims::binary(Op::kEqual, columns[i], claims::name(row[i])));
    const Claim one = claims::all_of(equal);
    possible = possible ? claims::binary(Op::kOr, *possible, one) : one;
  }
  const Claim atom =
      columns.empty() ? claims::name(closed.name) : claims::apply(closed.name, columns);
  Claim result = claims::binary(Op::kImplies, atom, possible.value_or(claims::truth(false)));
  for (std::size_t i = closed.arity; i-- > 0;)
    result = claims::quantified(Op::kForall, column(i), result);
  return result;
}

std::optional<ClosedPredicate> completed_by(const Claim& axiom) {
  Claim matrix = axiom;
  std::size_t arity = 0;
  while (matrix.op() == Op::kForall && matrix.name() == column(arity))
    matrix = Claim(matrix.child(0)), ++arity;
  if (matrix.op() != Op::kImplies || !claims::is_atom(matrix.child(0))) return std::nullopt;
  ClosedPredicate closed{matrix.child(0).name(), arity, {}};
  Claim rest = matrix.child(1);
  if (rest.op() == Op::kFalse) return closed;
  for (;;) {
    const bool more = rest.op() == Op::kOr;
    const Claim one = more ? rest.child(1) : rest;
    if (arity == 0 && one.op() != Op::kTrue) return std::nullopt;
    auto row = arity == 0 ? std::optional(std::vector<std::string>{}) : row_of(one, arity);
    if (!row) return std::nullopt;
    closed.rows.push_back(std::move(*row));
    if (!more) break;
    rest = Claim(rest.child(0));
  }
  std::reverse(closed.rows.begin(), closed.rows.end());
  return closed;
}

std::vector<Claim> completions(const claims::Chain& chain) {
  std::vector<Claim> result;
  for (const ClosedPredicate& closed : closed_predicates(chain))
    result.push_back(completion_of(closed));
  return result;
}

}  // namespace modus::symbolic
