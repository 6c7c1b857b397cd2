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

}  // namespace modus::symbolic
