// Chains written as text, checked, and told in one line for tables of tests.
#pragma once

#include <string>
#include <string_view>

#include <fmt/core.h>

#include "claims/chain_text.h"
#include "symbolic/checker.h"

namespace modus::symbolic {

inline ChainResult check_text(std::string_view text) {
  return check_chain(claims::parse_chain(text, "test.chain"), {});
}

// "s3 unproved (contradictory premises)" or "answer proved".
inline std::string told(const StepResult& step) {
  std::string text = step.id.value == 0 ? std::string(claims::to_string(step.kind))
                                        : fmt::format("s{}", step.id.value);
  text += fmt::format(" {}", to_string(step.verdict));
  return step.reason.empty() ? text : fmt::format("{} ({})", text, step.reason);
}

// The result of the step with this name: "s3", "answer".
inline std::string step_told(const ChainResult& result, std::string_view name) {
  for (const StepResult& step : result.steps) {
    const std::string text = told(step);
    if (text.substr(0, text.find(' ')) == name) return text.substr(name.size() + 1);
  }
  return "no such step";
}

// Everything about a chain's verdict that somebody may see.
inline std::string shown(const ChainResult& result) {
  std::string text(to_string(result.verdict));
  for (const StepResult& step : result.steps) {
    text += fmt::format("; {} {}", told(step), to_string(step.layer));
    for (const claims::StepId id : step.evidence.used) text += fmt::format(" s{}", id.value);
    for (const claims::StepId id : step.evidence.also_cite) text += fmt::format(" +s{}", id.value);
    for (const FiredRule& rule : step.evidence.rules) text += " " + rule.id;
    text += " " + step.evidence.right_value + " " + step.evidence.nearest_claim;
    if (step.evidence.counter_model)
      text += " [" + claims::describe(*step.evidence.counter_model, 20) + "]";
  }
  return text;
}

}  // namespace modus::symbolic
