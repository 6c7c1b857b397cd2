// Reading: is a given grounded in the sentence that it cites? Claim and sentence agree both ways;
// semantics: symbolic/README.md, "Reading".
#pragma once

#include <string>
#include <vector>

#include "claims/chain.h"

namespace modus::symbolic {

struct GivenReading {
  std::size_t step = 0;                    // index in chain.steps
  bool grounded = false;
  std::string reason;                      // "no word for tall", "sentence 3 says `not`, no given does"
  std::vector<std::string> unused_words;   // content words of the sentence that no given used
  std::string reads_back;                  // "Every kind thing is patient."
};

// One reading a given, in order. A chain without text: no given is judged (the result is empty).
std::vector<GivenReading> read_givens(const claims::Chain& chain);

// The claim as one plain English sentence: kind(X) -> patient(X) is "If something is kind then it is
// patient."
std::string read_back(const claims::Claim& claim);

}  // namespace modus::symbolic
