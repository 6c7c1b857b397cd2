#include "tasks/logicbench.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "claims/chain_text.h"
#include "claims/print.h"
#include "symbolic/checker.h"
#include "tasks/dataset.h"

namespace modus::tasks {
namespace {

constexpr std::string_view kPropositional = "propositional_logic",
                           kFirstOrder = "first_order_logic", kNonMonotonic = "nm_logic";

constexpr std::array<BenchRule, 25> kRules = {{
    {kPropositional, "modus_tollens", "", RuleCover::kClassical,
     "s1 given p -> q\ns2 given not q\ns3 have not p by s1 s2\n", ""},
    {kPropositional, "disjunctive_syllogism", "", RuleCover::kClassical,
     "s1 given p or q\ns2 given not p\ns3 have q by s1 s2\n", ""},
    {kPropositional, "hypothetical_syllogism", "", RuleCover::kClassical,
     "s1 given p -> q\ns2 given q -> r\ns3 have p -> r by s1 s2\n", ""},
    {kPropositional, "constructive_dilemma", "constructive_dillema", RuleCover::kClassical,
     "s1 given p -> q\ns2 given r -> t\ns3 given p or r\ns4 have q or t by s1 s2 s3\n", ""},
    {kPropositional, "destructive_dilemma", "destructive_dillema", RuleCover::kClassical,
     "s1 given p -> q\ns2 given r -> t\ns3 given not q or not t\n"
     "s4 have not p or not r by s1 s2 s3\n",
     ""},
    {kPropositional, "bidirectional_dilemma", "", RuleCover::kClassical,
     "s1 given p -> q\ns2 given r -> t\ns3 given p or not t\ns4 have q or not r by s1 s2 s3\n", ""},
    {kPropositional, "commutation", "", RuleCover::kClassical,
     "s1 given p or q\ns2 have q or p by s1\n", ""},
    {kPropositional, "material_implication", "", RuleCover::kClassical,
     "s1 given p -> q\ns2 have not p or q by s1\n", ""},
    {kFirstOrder, "modus_ponens", "", RuleCover::kClassical,
     "s1 given p(X) -> q(X)\ns2 given p(a)\ns3 have q(a) by s1 s2\n", ""},
    {kFirstOrder, "modus_tollens", "", RuleCover::kClassical,
     "s1 given p(X) -> q(X)\ns2 given not q(a)\ns3 have not p(a) by s1 s2\n", ""},
    {kFirstOrder, "disjunctive_syllogism", "", RuleCover::kClassical,
     "s1 given forall X: p(X) or q(X)\ns2 given not p(a)\ns3 have q(a) by s1 s2\n", ""},
    {kFirstOrder, "hypothetical_syllogism", "", RuleCover::kClassical,
     "s1 given p(X) -> q(X)\ns2 given q(X) -> r(X)\ns3 have p(X) -> r(X) by s1 s2\n", ""},
    {kFirstOrder, "constructive_dilemma", "constructive_dillema", RuleCover::kClassical,
     "s1 given p(X) -> q(X)\ns2 given r(X) -> t(X)\ns3 given p(a) or r(a)\n"
     "s4 have q(a) or t(a) by s1 s2 s3\n",
     ""},
    {kFirstOrder, "destructive_dilemma", "destructive_dillema", RuleCover::kClassical,
     "s1 given p(X) -> q(X)\ns2 given r(X) -> t(X)\ns3 given not q(a) or not t(a)\n"
     "s4 have not p(a) or not r(a) by s1 s2 s3\n",
     ""},
    {kFirstOrder, "bidirectional_dilemma", "", RuleCover::kClassical,
     "s1 given p(X) -> q(X)\ns2 given r(X) -> t(X)\ns3 given p(a) or not t(a)\n"
     "s4 have q(a) or not r(a) by s1 s2 s3\n",
     ""},
    {kFirstOrder, "existential_generalization", "existential_instantiation", RuleCover::kClassical,
     "s1 given p(a)\ns2 have exists X: p(X) by s1\n", ""},
    {kFirstOrder, "universal_instantiation", "", RuleCover::kClassical,
     "s1 given p(X) -> q(X)\ns2 given p(a)\ns3 have q(a) by s1 s2\n", ""},
    {kNonMonotonic, "default_reasoning_irr", "", RuleCover::kClosed,
     "closed ab/1\nnames unique\n"
     "s1 given p(a)\ns2 given p(b)\ns3 given forall X: p(X) and absent ab(X) -> q(X)\n"
     "s4 given ab(a)\ns5 given r(b)\ns6 have q(b) by s2 s3\n",
     ""},
    {kNonMonotonic, "default_reasoning_default", "", RuleCover::kClosed,
     "closed ab/1\nnames unique\n"
     "s1 given p(a)\ns2 given p(b)\ns3 given forall X: p(X) and absent ab(X) -> q(X)\n"
     "s4 given ab(a)\ns5 have q(b) by s2 s3\n",
     ""},
    {kNonMonotonic, "default_reasoning_several", "", RuleCover::kClosed,
     "closed odd/1, rare/1\nnames unique\n"
     "s1 given p(a)\ns2 given p(b)\ns3 given forall X: p(X) and absent odd(X) -> q(X)\n"
     "s4 given forall X: p(X) and absent rare(X) -> r(X)\ns5 given odd(a)\ns6 given rare(b)\n"
     "s7 have r(a) and q(b) by s1 s2 s3 s4\n",
     ""},
    {kNonMonotonic, "default_reasoning_open", "", RuleCover::kClosed,
     "closed ab/1\nnames unique\n"
     "s1 given forall X: p(X) and absent ab(X) -> q(X)\ns2 given ab(a)\n"
     "s3 have forall X: p(X) and X != a -> q(X) by s1\n",
     ""},
    {kNonMonotonic, "reasoning_about_exceptions_1", "", RuleCover::kOutside, "",
     "`at least one of two is an exception` is no Horn rule, so no closed predicate can hold it"},
    {kNonMonotonic, "reasoning_about_exceptions_2", "", RuleCover::kOutside, "",
     "an exception that is not named, and that it is the only one, need minimal models"},
    {kNonMonotonic, "reasoning_about_exceptions_3", "", RuleCover::kOutside, "",
     "an exception that is not named, and a default for all the others, need minimal models"},
    {kNonMonotonic, "reasoning_about_priority", "", RuleCover::kClosed,
     "closed overruled/2\nnames unique\n"
     "s1 given says(jack, p)\ns2 given says(mary, q)\ns3 given opposite(p, q)\n"
     "s4 given forall X, Y: says(X, Y) and absent overruled(X, Y) -> holds(Y)\n"
     "s5 given says(jack, X) and says(mary, Y) and opposite(X, Y) -> overruled(jack, X)\n"
     "s6 have holds(q) and overruled(jack, p) by s1 s2 s3 s4 s5\n",
     ""},
}};

symbolic::ChainResult checked(const claims::Chain& chain) {
  symbolic::CheckOptions options;
  options.wanted = symbolic::Wanted::kVerdict;
  return symbolic::check_chain(chain, options);
}

// The chain without one given; steps that cite it cite it no longer.
claims::Chain without(const claims::Chain& chain, std::size_t index) {
  claims::Chain less = chain;
  const claims::StepId id = less.steps[index].id;
  less.steps.erase(less.steps.begin() + static_cast<std::ptrdiff_t>(index));
  for (claims::Step& step : less.steps) std::erase(step.cites, id);
  return less;
}

const BenchRule* rule_named(std::string_view logic, std::string_view rule) {
  const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const BenchRule& one) {
    return one.logic == logic &&
           (one.rule == rule || (!one.other_spelling.empty() && one.other_spelling == rule));
  });
  return found == kRules.end() ? nullptr : &*found;
}

double worth(const BenchRule& rule, const RuleTrial& trial) {
  if (!trial.proved) return 0;
  return rule.cover == RuleCover::kClosed ? 0.5 : 1;
}

}  // namespace

std::span<const BenchRule> bench_rules() { return kRules; }

RuleTrial try_rule(const BenchRule& rule) {
  RuleTrial trial;
  if (rule.cover == RuleCover::kOutside) {
    trial.verdict = rule.reason;
    return trial;
  }
  const claims::Chain chain = claims::parse_chain(rule.axiom, rule.rule);
  const symbolic::ChainResult result = checked(chain);
  trial.proved = result.verdict == symbolic::ChainVerdict::kValid;
  trial.verdict = symbolic::to_string(result.verdict);
  if (!result.reason.empty()) trial.verdict += ": " + result.reason;
  for (std::size_t i = 0; i < chain.steps.size(); ++i)
    if (chain.steps[i].kind == claims::StepKind::kGiven &&
        checked(without(chain, i)).verdict == symbolic::ChainVerdict::kValid)
      trial.idle_givens.push_back(claims::print(chain.steps[i].claim));
  return trial;
}

EvalResult eval_logicbench(const EvalOptions& options) {
  EvalResult result;
  result.dataset = "logicbench";
  result.seed = options.seed;
  const std::vector<Row> rows = read_rows(options.files, options.limit);
  std::map<const BenchRule*, double> rows_of;
  std::map<std::string, double> unknown;
  for (const Row& row : rows) {
    if (const BenchRule* rule = rule_named(row.text("logic"), row.text("rule")))
      ++rows_of[rule];
    else
      ++unknown[row.text("logic") + " " + row.text("rule")];
  }
  double proved = 0, classical = 0, rows_covered = 0, there = static_cast<double>(unknown.size());
  for (const BenchRule& rule : kRules) {
    if (!rows_of.contains(&rule)) continue;
    ++there;
    const RuleTrial trial = try_rule(rule);
    proved += trial.proved;
    classical += trial.proved && rule.cover == RuleCover::kClassical;
    if (trial.proved) rows_covered += rows_of.at(&rule);
    const std::string name = fmt::format("{}_{}", rule.logic, rule.rule);
    result.figures[name] = worth(rule, trial);
    if (!trial.proved) result.failures.push_back({name, trial.verdict});
  }
  for (const auto& [name, count] : unknown)
    result.failures.push_back({name, fmt::format("a rule that is not known here, {} rows", count)});
  result.n = rows.size();
  result.figures["rules"] = there;
  result.figures["rules_proved"] = proved;
  result.figures["proved_classical"] = classical;
  result.figures["proved_closed"] = proved - classical;
  result.figures["accuracy"] = there > 0 ? proved / there : 1;
  result.figures["rows_covered"] =
      rows.empty() ? 1 : rows_covered / static_cast<double>(rows.size());
  return result;
}

}  // namespace modus::tasks
