#include "bridge/unheeded.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "symbolic/reading/change_words.h"
#include "symbolic/reading/claim_shape.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using reading::Token;

constexpr auto kPeriods =
    std::to_array<std::string_view>({"minute", "hour", "day", "week", "month", "year"});

bool has(const Claim& formula, const std::set<Op>& ops) {
  return ops.contains(formula.op()) ||
         std::ranges::any_of(formula.children(),
                             [&](const Claim& child) { return has(child, ops); });
}

class Unheeded {
 public:
  Unheeded(const Claim& formula, const WordProblem& problem)
      : formula_(formula), problem_(problem) {
    for (const std::string& name : reading::constants_in(formula))
      if (const Quantity* quantity = problem.quantity(name)) used_.push_back(quantity);
  }

  // "in a week", "per month": a number is of it, or one converts.
  std::string period() const {
    if (has(formula_, {Op::kNumber})) return "";
    const SentenceTokens& asking = problem_.asking();
    static const std::set<std::string_view> kBefore = {"in", "per", "a", "each", "every", "one"};
    for (std::size_t i = 1; i < asking.size(); ++i)
      for (const std::string_view period : kPeriods)
        if (kBefore.contains(asking[i - 1].text) && asking[i].text == period &&
            !is_of(std::string(period)) && says_another(period))
          return fmt::format("the question asks for a {}, no number does", period);
    return "";
  }

  std::string rest() const {
    if (has(formula_, {Op::kSubtract, Op::kNegate})) return "";
    for (std::size_t k = 1; k <= problem_.sentences().size(); ++k) {
      const SentenceTokens& sentence = problem_.sentences()[k - 1];
      const std::size_t end =
          problem_.is_question(k) ? sentence.size() - problem_.asking().size() : sentence.size();
      for (std::size_t i = 0; i < end; ++i)
        if (sentence[i].text == "remaining" ||
            (i > 0 && sentence[i].text == "rest" && sentence[i - 1].text == "the"))
          return fmt::format("sentence {} says `{}`, nothing is taken away", k, sentence[i].text);
    }
    return "";
  }

  // "2 on each tray": it is multiplied, or something is shared.
  std::string each() const {
    if (has(formula_, {Op::kMultiply, Op::kDivide})) return "";
    for (const Quantity* quantity : used_)
      if (quantity->plain && reading::says_for_each(problem_.sentence_of(*quantity)))
        return fmt::format("sentence {} says how many for each, nothing is multiplied",
                           quantity->sentence);
    return "";
  }

 private:
  // In a sentence of a number; of the question more than what it asks.
  bool is_of(const std::string& period) const {
    return std::ranges::any_of(used_, [&](const Quantity* quantity) {
      const auto said = std::ranges::count_if(
          problem_.sentences()[quantity->sentence - 1], [&](const Token& token) {
            return reading::same_word(token.text, period) || token.text == period + "ly";
          });
      return said > (problem_.is_question(quantity->sentence) ? 1 : 0);
    });
  }

  // A part of a day or another period, beside a number that is used.
  bool says_another(std::string_view period) const {
    static const std::set<std::string_view> kParts = {"morning",   "afternoon", "evening",
                                                      "night",     "noon",      "daily",
                                                      "breakfast", "lunch",     "dinner"};
    return std::ranges::any_of(used_, [&](const Quantity* quantity) {
      const SentenceTokens& sentence = problem_.sentences()[quantity->sentence - 1];
      return says_any(sentence, kParts) ||
             std::ranges::any_of(kPeriods, [&](std::string_view other) {
               return other != period && mentions(sentence, std::string(other));
             });
    });
  }

  const Claim& formula_;
  const WordProblem& problem_;
  std::vector<const Quantity*> used_;
};

}  // namespace

std::string unheeded(const Claim& formula, const WordProblem& problem) {
  const Unheeded words(formula, problem);
  std::string why = words.period();
  if (why.empty()) why = words.rest();
  return why.empty() ? words.each() : why;
}

}  // namespace modus::bridge
