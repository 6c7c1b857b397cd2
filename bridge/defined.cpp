#include "bridge/defined.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/core.h>

#include "bridge/word_problem.h"
#include "symbolic/reading/change_words.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using claims::Step;
using reading::StoryChange;
using reading::Token;

constexpr std::size_t kMaxUnfolding = 16;  // definitions within definitions

class Definition {
 public:
  explicit Definition(const WordProblem& problem) : problem_(problem) {}

  std::string disagreement(const Step& let) {
    if (problem_.asks_for(let) && problem_.question_says({"many", "much"}))
      if (std::string why = problem_.impossible(*let.definition); !why.empty()) return why;
    if (reading::change_of(problem_.question(), {}) != StoryChange::kNone) return "";
    std::string why = signed_term(*let.definition, true, 0);
    if (why.empty() && problem_.asks_for(let)) why = left_out();
    return why;
  }

 private:
  bool anybody() const { return problem_.asks_about_somebody(); }

  // What is added or subtracted, down to names, products and quotients.
  std::string signed_term(const Claim& term, bool plus, std::size_t unfolded) {
    switch (term.op()) {
      case Op::kAdd:
      case Op::kSubtract: {
        std::string why = signed_term(term.child(0), plus, unfolded);
        if (!why.empty()) return why;
        return signed_term(term.child(1), plus == (term.op() == Op::kAdd), unfolded);
      }
      case Op::kNegate:
        return signed_term(term.child(0), !plus, unfolded);
      case Op::kDivide:
        if (const Op op = term.child(0).op(); op == Op::kAdd || op == Op::kSubtract)
          if (std::string why = signed_term(term.child(0), plus, unfolded); !why.empty())
            return why;
        return factors(term);
      case Op::kMultiply:
        if (!plus && anybody() && !problem_.asks_for_sum(false))
          return "nothing says that anything is taken away";
        is_first_ = false;
        return factors(term);
      case Op::kName:
        return signed_name(term.name(), plus, unfolded);
      default:
        return "";
    }
  }

  std::string signed_name(const std::string& name, bool plus, std::size_t unfolded) {
    used_.insert(name);
    if (!counted_.insert(name).second) return fmt::format("the definition counts `{}` twice", name);
    const Claim* let = problem_.definition(name);
    if (let != nullptr && unfolded < kMaxUnfolding) return signed_term(*let, plus, unfolded + 1);
    const Quantity* found = problem_.quantity(name);
    if (found == nullptr) return "";
    used_.insert(found->base.begin(), found->base.end());
    const std::vector<Token>& sentence = problem_.sentence_of(*found);
    const StoryChange change = problem_.change_of(sentence);
    const std::size_t number = found->sentence;
    if (change == StoryChange::kLoss && plus)
      return fmt::format("sentence {} takes away, the definition adds `{}`", number, name);
    if (change == StoryChange::kGain && !plus)
      return fmt::format("sentence {} brings more, the definition subtracts `{}`", number, name);
    if (found->plain && reading::says_for_each(sentence) && change == StoryChange::kNone)
      return fmt::format("sentence {} says how many for each, the definition {} `{}`", number,
                         plus ? "adds" : "subtracts", name);
    if (change == StoryChange::kNone && anybody() && !is_first_ && !problem_.asks_for_sum(plus))
      return fmt::format("nothing says that `{}` is {}", name, plus ? "added" : "taken away");
    is_first_ = false;
    return "";
  }

  // A product of two quantities needs a sentence that says how many for each, a quotient one that
  // shares.
  std::string factors(const Claim& term) {
    const auto names = reading::constants_in(term);
    used_.insert(names.begin(), names.end());
    if (term.op() == Op::kDivide && term.child(1).op() == Op::kName &&
        counted_.contains(term.child(1).name()))
      return fmt::format("the definition counts `{}` twice", term.child(1).name());
    for (const std::string& name : names)
      if (problem_.definition(name) != nullptr) return "";
    if (names.size() < 2) return "";
    const bool product = term.op() == Op::kMultiply;
    const bool said = std::ranges::any_of(names, [&](const std::string& name) {
      const Quantity* found = problem_.quantity(name);
      if (found == nullptr || !found->plain) return true;
      const std::vector<Token>& sentence = problem_.sentence_of(*found);
      return product
                 ? reading::says_for_each(sentence) || has_article(sentence)
                 : reading::says_shared(sentence) || reading::says_for_each(sentence) ||
                       has_article(sentence) || problem_.question_says({"each", "every", "per"});
    });
    if (said) return "";
    return product ? "no sentence says how many there are for each"
                   : "no sentence says that anything is shared";
  }

  // What a sentence says of whom and of what the question asks, and the definition does not use; a
  // sentence with a number that was not read.
  std::string left_out() const {
    for (std::size_t k = 1; k <= problem_.sentences().size(); ++k)
      if (has_number(problem_.sentences()[k - 1]) && !problem_.was_read(k))
        return fmt::format("sentence {} has a number and was not read", k);
    for (const auto& [name, quantity] : problem_.quantities())
      if (anybody() && !used_.contains(name) && speaks_of_the_asked(name) &&
          problem_.names_the_asked(problem_.sentence_of(quantity)))
        return fmt::format("the definition leaves out what sentence {} says", quantity.sentence);
    return "";
  }

  // Its name has a word of the question that is nobody's name.
  bool speaks_of_the_asked(const std::string& name) const {
    return std::ranges::any_of(reading::words_of_name(name), [&](const std::string& word) {
      return std::ranges::any_of(problem_.question(), [&](const Token& token) {
        return !token.capital && !reading::is_filler(token.text) &&
               reading::same_word(token.text, word);
      });
    });
  }

  const WordProblem& problem_;
  std::set<std::string> used_;     // anywhere in the definition
  std::set<std::string> counted_;  // added or subtracted
  bool is_first_ = true;           // nothing has been added or subtracted yet
};

}  // namespace

std::string disagreement_with_text(const claims::Chain& chain, const Step& let,
                                   std::string_view question) {
  if (!let.definition || chain.text.empty()) return "";
  return Definition(WordProblem(chain, question)).disagreement(let);
}

}  // namespace modus::bridge
