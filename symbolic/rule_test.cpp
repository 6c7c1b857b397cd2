#include "symbolic/rule_test.h"

#include <algorithm>
#include <variant>

#include "base/error.h"
#include "claims/conversion.h"
#include "claims/definedness.h"
#include "claims/evaluate.h"
#include "claims/print.h"
#include "claims/sorts.h"
#include "kg/datalog.h"
#include "kg/horn.h"
#include "rules/claim_pattern.h"
#include "rules/normal_form.h"
#include "rules/regex.h"
#include "symbolic/known_values.h"
#include "symbolic/reading_order.h"
#include "symbolic/rule_test_causal.h"
#include "symbolic/writable.h"

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;
using claims::StepId;
using rules::TestKind;
using rules::TestOutcome;

TestResult without_result(std::string reason) {
  return {TestOutcome::kUndecided, std::move(reason), {}};
}
// What the match put into a pattern does not belong there: the rule says nothing of this match.
TestResult no_claim() { return without_result(""); }
TestResult yes_if(bool yes) { return {yes ? TestOutcome::kYes : TestOutcome::kNo, "", {}}; }

// A premise `a * b = 32` says what a * b is: the number takes its place. Depth: that of claims.
Claim with_stated_values(const Claim& term, std::span<const Premise> premises) {
  if (term.children().empty()) return term;
  for (const Premise& premise : premises)
    if (premise.claim.op() == Op::kEqual && premise.claim.child(0) == term &&
        premise.claim.child(1).op() == Op::kNumber)
      return premise.claim.child(1);
  std::vector<Claim> children;
  for (const Claim& child : term.children())
    children.push_back(with_stated_values(child, premises));
  return claims::make(term.op(), term.name(), std::move(children), {});
}

constexpr std::size_t kMaxPlaces = 8;

// The claim with one place of the part replaced, once for each place.
std::vector<Claim> with_one_replaced(const Claim& claim, const Claim& part, const Claim& by) {
  if (claim == part) return {by};
  std::vector<Claim> all;
  std::vector<Claim> children(claim.children().begin(), claim.children().end());
  for (std::size_t i = 0; i < children.size(); ++i)
    for (Claim& other : with_one_replaced(claim.child(i), part, by)) {
      if (all.size() == kMaxPlaces) return all;
      std::vector<Claim> replaced = children;
      replaced[i] = std::move(other);
      all.push_back(claims::make(claim.op(), claim.name(), std::move(replaced), claim.span()));
    }
  return all;
}

class TestRun {
 public:
  TestRun(const rules::Match& match, const RuleContext& context)
      : match_(match), spec_(match.test()), context_(context) {}

  TestResult run() {
    switch (spec_.kind) {
      case TestKind::kEntailed:
        return entailed(Outcome::kEntailed);
      case TestKind::kContradicted:
        return entailed(Outcome::kRefuted);
      case TestKind::kMissing:
        return missing();
      case TestKind::kEqual:
        return equal();
      case TestKind::kValue:
        return value();
      case TestKind::kHorn:
        return horn();
      case TestKind::kDimension:
        return dimension();
      case TestKind::kRegex:
        return regex();
      case TestKind::kDsep:
        return test_separated(causal_question());
      case TestKind::kIdentified:
        return test_identified(causal_question());
      case TestKind::kPath:
        return test_path(causal_question());
      case TestKind::kSameForm:
        return yes_if(rules::normal_form(claim("left")) == rules::normal_form(claim("right")));
      case TestKind::kRepaired:
        return repaired();
      default:
        break;
    }
    MODUS_CHECK(false, "rule {} asks for a test that does not exist", match_.rule->id);
    return {};
  }

 private:
  CausalQuestion causal_question() const {
    CausalQuestion question{premises(claims::truth(true)), {}, ""};
    for (const auto& [argument, pattern] : spec_.patterns)
      question.claims.emplace(argument, claim(argument));
    if (const auto kind = spec_.arguments.find("kind"); kind != spec_.arguments.end())
      question.kind = kind->second;
    return question;
  }

  bool directed() const { return context_.theory.logic == claims::Logic::kDirected; }

  // As the match bound it, with its own variables; closed where it is asked as a formula.
  Claim claim(const std::string& argument) const {
    return rules::instantiate(spec_.patterns.at(argument), match_);
  }
  Claim closed(const Claim& claim) const {
    return directed() ? claim : claims::universal_closure(claim);
  }

  std::vector<StepId> steps() const {
    std::vector<StepId> ids;
    const auto bound = [&](const std::string& variable) {
      return *match_.bindings.at(variable).step;
    };
    for (const std::string& variable : spec_.from.steps) ids.push_back(bound(variable));
    for (const std::string& variable : spec_.from.cited_by) {
      const StepId of = bound(variable);
      const claims::Step* step = of == StepId{} ? context_.chain.answer() : context_.chain.find(of);
      if (step != nullptr) ids.insert(ids.end(), step->cites.begin(), step->cites.end());
    }
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    std::erase_if(ids,
                  [&](StepId id) { return id == StepId{} || context_.chain.find(id) == nullptr; });
    return ids;
  }
  std::vector<Premise> premises(const Claim& goal) const {
    return context_.premises(steps(), goal);
  }
  Query query(const Claim& goal) const {
    return {premises(goal), goal, context_.satisfiable && context_.satisfiable(steps())};
  }

  // Does it follow (wanted kEntailed), or does its negation (kRefuted)?
  TestResult entailed(Outcome wanted) const {
    const Claim goal = closed(claim("conclusion"));
    if (!is_writable(goal)) return no_claim();
    const Query asked = query(goal);
    const Decision decision = context_.layers.decide({&asked, 1}, Wanted::kVerdict).front();
    if (decision.outcome == Outcome::kUndecided) return without_result(decision.reason);
    return yes_if(decision.outcome == wanted);
  }

  // P does not entail C, P and H do, and P does not entail H.
  TestResult missing() const {
    const Claim conclusion = closed(claim("conclusion"));
    const Claim hypothesis = closed(claim("hypothesis"));
    for (const Claim& each : {conclusion, hypothesis})
      if (!is_writable(each)) return no_claim();
    const Claim both[] = {conclusion, hypothesis};
    const std::vector<Premise> given = premises(claims::all_of(both));
    std::vector<Premise> helped = given;
    helped.push_back({StepId{}, as_premise(hypothesis)});
    // First what fails most often: the hypothesis would not help.
    const auto ask = [&](const Query& query) {
      return context_.layers.decide({&query, 1}, Wanted::kVerdict).front();
    };
    const Decision with = ask({helped, conclusion});
    if (with.outcome == Outcome::kUndecided) return without_result(with.reason);
    if (with.outcome != Outcome::kEntailed) return yes_if(false);
    const bool satisfiable = context_.satisfiable && context_.satisfiable(steps());
    const Decision without = ask({given, conclusion, satisfiable});
    if (without.outcome == Outcome::kUndecided) return without_result(without.reason);
    if (without.outcome != Outcome::kOpen) return yes_if(false);
    const Decision known = ask({given, hypothesis, satisfiable});
    if (known.outcome == Outcome::kUndecided) return without_result(known.reason);
    return yes_if(known.outcome != Outcome::kEntailed);
  }
  Claim as_premise(const Claim& hypothesis) const {
    if (directed()) return hypothesis;
    const Claim both[] = {claims::definedness(hypothesis, {}), hypothesis};
    return claims::all_of(both);
  }

  // Do the premises settle left = right, and how?
  TestResult equal() const {
    const Claim goal = closed(claims::binary(Op::kEqual, claim("left"), claim("right")));
    if (!is_writable(goal)) return no_claim();
    const Query asked = query(goal);
    const Decision decision = context_.layers.decide({&asked, 1}, Wanted::kVerdict).front();
    if (decision.outcome == Outcome::kEntailed) return yes_if(true);
    if (decision.outcome == Outcome::kRefuted) return yes_if(false);
    return without_result(decision.outcome == Outcome::kUndecided ? decision.reason
                                                                  : "the premises leave it open");
  }

  // Our own evaluator, on numbers and on names whose values the premises say outright.
  TestResult value() const {
    const Claim left = claim("left");
    const Claim right = claim("right");
    const bool left_to_right = spec_.arguments.contains("order");
    const std::vector<Premise> given = premises(claims::binary(Op::kEqual, left, right));
    const Claim sides[] = {
        with_stated_values(left_to_right ? read_left_to_right(left) : left, given),
        with_stated_values(right, given)};
    const claims::Model known = known_values(given);
    std::vector<claims::Quantity> values;
    for (const Claim& side : sides) {
      const claims::Value value = claims::evaluate(side, known, kEvaluateBudget);
      const auto* quantity = std::get_if<claims::Quantity>(&value);
      if (quantity == nullptr) return without_result(claims::print(side) + " has no known value");
      values.push_back(*quantity);
    }
    const auto right_value = claims::convert(values[1].value, values[1].unit, values[0].unit);
    if (!right_value) return without_result("units differ");
    TestResult result = yes_if(values[0].value == *right_value);
    result.found.emplace("value", claims::to_string(claims::Value(values[0])));
    return result;
  }

  // Is a ground literal in the forward closure of the premises' rules?
  TestResult horn() const {
    kg::SymbolTable symbols;
    const Claim goal = claim("conclusion");
    const auto atom = kg::to_ground_atom(goal, symbols);
    if (!atom) return without_result(claims::print(goal) + " is no ground literal");
    kg::Datalog datalog;
    for (const Premise& premise : premises(goal)) {
      auto clauses = kg::to_horn(premise.claim, symbols);
      if (const auto* outside = std::get_if<kg::NotHorn>(&clauses))
        return without_result(claims::print(premise.claim) + ": " + outside->reason);
      try {
        auto& horn = std::get<kg::HornClauses>(clauses);
        for (const kg::Atom& fact : horn.facts) datalog.add_fact(fact, 0);
        for (kg::HornRule& rule : horn.rules) datalog.add_rule(std::move(rule));
      } catch (const Error& error) {
        return without_result(error.what());
      }
    }
    if (!datalog.close()) return without_result("closure too large");
    return yes_if(datalog.find(*atom).has_value());
  }

  // By what is known before the step: a name that it brings in has no dimension yet.
  TestResult dimension() const {
    std::vector<claims::Dimension> dimensions;
    for (const char* side : {"left", "right"}) {
      const Claim term = claim(side);
      try {
        const claims::Sort sort = claims::sort_of(term, context_.theory.signature, {});
        if (!claims::is_numeric(sort)) return without_result(claims::print(term) + " is no number");
        dimensions.push_back(sort.dimension);
      } catch (const Error& error) {
        return without_result(claims::print(term) + ": " + error.what());
      }
    }
    TestResult result = yes_if(dimensions[0] == dimensions[1]);
    result.found.emplace("dimensions", shown(dimensions[0]) + " and " + shown(dimensions[1]));
    return result;
  }
  static std::string shown(const claims::Dimension& dimension) {
    return dimension.empty() ? "a plain number" : claims::print_dimension(dimension);
  }

  // Does the claim follow once one place of the part says something else?
  TestResult repaired() const {
    if (claims::evaluate_ground(claim("where")) != claims::Value(true)) return yes_if(false);
    std::string reason;
    for (const Claim& other : with_one_replaced(claim("claim"), claim("part"), claim("by"))) {
      const Query asked = query(closed(other));
      const Decision decision = context_.layers.decide({&asked, 1}, Wanted::kVerdict).front();
      if (decision.outcome == Outcome::kEntailed) return yes_if(true);
      if (decision.outcome == Outcome::kUndecided) reason = decision.reason;
    }
    return reason.empty() ? yes_if(false) : without_result(reason);
  }

  TestResult regex() const {
    const rules::Binding& bound = match_.bindings.at(spec_.arguments.at("text"));
    const std::string text = bound.claim ? claims::print(*bound.claim) : bound.text;
    return yes_if(rules::regex_found(spec_.arguments.at("pattern"), text));
  }

  const rules::Match& match_;
  const rules::TestSpec& spec_;
  const RuleContext& context_;
};

}  // namespace

TestResult run_test(const rules::Match& match, const RuleContext& context) {
  return TestRun(match, context).run();
}

}  // namespace modus::symbolic
