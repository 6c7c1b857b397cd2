// Reading: is a given grounded in the sentence that it cites? Claim and sentence agree both ways;
// semantics: symbolic/README.md, "Reading".
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"

namespace modus::symbolic {

struct GivenReading {
  std::size_t step = 0;   // index in chain.steps
  bool agrees = false;    // the claim with the sentence, as far as it goes
  bool grounded = false;  // it agrees, and the sentence says no more
  std::string reason;     // "no word for tall", "sentence 3 says `not`, no given does"
  std::vector<std::string> unused_words;  // content words of the sentence that no given used
  std::string reads_back;                 // "Every kind thing is patient."
};

// One reading a given, in order. A chain without text: no given is judged (the result is empty).
std::vector<GivenReading> read_givens(const claims::Chain& chain);

// The same for a chain that grows. One thread; the text is borrowed.
class GivenReader {
 public:
  explicit GivenReader(std::span<const std::string> text);
  ~GivenReader();

  void learn(const claims::Step& step);  // its names are words from now on
  void forget();                         // all of them
  // The reading of the last of `steps`, a given, beside the other givens of its sentence. Without
  // reads_back.
  GivenReading read(std::span<const claims::Step> steps) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The claim as one plain English sentence: kind(X) -> patient(X) is "If something is kind then it
// is patient."
std::string read_back(const claims::Claim& claim);
// The sentence it was read from tells a verb in its base form (chase(dog, cat), "the dog chases the
// cat") from a noun (parent(ann, bob)).
std::string read_back(const claims::Claim& claim, std::string_view sentence);

}  // namespace modus::symbolic
