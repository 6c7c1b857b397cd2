// What `verify` and `solve` read: an answer and its problem, from files, a folder or standard
// input.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::app {

// A text and what messages call it: a path, or "standard input".
struct NamedText {
  std::string name;
  std::string text;
};

struct AnswerInput {
  NamedText answer;
  std::optional<NamedText> problem;
};

// path: a file, "-", or a folder that holds answer.chain or answer.txt, and problem.txt if there is
// one. problem_path: takes the place of the folder's problem.txt. Throws IoError; Error for an
// answer that is empty.
AnswerInput read_answer(const std::string& path, const std::optional<std::string>& problem_path);

NamedText read_named(const std::string& path);

enum class Form { kChain, kJson, kProse };

// A first byte `{` is JSON; a line that begins like a step (`s3 have ...`) or a chain's header
// makes a chain; anything else is prose.
Form detect_form(std::string_view text);

// A chat model likes to put its chain between lines of ``` and to talk before and after it. Blanks
// everything outside the first such block that holds a chain, so that lines and columns stay; a
// text without such a block comes back as it is.
std::string only_the_chain(std::string_view text);

// The sentences that givens cite: all of the problem but its questions.
std::vector<std::string> sentences_of(std::string_view problem);

// Gives a chain without text that of the problem. Throws Error where the chain has a text of its
// own and it differs: names the first sentence that does.
void attach_problem(claims::Chain& chain, const NamedText& problem);

}  // namespace modus::app
