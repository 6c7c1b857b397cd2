#include "app/prompt_text.h"

#include <fmt/core.h>

#include "claims/sentences.h"

namespace modus::app {
namespace {

constexpr std::string_view kRules =
    R"(Answer the problem below as a chain of small steps that a program will check one by one. Write the
chain between two lines of ``` and nothing else. Every step is one line.

Claims
- names are lower case: ann, old_bear, rolls. One capital letter is a variable: X.
- kind(ann), likes(ann, bob): a property, a relation. One name keeps one number of arguments.
- not p, p and q, p or q, p -> q, p <-> q, forall X: p, exists X: p
- a = b, a != b, a < b, a <= b; + - * / ^ div mod; 15% is a number; write 3 * x, never 3 x.
- a rule about everything: kind(X) -> patient(X)

Steps
  ask CLAIM                      the question, first: yes or no
  ask X: CLAIM                   the question: which value
  s1  given CLAIM @2             read from sentence 2 and from nothing else
  s2  let x := TERM              a new name for a value
  s3  have CLAIM by s1 s2        follows from the cited steps alone: cite all that it needs
  s4  assume CLAIM               ends with   s6  discharge s4: CLAIM -> RESULT by s5
  s7  case A of s3               s3 is `A or B`; after all cases
  s9  discharge s7 s8: RESULT by s3 STEP STEP
  answer VALUE by s3             true, false, open (cannot be known), or the value

Make each `have` one small deduction or one calculation. Read every sentence as a `given`; do not add
facts of your own. If nothing follows either way, answer open.
)";

constexpr std::string_view kLogicExample = R"(@1 Ann is kind.
@2 All kind people are patient.
@3 Patient people are not loud.
ask loud(ann)
s1  given kind(ann)  @1
s2  given kind(X) -> patient(X)  @2
s3  given patient(X) -> not loud(X)  @3
s4  have patient(ann)  by s1 s2
s5  have not loud(ann)  by s3 s4
answer false  by s5
)";

constexpr std::string_view kNumberExample = R"(@1 There are 18 rolls in the morning.
@2 There are twice as many rolls at noon as in the morning.
ask X: X = rolls_morning + rolls_noon
s1  given rolls_morning = 18  @1
s2  given rolls_noon = 2 * rolls_morning  @2
s3  have rolls_noon = 36  by s1 s2
s4  have rolls_morning + rolls_noon = 54  by s1 s3
answer 54  by s4
)";

}  // namespace

std::string_view logic_example() { return kLogicExample; }
std::string_view number_example() { return kNumberExample; }

std::string chain_instructions() {
  return fmt::format(
      "{}\nExample (the lines with @ are the problem's sentences; you need not repeat them)\n"
      "```\n{}```\nExample with numbers\n```\n{}```\n",
      kRules, kLogicExample, kNumberExample);
}

std::string prompt_for(std::string_view problem) {
  std::string numbered, questions;
  std::size_t k = 0;
  for (const claims::Span span : claims::split_sentences(problem)) {
    const std::string_view sentence = problem.substr(span.begin, span.end - span.begin);
    if (sentence.ends_with('?'))
      questions += fmt::format("Question: {}\n", sentence);
    else
      numbered += fmt::format("@{} {}\n", ++k, sentence);
  }
  return fmt::format("{}\nThe problem\n{}{}", chain_instructions(), numbered, questions);
}

}  // namespace modus::app
