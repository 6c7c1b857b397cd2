#include "tasks/word_problems.h"

#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/extract/annotations.h"
#include "claims/sentences.h"

namespace modus::tasks {
namespace {

constexpr std::string_view kAnswerMark = "#### ";  // of GSM8K

std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<std::string> sentences;
  for (const claims::Span& span : claims::split_sentences(text))
    sentences.push_back(text.substr(span.begin, span.end - span.begin));
  return sentences;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n') {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(std::exchange(part, {}));
    }
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

// 22.0 -> 22
std::string plain_number(std::string number) {
  const std::size_t point = number.find('.');
  if (point == std::string::npos) return number;
  while (number.back() == '0') number.pop_back();
  if (number.back() == '.') number.pop_back();
  return number;
}

bool is_one_of(std::string_view word, std::string_view signs) {
  return word.size() == 1 && signs.find(word[0]) != std::string_view::npos;
}

// Words with their signs where a writer puts them, numbers put in, sentences begun with a capital.
class SentenceWriter {
 public:
  SentenceWriter(const Row& row, std::vector<std::string> numbers)
      : row_(row), numbers_(std::move(numbers)) {}

  std::string of(std::string_view words) const {
    std::string text;
    bool begins = true;  // a sentence
    bool joins = true;   // no space before the next word
    for (const std::string& word : split(words)) {
      std::string written = with_number(word);
      const bool closes = is_one_of(word, ".,?!;:%)") || word.starts_with("'");
      if (!joins && !closes) text += ' ';
      if (begins && written[0] >= 'a' && written[0] <= 'z')
        written[0] = static_cast<char>(written[0] - 'a' + 'A');
      text += written;
      begins = is_one_of(word, ".?!");
      joins = is_one_of(word, "$(");
    }
    return text;
  }

 private:
  std::string with_number(const std::string& word) const {
    constexpr std::string_view kMark = "number";
    if (!word.starts_with(kMark) || word.size() == kMark.size()) return word;
    const std::string digits = word.substr(kMark.size());
    if (digits.size() > 3 || digits.find_first_not_of("0123456789") != std::string::npos)
      return word;
    const auto index = static_cast<std::size_t>(std::stoul(digits));
    if (index >= numbers_.size())
      throw IoError(fmt::format("{}: {} of {} numbers", row_.place(), word, numbers_.size()));
    return numbers_[index];
  }

  const Row& row_;
  std::vector<std::string> numbers_;
};

claims::Rational decimal_of(const Row& row, std::string_view text) {
  const bool negative = text.starts_with('-');
  const auto literal = claims::parse_literal(text.substr(negative ? 1 : 0));
  if (!literal)
    throw IoError(fmt::format("{}: the answer `{}` is no decimal number", row.place(), text));
  return negative ? claims::Rational(-literal->value) : literal->value;
}

}  // namespace

WordProblem word_problem_of(const Row& row) {
  std::vector<std::string> numbers = split(row.text("Numbers"));
  for (std::string& number : numbers) number = plain_number(number);
  const SentenceWriter writing(row, std::move(numbers));
  WordProblem problem;
  problem.place = row.place();
  problem.text = writing.of(row.text("Body"));
  problem.question = writing.of(row.text("Ques_Statement"));
  problem.answer = decimal_of(row, row.text("Answer"));
  const auto fold = row.integer("fold");
  if (!fold || *fold < 0) throw IoError(fmt::format("{}: no fold", row.place()));
  problem.fold = static_cast<std::size_t>(*fold);
  return problem;
}

WordProblem gsm8k_problem_of(const Row& row) {
  WordProblem problem;
  problem.place = row.place();
  const std::string& text = row.text("question");
  std::vector<std::string> sentences = sentences_of(text);
  if (sentences.empty()) throw IoError(fmt::format("{}: the question is empty", row.place()));
  std::size_t asked = sentences.size() - 1;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    if (sentences[i].ends_with('?')) asked = i;
  problem.question = sentences[asked];
  sentences.erase(sentences.begin() + static_cast<std::ptrdiff_t>(asked));
  problem.text = fmt::format("{}", fmt::join(sentences, " "));
  const std::string& answer = row.text("answer");
  const std::size_t mark = answer.rfind(kAnswerMark);
  if (mark == std::string::npos)
    throw IoError(fmt::format("{}: the answer has no `#### `", row.place()));
  std::string number = answer.substr(mark + kAnswerMark.size());
  std::erase_if(number, [](char c) { return c == ',' || c == '$' || c == ' ' || c == '\n'; });
  problem.answer = decimal_of(row, number);
  return problem;
}

GeneratedProblem gsm8k_solved(const Row& row) {
  const WordProblem read = gsm8k_problem_of(row);
  GeneratedProblem problem;
  problem.family = Family::kArithmetic;
  problem.text = read.text;
  problem.question = read.question;
  problem.chain.text = sentences_of(read.text);
  const std::string& answer = row.text("answer");
  const std::size_t mark = answer.rfind(kAnswerMark);
  problem.solution =
      fmt::format("{}Answer: {}", claims::without_annotations(answer.substr(0, mark)),
                  answer.substr(mark + kAnswerMark.size()));
  return problem;
}

std::vector<WordProblem> read_word_problems(const std::string& path,
                                            std::optional<std::size_t> fold) {
  std::vector<WordProblem> problems;
  for (const Row& row : read_rows(path)) {
    WordProblem problem = word_problem_of(row);
    if (!fold || problem.fold == *fold) problems.push_back(std::move(problem));
  }
  return problems;
}

bool is_close(const claims::Rational& answer, const claims::Rational& value) {
  claims::Rational scale = abs(answer);
  if (scale < 1) scale = 1;
  const claims::Rational difference = abs(value - answer);
  return difference * 1000000 <= scale;
}

}  // namespace modus::tasks
