// A stretch of a sentence as assertions: who is said to be or do what, to whom, and whether it is
// denied. Read from left to right with the chain's own names as the vocabulary; no part-of-speech
// tagger is needed.
//
//   "the cat sees the cow and is not green"   sees(cat; cow)   not green(cat)
//   "the cow is seen by the cat"              sees(cat; cow)
//   "red, cold things"                        red(v0)  cold(v0)
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/vocabulary.h"
#include "symbolic/reading/words.h"

namespace modus::symbolic::reading {

struct Mention {
  enum class Kind { kEntity, kVariable, kPronoun };
  Kind kind = Kind::kEntity;
  std::vector<std::string> entities;  // kEntity: the names that the words may mean
  std::size_t variable = 0;           // kVariable
  std::size_t token = 0;
  std::size_t end = 0;
};

struct Assertion {
  std::vector<std::string> predicates;
  std::size_t token = 0;
  std::size_t end = 0;
  std::vector<Mention> subjects;  // "Ann and Bob are kind": each of them
  std::vector<Mention> objects;
  bool negated = false;
  std::vector<std::size_t> negations;  // tokens
};

// Something without a name that the sentence speaks of: someone, a dog, red things, X.
struct SentenceVariable {
  std::string letter;               // "X" where the sentence itself writes a letter
  std::vector<std::string> nouns;   // predicates that introduced it, taken up by "the dog"
  bool is_thing = false;            // what `it` takes up, rather than `they`
  std::optional<Quantifier> force;  // everyone, someone; nullopt: a dog, dogs
  bool has_article = false;         // a dog, rather than dogs
  std::size_t token = 0;
};

struct Reading {
  std::vector<Assertion> assertions;
  std::vector<SentenceVariable> variables;
  std::string ambiguous;  // "`not` before `or`": no reading is accepted
};

struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool begins_negated = false;     // "no dog is red": the predicate is denied
  std::optional<Mention> subject;  // carried over from the other half
};

// Adds to `reading`; variables of earlier stretches stay known.
void read_stretch(std::span<const Token> tokens, const Stretch& stretch,
                  const Vocabulary& vocabulary, Reading& reading);

}  // namespace modus::symbolic::reading
