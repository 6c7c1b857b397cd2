// What a model takes those sentences of an answer to say that were not read: asked of one sentence
// at a time, compared with its words and numbers (grey_words.h), then judged like any other claim.
//
//   "A dozen boxes of six make 72 eggs."   12 * 6 = 72   read by model, proved
//
// None of it counts as the author's own words: it settles neither the answer's verdict nor how much
// of it was understood, and what is false of it is possibly misread.
#pragma once

#include <atomic>
#include <cstddef>
#include <string_view>
#include <vector>

#include "bridge/prompted/text_model.h"
#include "symbolic/answer.h"

namespace modus::bridge {

struct GreyOptions {
  symbolic::CheckOptions check;
  std::size_t max_tokens = 4096;            // that the model may write in all
  const std::atomic<bool>* stop = nullptr;  // borrowed
};

struct GreyReading {
  std::vector<symbolic::SentenceVerdict> claims;  // in the order of the sentences
  std::size_t asked = 0;                          // sentences
  std::size_t read = 0;                           // of them, by at least one claim
  double model_seconds = 0;
};

// `check` is check_answer(answer, problem, ...). At most 200 sentences are asked about, none longer
// than 1,000 bytes. Throws as TextModel::write; ends early where the model is spent.
GreyReading read_grey(TextModel& model, const symbolic::AnswerCheck& check, std::string_view answer,
                      std::string_view problem, const GreyOptions& options);

}  // namespace modus::bridge
