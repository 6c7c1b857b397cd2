// Knights and knaves (Xie et al., "On Memorization of Large Language Models in Logical Reasoning",
// 2024) in logic form: who tells the truth follows from what everybody says.
//
//   names ["Ann", "Bo"], statements "(('lying', 1), ('<=>', ('telling-truth', 0), ('lying', 1)))",
//   solution [true, false]      knight(ann) <-> not knight(bo); ...; ask knight(ann)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "tasks/eval_result.h"

namespace modus::tasks {

inline constexpr std::size_t kMaxStatementNesting = 64;

// What each person says, over people. Throws ParseError: no tuples of this form, a number that is
// nobody's, nested too deep.
std::vector<claims::Claim> read_statements(std::string_view text,
                                           const std::vector<std::string>& people);

// figures: accuracy (rows where every person's role is proved and is the solution's), people,
// roles_proved (share of people whose role is proved), and accuracy_N by number of people.
// failures: every row that differs. Throws IoError or ParseError for a file of another shape.
EvalResult eval_knights_knaves(const EvalOptions& options);

}  // namespace modus::tasks
