#include "bridge/problem.h"

#include <fmt/format.h>

#include "base/error.h"
#include "bridge/guide/lexicon.h"
#include "bridge/word_problem.h"
#include "claims/sentences.h"
#include "tasks/question.h"

namespace modus::bridge {
namespace {

std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::string> sentences;
  for (const claims::Span& span : claims::split_sentences(text))
    sentences.emplace_back(text.substr(span.begin, span.end - span.begin));
  return sentences;
}

}  // namespace

Problem problem_of_text(std::string_view text) {
  Problem problem{sentences_of(text), ""};
  if (problem.sentences.empty()) throw Error("the problem is empty: there is nothing to ask");
  problem.question = tasks::plain_question(problem.sentences.back());
  problem.sentences.pop_back();
  if (!problem.sentences.empty() && tasks::asks_true_or_false(problem.sentences.back()))
    problem.sentences.pop_back();
  return problem;
}

Problem problem_of(std::string_view context, std::string_view question) {
  return {sentences_of(context), tasks::plain_question(question)};
}

std::string whole_text(const Problem& problem) {
  return fmt::format("{} {}", fmt::join(problem.sentences, " "), problem.question);
}

Problem with_question_read(Problem problem) {
  const auto question = symbolic::reading::tokenise(problem.question);
  if (asks_for_amount(question) && has_number(question))
    problem.sentences.push_back(problem.question);
  return problem;
}

const std::string& sentence_of(const Problem& problem, std::size_t k) {
  return k == 0 || k > problem.sentences.size() ? problem.question : problem.sentences[k - 1];
}

}  // namespace modus::bridge
