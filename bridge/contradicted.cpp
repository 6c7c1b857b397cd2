#include "bridge/contradicted.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/core.h>

#include "bridge/word_problem.h"
#include "symbolic/reading/change_words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using reading::StoryChange;
using reading::Token;

struct Signed {
  std::string name;
  bool plus = true;
};
using Sum = std::vector<Signed>;  // the names that one sum adds and takes away

// The sums of a formula, the outermost first.
void collect_sums(const Claim& term, bool plus, std::size_t sum, std::vector<Sum>& sums) {
  switch (term.op()) {
    case Op::kAdd:
    case Op::kSubtract:
      collect_sums(term.child(0), plus, sum, sums);
      collect_sums(term.child(1), plus == (term.op() == Op::kAdd), sum, sums);
      return;
    case Op::kName:
      sums[sum].push_back({term.name(), plus});
      return;
    default:
      for (const Claim& child : term.children()) {
        sums.emplace_back();
        collect_sums(child, true, sums.size() - 1, sums);
      }
  }
}

// What may stand behind a number that counts nothing by name: "picked 29 and", "gave 6 to Ann".
bool joins(const std::string& word) {
  static const std::set<std::string_view> kWords = {
      "and", "or",   "but",  "to",   "from", "for",  "with", "of",   "in",    "on",     "at",
      "by",  "away", "back", "off",  "out",  "up",   "down", "into", "than",  "during", "each",
      "per", "then", "that", "when", "who",  "more", "if",   "less", "after", "before", "while"};
  return kWords.contains(word);
}

bool shares_word(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& word) {
    return std::ranges::any_of(
        b, [&](const std::string& other) { return reading::same_word(word, other); });
  });
}

bool compares(const std::vector<Token>& sentence) {
  return std::ranges::any_of(sentence,
                             [](const Token& token) {
                               return token.text == "than" || token.text == "times" ||
                                      token.text == "twice";
                             }) ||
         std::ranges::count(sentence, std::string("as"), &Token::text) > 1;
}

class Contradiction {
 public:
  explicit Contradiction(const WordProblem& problem) : problem_(problem) {}

  std::string of_sign(const Signed& term) const {
    const Quantity* quantity = problem_.quantity(term.name);
    if (quantity == nullptr) return "";
    const std::vector<Token>& sentence = problem_.sentence_of(*quantity);
    const auto numbers = std::ranges::count(sentence, reading::TokenKind::kNumber, &Token::kind);
    if (numbers != 1 || compares(sentence)) return "";
    const StoryChange change = reading::change_of(sentence, problem_.people());
    if (change == StoryChange::kLoss && term.plus)
      return fmt::format("sentence {} takes away, `{}` is added", quantity->sentence, term.name);
    if (change == StoryChange::kGain && !term.plus)
      return fmt::format("sentence {} brings more, `{}` is taken away", quantity->sentence,
                         term.name);
    return "";
  }

  // "4 shells" and "7 pens" in one sum, where shells are asked for.
  std::string of_kinds(const Sum& sum) const {
    const Quantity *asked = nullptr, *other = nullptr;
    for (const Signed& term : sum)
      if (const Quantity* quantity = problem_.quantity(term.name);
          quantity != nullptr && !quantity->counts.empty() && !joins(quantity->counts.front()))
        (shares_word(quantity->counts, problem_.asked_nouns()) ? asked : other) = quantity;
    if (asked == nullptr || other == nullptr || shares_word(asked->counts, other->counts))
      return "";
    return fmt::format("sentence {} counts `{}`, sentence {} `{}`: one sum has both",
                       other->sentence, other->counts.front(), asked->sentence,
                       asked->counts.front());
  }

 private:
  const WordProblem& problem_;
};

}  // namespace

std::string contradiction_with_text(const claims::Chain& chain, const Claim& formula,
                                    std::string_view question) {
  const WordProblem problem(chain, question);
  const Contradiction contradiction(problem);
  std::vector<Sum> sums(1);
  collect_sums(formula, true, 0, sums);
  if (reading::change_of(problem.question(), {}) == StoryChange::kNone)
    for (const Signed& term : sums.front())
      if (std::string why = contradiction.of_sign(term); !why.empty()) return why;
  for (const Sum& sum : sums)
    if (std::string why = contradiction.of_kinds(sum); !why.empty()) return why;
  return "";
}

}  // namespace modus::bridge
