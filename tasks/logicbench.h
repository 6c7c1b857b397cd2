// LogicBench (Parmar et al., "LogicBench: Towards Systematic Evaluation of Logical Reasoning
// Ability of Large Language Models", 2024): which of its 25 inference rules can be said as claims
// and proved. The texts are not read; the rules are.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tasks/eval_result.h"

namespace modus::tasks {

enum class RuleCover : std::uint8_t {
  kClassical,  // the axiom is proved
  kClosed,     // proved once the exceptions are named: rests on a closed predicate
  kOutside,    // cannot be said: `reason`
};

struct BenchRule {
  std::string_view logic;           // "propositional_logic", "first_order_logic", "nm_logic"
  std::string_view rule;            // as the data set names it
  std::string_view other_spelling;  // "constructive_dillema", "existential_instantiation"; or ""
  RuleCover cover = RuleCover::kClassical;
  std::string_view axiom;   // a chain: givens, and a `have` that cites them
  std::string_view reason;  // kOutside
};
std::span<const BenchRule> bench_rules();

// Whether the axiom is proved, and no longer is where any one given is left out.
struct RuleTrial {
  bool proved = false;
  std::vector<std::string> idle_givens;  // that it is proved without
  std::string verdict;                   // of the chain, with its reason
};
RuleTrial try_rule(const BenchRule& rule);

// figures: rules, rules_proved (of them: proved_classical, proved_closed), accuracy (share of the
// rules that the file has), rows_covered (share of rows whose rule is proved), and one figure a
// rule: 1 proved, 0.5 proved with named exceptions, 0 outside. failures: every rule that is not
// proved, with the reason. Throws IoError for a file of another shape.
EvalResult eval_logicbench(const EvalOptions& options);

}  // namespace modus::tasks
