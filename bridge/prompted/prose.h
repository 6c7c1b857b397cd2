// The model alone, in prose: it thinks step by step and is believed as far as it goes. This is what
// a guided answer is compared with, and what a word problem's definition is written after.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/problem.h"
#include "bridge/prompted/metered_model.h"

namespace modus::bridge {

enum class AnswerForm : std::uint8_t { kTrueFalse, kTrueFalseUnknown, kNumber };

struct Prose {
  std::string text;
  std::string answer;  // "true", "false", "open", "42", "-2.5", "3/4"; "" where it comes to none
};

struct ThinkOptions {
  AnswerForm form = AnswerForm::kTrueFalseUnknown;
  std::size_t max_tokens = 1024;
  float temperature = 0;
  std::uint64_t seed = 0;
  std::vector<neural::ChatMessage> corrections =
      {};                  // said after the problem: its own words, and why not
  std::string begun = "";  // how the prose begins: the model goes on from there
};
// What a model is asked: the instruction, an example, the problem.
std::vector<neural::ChatMessage> prose_messages(const Problem& problem, AnswerForm form);

Prose think(MeteredModel& model, const Problem& problem, const ThinkOptions& options);
// Several at once; none, or fewer, where the model is spent or stopped.
std::vector<Prose> think_each(MeteredModel& model, const Problem& problem,
                              std::span<const ThinkOptions> options);

// `samples` of them, the first at temperature 0: the one whose answer most have, numbers compared
// by value; the first of these (Wang et al., "Self-consistency improves chain of thought
// reasoning", 2022).
Prose think_again(MeteredModel& model, const Problem& problem, const ThinkOptions& options,
                  std::size_t samples);

// The options of another sample of the same: at a temperature, and a seed of its own.
ThinkOptions sampled(const ThinkOptions& options, std::size_t number);
// The prose whose answer most have, the first of these; requires one.
Prose most_agreed(std::vector<Prose> proses);

// Equal words, or numbers of one value.
bool same_answer(const std::string& a, const std::string& b);

// What a text comes to: behind its last "Answer:" or "####", else the last word or number of the
// form that it has.
std::string answer_in(std::string_view text, AnswerForm form);

}  // namespace modus::bridge
