// A rule file read and checked: TOML to a rule. rules/FORMAT.md explains the format.
#pragma once

#include <string_view>
#include <vector>

#include "rules/pattern.h"
#include "rules/rule.h"

namespace modus::rules {

inline constexpr std::size_t kMaxRuleFileBytes = 64 << 10;

struct LoadedRule {
  Rule rule;
  std::vector<Body> bodies;  // of rule.match, in order
};

// file: for messages. Throws ConfigError "file:line:column: ..." for TOML that is none, a key or
// value that is unknown (naming the nearest known one), missing or too long, a match or test
// argument that cannot be read, a placeholder that the match does not bind, a test that no checker
// runs yet.
LoadedRule load_rule(std::string_view toml, std::string_view file);

}  // namespace modus::rules
