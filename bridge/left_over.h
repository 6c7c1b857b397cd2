// What a word problem says and the definition of what it asks for does not use.
//
//   "Nora has 12 stamps. Nora loses 3 stamps. How many stamps does Nora have left?"
//     left := nora_stamp        "what sentence 2 says is left out"
#pragma once

#include <set>
#include <string>
#include <vector>

#include "bridge/word_problem.h"

namespace modus::bridge {

struct UsedAmounts {
  const std::set<std::string>& used;       // anywhere in the definition
  const std::set<std::string>& summed;     // not only as what another is compared with
  const std::vector<std::string>& people;  // whom the question is about
};

// Numbers that nothing read, amounts of what is asked that are not used, and what happens to whom
// the question names without a number. "": nothing.
std::string left_over(const WordProblem& problem, const UsedAmounts& amounts);

// It names somebody, and nobody of these.
bool is_of_somebody_else(const SentenceTokens& sentence, const std::vector<std::string>& people);

}  // namespace modus::bridge
