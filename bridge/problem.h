// A problem as it is put to a model: numbered sentences and a question, as written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modus::bridge {

struct Problem {
  std::vector<std::string> sentences;
  std::string question;
};

// Sentences and question as one text.
std::string whole_text(const Problem& problem);

// Sentence k, counted from 1. Behind the last one stands the question, which some readers number
// too; 0 is the question as well.
const std::string& sentence_of(const Problem& problem, std::size_t k);

//   "Ann is kind. All kind people are patient. Is Ann patient?"   two sentences and a question
//
// The question is what the last sentence asks (tasks/question.h); questions before it are
// sentences. Throws Error for a text without a sentence to ask.
Problem problem_of_text(std::string_view text);
// The same where text and question are apart.
Problem problem_of(std::string_view context, std::string_view question);

// "How much do 5 of them weigh?": a question that asks for an amount and says numbers is numbered
// as the last sentence too, so that they can be read.
Problem with_question_read(Problem problem);

}  // namespace modus::bridge
