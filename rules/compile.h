// A match body ready for kg's engine: compiled once, when the library is loaded.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kg/datalog.h"
#include "kg/symbols.h"
#include "rules/pattern.h"
#include "rules/vocabulary.h"

namespace modus::rules {

// A condition on what is known of a step at a glance. It stays out of the fact base because a
// verdict may still be lowered, and facts are never taken back.
struct MarkCondition {
  std::uint32_t variable = 0;
  RelationId mark = RelationId::kProved;
  bool absent = false;
};

struct CompiledBody {
  std::vector<kg::Atom> atoms;
  std::vector<std::pair<kg::Term, kg::Term>> distinct;
  std::vector<MarkCondition> marks;
  std::vector<std::string> variables;  // by number; those that patterns brought in begin with `_`
  std::vector<std::uint32_t> steps;    // variables that stand for steps, in order of appearance
  std::uint32_t blamed = 0;            // the first of them
  Marks demanded;                      // what the blamed step must have for the body to match
  Demand occurs;                       // what must stand in some claim of the chain
};

// Requires a variable for a step. words: the vocabulary, to which constants are added.
CompiledBody compile(const Body& body, kg::SymbolTable& words);

}  // namespace modus::rules
