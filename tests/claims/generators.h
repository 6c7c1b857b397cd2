// Random claims and chains for property tests (RapidCheck): every operator, literal, step kind,
// header item and answer form that the grammar has. They are well-formed, not well-sorted.
#pragma once

#include <string>
#include <vector>

#include <rapidcheck.h>

#include "claims/chain.h"
#include "claims/claim.h"

namespace modus::claims {

// Words that claims are made of. Capital letters in `constants` are names, all others variables.
struct Vocabulary {
  std::vector<std::string> names = {"ann", "bob", "m", "h", "max", "old_bear", "s_1"};
  std::vector<std::string> symbols = {"p", "kind", "likes", "h"};  // take arguments
  std::vector<std::string> variables = {"X", "Y", "Z1", "P", "E"};
  std::vector<std::string> constants = {};
};

// At most `depth` operators deep; 0 gives names, numbers and propositions.
rc::Gen<Claim> any_term(Vocabulary vocabulary, int depth);
rc::Gen<Claim> any_formula(Vocabulary vocabulary, int depth);

// Steps cite any ids, also later ones: a chain that can be written, not one that can be proved.
rc::Gen<Chain> any_chain();

}  // namespace modus::claims
