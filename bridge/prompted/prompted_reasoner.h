// Start here: an English problem and a public language model in, a checked chain out.
//
//   ServerModel model({.address = "http://localhost:8080/v1"});
//   PromptedOutcome outcome = solve_prompted(model, problem_of_text(text), {});
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bridge/attempt.h"
#include "bridge/problem.h"
#include "bridge/prompted/prose.h"
#include "bridge/prompted/reading.h"
#include "bridge/prompted/text_model.h"

namespace modus::bridge {

struct PromptedOptions {
  std::optional<ReadingKind> kind;  // nullopt: quantities where the question asks for a number and
                                    // the text has some, else formulas
  std::optional<std::size_t> think_tokens;  // of prose before the steps; nullopt: 1024 for
                                            // quantities, none else; 0: none
  // The answers that a statement can have, where `open` is none of them: then the model is asked
  // for prose, unguided, where the chain decides nothing. nullopt: it is not.
  std::optional<AnswerForm> else_prose;
  // Readings of each sentence, and proses; more than 1: `verified` needs most of the readings to
  // agree. nullopt: 5 proses of a word problem, written together, else 1.
  std::optional<std::size_t> samples;
  std::size_t proposals = 0;      // steps that it may propose under `logic classical`
  std::size_t max_tokens = 4096;  // that the model may write in all
  std::uint64_t seed = 0;
  symbolic::CheckOptions check;
  Watch watch;                                     // may be empty
  std::function<void(std::string_view)> on_prose;  // may be empty
  const std::atomic<bool>* stop = nullptr;
};

// What no accepted step reads.
struct UnreadSentence {
  std::size_t sentence = 0;  // counted from 1; 0: the question
  std::string reason;
};
struct SentenceAgreement {
  std::size_t sentence = 0, agreeing = 0, samples = 0;
};

struct PromptedOutcome {
  Outcome outcome;
  ReadingKind kind = ReadingKind::kFormulas;
  std::vector<UnreadSentence> unread;
  std::vector<SentenceAgreement> agreement;  // where more than one sample was asked for
  std::string prose, said;    // what the model thought first, and the answer that it came to
  std::size_t fallbacks = 0;  // choices of a step that were no choice
  bool found_by_model =
      false;                 // the model's own steps led to the answer; else the checker's search
  std::size_t calls = 0;     // of the model
  double model_seconds = 0;  // of outcome.seconds, in the model

  // The chain's answer where it is verified, or where logic decides a question that was read; else
  // what the prose said, if it said anything.
  const std::string& best_answer() const;
};

// What is wrong with a problem or cannot be read is in the outcome. Throws as TextModel::write.
PromptedOutcome solve_prompted(TextModel& model, const Problem& problem,
                               const PromptedOptions& options);

// The samples that are taken of a problem of this kind.
std::size_t samples_of(const PromptedOptions& options, ReadingKind kind);

// What solve_prompted takes a problem to be where it is not told.
ReadingKind kind_of_problem(const Problem& problem);

}  // namespace modus::bridge
