// Problems made up by seed: English, and the gold chain that solves them, checked by the kernel as
// they are made.
//
//   generate({.family = Family::kRuleWorld, ...}, random)
//     text   "Ann is kind. All kind people are patient. Is Ann patient?"
//     chain  logic directed; @1 ..., @2 ...; ask patient(ann); s1 given kind(ann) @1; ...; answer
//     true by s3
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "claims/chain.h"
#include "tasks/search_notes.h"

namespace modus::tasks {

enum class Family : std::uint8_t {
  kSentence,    // one sentence to one claim, whatever length is asked for: stage 0
  kRuleWorld,   // facts and rules with negation; true, false, open
  kTaxonomy,    // chains of kinds with distractors
  kArithmetic,  // word problems of 1 to 4 operations
  kKinship,
  kOrdering,
  kKnights,  // knights and knaves
  kTally,    // word problems that count over several occasions, of 1 to 5 operations
};
std::string_view to_string(Family family);  // "rule_world"
std::optional<Family> family_named(std::string_view name);
std::span<const Family> families();
bool is_word_problem(Family family);

// Train and held-out differ in template combinations and in vocabulary; a name or word of one split
// never occurs in the other, invented ones included.
enum class Split : std::uint8_t { kTrain, kHeldOut };

struct ProblemShape {
  Family family = Family::kRuleWorld;
  Split split = Split::kTrain;
  // Of rule worlds and taxonomies; the length of the others follows from their depth.
  std::size_t min_sentences = 3, max_sentences = 8;
  // Steps of the longest path of the derivation; of an arithmetic problem its operations (1 to 4),
  // of a tally too (1 to 5),
  // of kinship the hops (1 to 10), of knights and knaves the people (2 to 4).
  std::size_t min_depth = 0, max_depth = 2;
  double invented_words = 0.6;  // share of content words that are made up
};

// All that the family has: every number of operations, hops or people; worlds of up to 28 sentences
// and depth 6.
ProblemShape whole_range(Family family, Split split);

struct GeneratedProblem {
  Family family = Family::kRuleWorld;
  std::string text;      // the sentences, without the question
  std::string question;  // as written: "Is Ann patient?", or a statement to judge
  claims::Chain chain;   // with its text; every step proved, every given grounded, verified
  std::vector<std::string>
      words;  // content words and names that the problem is free to rename, sorted
  std::vector<std::string> templates;  // of the sentences and the question, without content words
  std::vector<SearchNote> notes;  // of the chain, where it is to be searched in writing
  std::string solution;  // in prose, where a data set gives one: the chain then has its text alone
};

// Whose problems may be made of these templates, in this order: a hash decides, one in eight is
// held out.
Split split_of_templates(std::span<const std::string> templates);

// Deterministic in shape and stream. Draws again where a draw has no gold chain or is not verified
// (at most 200 times, then an Error naming the shape: it asks for what the family cannot give).
GeneratedProblem generate(const ProblemShape& shape, RandomStream& random);

// The same without the kernel's check and the reading, for training: the chain is still derived by
// closure or calculation. A trainer checks samples with is_verified.
GeneratedProblem generate_unchecked(const ProblemShape& shape, RandomStream& random);

// check_chain says verified: every step proved, every given grounded.
bool is_verified(const claims::Chain& chain);

}  // namespace modus::tasks
