// MAWPS (Koncel-Kedziorski et al., "MAWPS: a math word problem repository", 2016) and ASDiv (Miao
// et al., "A diverse corpus for evaluating and developing English math word problem solvers",
// 2020), in the form of the five-fold files of Patel et al. 2021: numbers as number0 number1 ...,
// words and signs apart.
//
//   Body "tim has number0 books ."  Ques_Statement "how many books does he have ?"  Numbers "22.0"
//     text "Tim has 22 books."  question "How many books does he have?"
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "claims/number.h"
#include "tasks/dataset.h"
#include "tasks/generate.h"

namespace modus::tasks {

struct WordProblem {
  std::string place;  // "mawps_cv5.jsonl.gz, row 17"
  std::string text;   // may be empty: the question then says it all
  std::string question;
  claims::Rational answer;  // as the file has it, a rounded decimal
  std::size_t fold = 0;
};

// Throws IoError for a row of another shape or a number that is not given.
WordProblem word_problem_of(const Row& row);

// GSM8K (Cobbe et al., "Training verifiers to solve math word problems", 2021): `question` is the
// whole problem, `answer` ends with "#### 42". Its last question is asked, all else is the text.
// Throws IoError for a row of another shape.
WordProblem gsm8k_problem_of(const Row& row);

// The same with its solution, for training on its train split: "... 12 + 18 = <<12+18=30>>30 games.
// \n#### 30" without the marks of calculations, and "Answer: 30" at the end.
GeneratedProblem gsm8k_solved(const Row& row);

// All of a file, or those of one fold.
std::vector<WordProblem> read_word_problems(const std::string& path,
                                            std::optional<std::size_t> fold);

// Is it the answer, up to the rounding of the file's decimals: one part in 10^6?
bool is_close(const claims::Rational& answer, const claims::Rational& value);

}  // namespace modus::tasks
