// What a library holds: rules with their compiled matches. Internal to rules.
#pragma once

#include <vector>

#include "kg/symbols.h"
#include "rules/compile.h"
#include "rules/library.h"

namespace modus::rules {

// compiled[i] are the alternatives of rules[i].match.
struct Library::State {
  kg::SymbolTable words;  // the vocabulary and the constants of all matches
  std::vector<Rule> rules;
  std::vector<std::vector<CompiledBody>> compiled;
  bool asks_for_repeats = false;  // some match speaks of repeats(S, R)
};

}  // namespace modus::rules
