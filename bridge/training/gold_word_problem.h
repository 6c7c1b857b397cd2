// A word problem of a data set with the chain that the model is to write for it: every number of
// its sentences an amount, the gold formula over them a definition, each operation a calculation.
//
//   "Bryan has 5 red pens. He buys 12 blue ones."   "How many pens does Bryan have?"   + number0
//   number1
//     ask X: pen_bryan = X
//     s1  given  bryan_red_pen = 5  @1
//     s2  given  buy_blue = 12  @2
//     s3  let    pen_bryan := bryan_red_pen + buy_blue
//     s4  have   pen_bryan = 17  by calculate s1 s2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tasks/dataset.h"
#include "tasks/generate.h"

namespace modus::bridge {

// Rows with a formula: tasks/word_problems.h's five-fold files (`Equation`) and GSM8K (`answer`).
bool has_formula(const tasks::Row& row);

// nullopt where the formula has a number that no sentence says, comes to another value than the
// row's answer, or the kernel does not prove the chain. `words` are the names and nouns of its
// amounts. Throws IoError for a row of another shape.
std::optional<tasks::GeneratedProblem> gold_word_problem(const tasks::Row& row);

// Rows but those that share four fifths of their words with one of `held_out`, numbers aside: the
// same story with other numbers (Roy and Roth 2017 on the overlap of MAWPS's parts).
std::vector<tasks::Row> without_lookalikes(std::vector<tasks::Row> rows,
                                           const std::vector<tasks::Row>& held_out);

}  // namespace modus::bridge
