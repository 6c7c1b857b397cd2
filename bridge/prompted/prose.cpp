#include "bridge/prompted/prose.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ascii.h"
#include "bridge/answer_value.h"

namespace modus::bridge {
namespace {

using neural::ChatRole;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

struct ProseExample {
  std::string_view problem, prose;
};

constexpr ProseExample kNumberExamples[] = {
    {"Vera has 12 stamps. She buys 3 sheets with 4 stamps each and gives 5 stamps to Ben. \n"
     "Question: How many stamps does Vera have now?",
     "3 sheets with 4 stamps each are 3 * 4 = 12 stamps. With the 12 stamps that she had, Vera has "
     "12 + 12 = 24 stamps. She gives 5 away, so she has 24 - 5 = 19 stamps.\nAnswer: 19"}};
constexpr ProseExample kTruthExamples[] = {
    {"The fox is calm. Everything calm is brave. No brave thing is lazy. \n"
     "Statement: The fox is lazy.",
     "The fox is calm, and everything calm is brave, so the fox is brave. No brave thing is lazy, "
     "so the fox is not lazy. The statement says that it is.\nAnswer: false"}};
constexpr ProseExample kUnknownExamples[] = {
    kTruthExamples[0],
    {"The fox is calm. Everything calm is brave. Old things are calm. \n"
     "Statement: The fox is old.",
     "The fox is calm and so it is brave. Old things are calm, but not everything calm is old. "
     "Nothing else says whether the fox is old.\nAnswer: unknown"}};

std::span<const ProseExample> examples(AnswerForm form) {
  switch (form) {
    case AnswerForm::kTrueFalse:
      return kTruthExamples;
    case AnswerForm::kTrueFalseUnknown:
      return kUnknownExamples;
    case AnswerForm::kNumber:
      return kNumberExamples;
  }
  return {};
}

std::string_view instruction(AnswerForm form) {
  switch (form) {
    case AnswerForm::kTrueFalse:
      return "Decide whether the statement is true or false, from the text alone. Think step by "
             "step in short sentences, then end with a line `Answer: true` or `Answer: false`.";
    case AnswerForm::kTrueFalseUnknown:
      return "Decide whether the statement is true, false or unknown, from the text alone; it is "
             "unknown where the text decides it neither way. Think step by step in short "
             "sentences, then end with a line `Answer: true`, `Answer: false` or `Answer: "
             "unknown`.";
    case AnswerForm::kNumber:
      return "Solve the problem. Think step by step in short sentences, then end with a line "
             "`Answer: ` and the number alone.";
  }
  return "";
}

// Behind the last mark; npos where there is none.
std::size_t behind_mark(const std::string& text) {
  std::size_t behind = std::string::npos;
  for (const std::string_view mark : {"answer:", "answer is", "####"})
    if (const std::size_t at = text.rfind(mark); at != std::string::npos)
      behind = behind == std::string::npos ? at + mark.size() : std::max(behind, at + mark.size());
  return behind;
}

// The first or the last word of the three kinds.
std::string truth_in(std::string_view text, bool first) {
  constexpr auto kWords =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"true", "true"},
                                                                    {"yes", "true"},
                                                                    {"false", "false"},
                                                                    {"no", "false"},
                                                                    {"unknown", "open"},
                                                                    {"uncertain", "open"},
                                                                    {"undetermined", "open"}});
  std::string found;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    for (const auto& [word, value] : kWords)
      if (text.substr(at, end - at) == word) found = value;
    if (first && !found.empty()) return found;
    at = end + 1;
  }
  return found;
}

// "-1,200.50", "$3", "3/4" from `at` on; moves `at` behind it.
std::string read_number(std::string_view text, std::size_t& at) {
  std::string number;
  if (at > 0 && text[at - 1] == '-' && (at < 2 || !is_digit(text[at - 2]))) number = "-";
  while (at < text.size()) {
    const char c = text[at];
    const bool digit_next = at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_digit(c) && !((c == '.' || c == ',' || c == '/') && digit_next)) break;
    if (c != ',') number += c;
    ++at;
  }
  return number;
}

std::string number_in(std::string_view text, bool first) {
  std::string found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    found = read_number(text, at);
    if (first) return found;
  }
  return found;
}

}  // namespace

std::string answer_in(std::string_view text, AnswerForm form) {
  const std::string words = lower(text);
  const std::size_t mark = behind_mark(words);
  const auto value_in = [&](std::string_view part, bool first) {
    return form == AnswerForm::kNumber ? number_in(part, first) : truth_in(part, first);
  };
  if (mark != std::string::npos) {
    // "Answer: 3 + 4 = 7": what the line comes to.
    const std::string line = words.substr(mark, words.find('\n', mark) - mark);
    const bool calculates = line.find('=') != std::string::npos;
    if (std::string value = value_in(line, !calculates); !value.empty()) return value;
  }
  return value_in(words, false);
}

std::vector<neural::ChatMessage> prose_messages(const Problem& problem, AnswerForm form) {
  std::string text;
  for (const std::string& sentence : problem.sentences) text += sentence + " ";
  const char* asked = form == AnswerForm::kNumber ? "Question" : "Statement";
  std::vector<neural::ChatMessage> messages = {{ChatRole::kSystem, std::string(instruction(form))}};
  for (const ProseExample& example : examples(form)) {
    messages.push_back({ChatRole::kUser, std::string(example.problem)});
    messages.push_back({ChatRole::kAssistant, std::string(example.prose)});
  }
  messages.push_back({ChatRole::kUser, fmt::format("{}\n{}: {}", text, asked, problem.question)});
  return messages;
}

namespace {

TextRequest prose_request(const Problem& problem, const ThinkOptions& options) {
  std::vector<neural::ChatMessage> messages = prose_messages(problem, options.form);
  messages.insert(messages.end(), options.corrections.begin(), options.corrections.end());
  return {.messages = std::move(messages),
          .begins_with = options.begun,
          .stops = {},
          .max_tokens = options.max_tokens,
          .temperature = options.temperature,
          .seed = options.seed,
          .lexicon = nullptr};
}

Prose prose_of(const std::string& reply, const ThinkOptions& options) {
  std::string text = options.begun + reply;
  std::string answer = answer_in(text, options.form);
  return {std::move(text), std::move(answer)};
}

}  // namespace

Prose think(MeteredModel& model, const Problem& problem, const ThinkOptions& options) {
  const auto reply = model.ask(prose_request(problem, options));
  if (!reply) return {};
  return prose_of(*reply, options);
}

std::vector<Prose> think_each(MeteredModel& model, const Problem& problem,
                              std::span<const ThinkOptions> options) {
  std::vector<TextRequest> requests;
  for (const ThinkOptions& one : options) requests.push_back(prose_request(problem, one));
  std::vector<Prose> proses;
  for (const std::string& reply : model.ask_each(std::move(requests)))
    proses.push_back(prose_of(reply, options[proses.size()]));
  return proses;
}

bool same_answer(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto value_a = value_of_answer(a), value_b = value_of_answer(b);
  return value_a && value_b && is_same_number(*value_b, *value_a);
}

ThinkOptions sampled(const ThinkOptions& options, std::size_t number) {
  ThinkOptions another = options;
  another.temperature = 0.7f;
  another.seed = options.seed + number;
  return another;
}

Prose most_agreed(std::vector<Prose> proses) {
  const auto votes = [&](const Prose& prose) {
    if (prose.answer.empty()) return std::ptrdiff_t{0};
    return std::ranges::count_if(
        proses, [&](const Prose& other) { return same_answer(prose.answer, other.answer); });
  };
  return *std::ranges::max_element(proses, {}, votes);
}

Prose think_again(MeteredModel& model, const Problem& problem, const ThinkOptions& options,
                  std::size_t samples) {
  std::vector<ThinkOptions> each = {options};
  for (std::size_t i = 1; i < samples; ++i) each.push_back(sampled(options, i));
  std::vector<Prose> all = think_each(model, problem, each);
  return all.empty() ? Prose{} : most_agreed(std::move(all));
}

}  // namespace modus::bridge
