// English to givens, a sentence at a time: the model reads, the checker compares each reading with
// its sentence, the reason of a refusal goes back to the model.
//
//   "The cow does not see Ann."   see(cow, ann)       refused: the sentence says `not`, ...
//                                 not see(cow, ann)   s1 given, grounded
//
// Three tries with reasons; then the claim near to one refused that the sentence says, if there is
// one (reply_judge.h); then tries at a temperature; what is read in none of them is kept as an
// ungrounded given where it is a claim at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bridge/problem.h"
#include "bridge/prompted/amounts.h"
#include "bridge/prompted/journal.h"
#include "bridge/prompted/metered_model.h"
#include "bridge/prompted/reading_prompt.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {

struct ReadingOptions {
  ReadingKind kind = ReadingKind::kFormulas;
  std::size_t samples = 1;   // readings of each sentence that are compared
  float temperature = 0.7f;  // of all but the first
  std::uint64_t seed = 0;
  symbolic::Limits limits;
};

struct SentenceReading {
  std::size_t sentence = 0;         // counted from 1; 0: the question
  std::vector<claims::Step> steps;  // givens, or the ask; none: it could not be read
  bool grounded = false;
  std::string reason;                     // why not
  std::size_t agreeing = 1, samples = 1;  // readings that say the same, of those asked for
};

struct TextReading {
  claims::Header header;
  std::vector<SentenceReading> sentences;  // in order, those without steps too
  SentenceReading question;
  std::vector<Amount> amounts;  // of a word problem (amount_reading.h), grounded or not
};

// The grounded givens have the ids s1, s2, ... in order, those of the others are not
// settled. Quantities are read in amount_reading.h. Throws as TextModel::write; ends early where
// the model is spent.
TextReading read_text(MeteredModel& model, const Problem& problem, const ReadingOptions& options,
                      Journal& journal);

}  // namespace modus::bridge
