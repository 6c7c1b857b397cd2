// Random vocabularies: which things, predicates, functions and numbers a chain may speak of.
#pragma once

#include "base/random.h"
#include "claims/chain.h"
#include "tools/soundness/model.h"

namespace modus::soundness {

// What kind of reasoning a chain is about.
enum class Subject : std::uint8_t {
  kLogic,    // things and predicates, quantifiers, equality
  kNumbers,  // numbers, equations, units
  kMixed,    // both: functions from things to numbers, sets
  kGround,   // numbers only, no names: 18 + 36 = 54
};

// Names that `let`, `fix` and `obtain` may bind are part of the world from the start; the generator
// keeps them unused until a step binds them.
struct FreshNames {
  std::vector<std::string> things;
  std::vector<std::string> numbers;  // real
};

struct Vocabulary {
  World world;
  FreshNames fresh;
};
Vocabulary random_vocabulary(Subject subject, RandomStream& random);

// `sort` lines for every name of the world that occurs in the chain and is no fresh name.
std::vector<claims::SortDeclaration> declarations_for(const claims::Chain& chain,
                                                      const Vocabulary& vocabulary);

}  // namespace modus::soundness
