// A claim with every name resolved to its place in a model, so that one claim can be evaluated in
// thousands of models.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "tools/soundness/model.h"

namespace modus::soundness {

enum class SymbolKind : std::uint8_t { kNone, kThing, kNumber, kPredicate, kFunction, kVariable };

struct Node {
  claims::Op op = claims::Op::kTrue;
  SymbolKind symbol_kind = SymbolKind::kNone;
  std::size_t symbol = 0;     // index in the world, the slot of a variable, what a modal word says
  bool over_numbers = false;  // quantifiers
  Fraction literal;
  Fraction half;  // half a unit of the literal's last digit
  bool literal_fits = true;
  std::string own_function;  // of the language: "sqrt"; empty for the world's symbols
  std::vector<std::size_t> children;
};

struct Tree {
  const World* world = nullptr;  // outlives the tree
  std::vector<Node> nodes;       // children before parents; the root is last
};

inline constexpr std::size_t kMaxBound = 8;  // variables bound inside one another

// Free variables must have been closed. Every name is in the world (MODUS_CHECK).
Tree tree_of(const claims::Claim& claim, const World& world);

}  // namespace modus::soundness
