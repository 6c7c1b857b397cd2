#include "bridge/prompted/carried.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "bridge/contradicted.h"
#include "bridge/supported.h"
#include "bridge/word_problem.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;

constexpr std::size_t kFewestProses = 4;  // of which four in five agree

std::set<std::string> used_by_definitions(const claims::Chain& chain) {
  std::set<std::string> used;
  for (const claims::Step& step : chain.steps)
    if (step.definition)
      std::ranges::copy(reading::constants_in(*step.definition), std::inserter(used, used.end()));
  return used;
}

// The amounts that no definition uses. A number that is said again, as "the 500 ml bottle", is used
// with the first, and the one of "one brick weighs 3 pounds" need not be.
std::vector<std::string> left_over(const claims::Chain& chain, const TextReading& read) {
  const std::set<std::string> used = used_by_definitions(chain);
  std::vector<std::string> names;
  for (const Amount& amount : read.amounts) {
    const bool is_used = std::ranges::any_of(read.amounts, [&](const Amount& other) {
      return used.contains(other.name()) && other.values.front() == amount.values.front();
    });
    if (!is_used && !amount.refers_back && amount.values.front() != 1)
      names.push_back(amount.name());
  }
  return names;
}

// "It has 5 levels. How many cars fit on one level?": the question speaks of what it counts, and
// asks for something else.
bool concerns_question(const std::string& name, const WordProblem& problem) {
  const Quantity* quantity = problem.quantity(name);
  if (quantity == nullptr || problem.counts_asked(*quantity)) return false;
  return std::ranges::any_of(problem.question(), [&](const reading::Token& token) {
    return !reading::is_filler(token.text) && have_one_word(quantity->counts, {token.text});
  });
}

// Words that say how often, of how many, or whether: beside a number they are read with it.
bool counts_unseen(const std::string& word) {
  static const std::set<std::string_view> kAgain = {"back",    "again", "both",
                                                    "another", "rest",  "same"};
  return reading::is_negation(word) || reading::is_universal(word) || word == "if" ||
         word == "unless" || kAgain.contains(word);
}

// "Each time she throws it back.": what a sentence without a number adds to the story no definition
// has. "" where there is none.
std::string unread(const claims::Chain& chain, const TextReading& read) {
  for (std::size_t k = 1; k <= chain.text.size(); ++k) {
    if (std::ranges::find(read.sentences, k, &SentenceReading::sentence) != read.sentences.end())
      continue;
    for (const reading::Token& token : reading::tokenise(chain.text[k - 1]))
      if (counts_unseen(token.text))
        return fmt::format("sentence {} says `{}`, and has no number", k, token.text);
  }
  return "";
}

// Proses do not know of each other.
bool agree(const TextReading& read, const Agreed& agreed) {
  return agreed.samples >= kFewestProses && 5 * agreeing_proses(agreed) >= 4 * agreed.samples &&
         std::ranges::all_of(read.sentences, &SentenceReading::grounded);
}

}  // namespace

std::size_t agreeing_proses(const Agreed& agreed) {
  return agreed.agreeing + (agreed.agreeing > 1 ? agreed.by_answer : 0);
}

std::string not_carried(const claims::Chain& chain, std::string_view question,
                        const TextReading& read, const Agreed& agreed, const std::string& doubt) {
  const std::string why = doubt.empty() ? unsupported(chain, question) : doubt;
  if (!why.empty() && !agree(read, agreed)) return why;
  const WordProblem problem(chain, question);
  for (const std::string& name : left_over(chain, read))
    if (!why.empty() || concerns_question(name, problem))
      return fmt::format("`{}` is left over", name);
  if (std::string said = unread(chain, read); !said.empty()) return said;
  if (why.empty()) return "";
  return contradiction_with_text(chain, agreed.worked.formula, question);
}

}  // namespace modus::bridge
