#include "bridge/asked.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "claims/print.h"
#include "symbolic/grounding.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool begins_question(std::string word) {
  std::ranges::transform(word, word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  constexpr auto kWords = std::to_array<std::string_view>(
      {"is", "are", "was", "were", "does", "do", "did", "has", "have", "can", "will"});
  return std::ranges::find(kWords, word) != kWords.end();
}

// "Is Ann kind?" as the statements it may ask about: the verb moved behind each of the words, and
// `does` left out as well. A statement is itself; any other question is none.
std::vector<std::string> statements_of(std::string_view question) {
  std::vector<std::string> words = words_of(question);
  if (words.empty()) return {};
  if (words.back().ends_with('.')) return {std::string(question)};
  if (!words.back().ends_with('?') || !begins_question(words.front())) return {};
  words.back().back() = '.';
  std::string verb = words.front();
  verb[0] = static_cast<char>(verb[0] | 0x20);
  const bool helps = verb.starts_with("d");  // does, do, did
  words.erase(words.begin());
  std::vector<std::string> statements;
  if (helps) statements.push_back(fmt::format("{}", fmt::join(words, " ")));
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::vector<std::string> moved = words;
    moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(i), verb);
    statements.push_back(fmt::format("{}", fmt::join(moved, " ")));
  }
  for (std::string& statement : statements)
    if (statement[0] >= 'a' && statement[0] <= 'z')
      statement[0] = static_cast<char>(statement[0] - 'a' + 'A');
  return statements;
}

// "" where the claim is grounded in the sentence. The names of the chain's givens are known.
std::string misreading(const claims::Chain& chain, const claims::Claim& claim,
                       const std::string& sentence) {
  claims::Chain reading;
  reading.header = chain.header;
  reading.text = {sentence};
  for (const claims::Step& step : chain.steps) {
    if (step.kind != claims::StepKind::kGiven) continue;
    reading.steps.push_back(step);
    reading.steps.back().sentences.clear();  // for its names only
  }
  claims::Step given;
  given.kind = claims::StepKind::kGiven;
  given.claim = claim;
  given.sentences = {1};
  reading.steps.push_back(std::move(given));
  const symbolic::GivenReading read = symbolic::read_givens(reading).back();
  return read.grounded ? "" : read.reason;
}

// `ask X: NAME = X`, where the question has each word of the name.
std::string misread_value(const claims::Step& ask, std::string_view question) {
  const claims::Claim& claim = ask.claim;
  if (claim.op() != claims::Op::kEqual || claim.child(0).op() != claims::Op::kName ||
      claim.child(1) != claims::variable(ask.name))
    return fmt::format("`{}` asks for nothing by name", claims::print(claim));
  const std::vector<reading::Token> said = reading::tokenise(question);
  for (const std::string& word : reading::words_of_name(claim.child(0).name()))
    if (std::ranges::none_of(said, [&](const reading::Token& token) {
          return reading::same_word(token.text, word);
        }))
      return fmt::format("no word for {}", word);
  return "";
}

}  // namespace

std::string disagreement_with_question(const claims::Chain& chain, const claims::Step& ask,
                                       std::string_view question) {
  if (ask.question == claims::QuestionKind::kValue) return misread_value(ask, question);
  if (ask.question != claims::QuestionKind::kYesNo) return "";
  std::string first;
  for (const std::string& statement : statements_of(question)) {
    std::string reason = misreading(chain, ask.claim, statement);
    if (reason.empty()) return "";
    if (first.empty()) first = std::move(reason);
  }
  return first;
}

bool reads_as_statement(std::string_view question) { return !statements_of(question).empty(); }

}  // namespace modus::bridge
