// One rule as a deterministic automaton whose steps are bytes and uses of other rules.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bridge/text_guide/expression.h"

namespace modus::bridge {

struct RuleAutomaton {
  struct ByteStep {
    std::uint8_t byte;
    std::uint32_t target;
  };
  struct UseStep {
    RuleId rule;
    Nesting nesting;
    std::uint32_t target;  // where the rule goes on afterwards
  };
  struct State {
    std::vector<ByteStep> bytes;  // ascending, each byte once
    std::vector<UseStep> uses;    // each rule once a nesting
    bool final = false;
  };
  std::vector<State> states;  // the first is the start
};

inline constexpr std::size_t kMaxRuleStates = 1u << 17;

// Subset construction over the expression (Rabin and Scott 1959). ConfigError naming the rule where
// it has more than kMaxRuleStates states, or its expression is deeper than 1000 levels.
RuleAutomaton rule_automaton(std::string_view name, const Expression& expression);

}  // namespace modus::bridge
