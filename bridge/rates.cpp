#include "bridge/rates.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "symbolic/reading/change_words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using reading::Token;

// "The shop sells coins for 5 coins each": nothing else is counted that it could be the price of.
bool is_price_of_its_own_kind(const WordProblem& problem, const Quantity& rate) {
  const SentenceTokens& sentence = problem.sentence_of(rate);
  if (sentence.back().text != "each") return false;
  for (std::size_t i = 1; i < sentence.size(); ++i)
    if (may_be(sentence[i], rate.value) && sentence[i - 1].text != "for") return false;
  return std::ranges::all_of(problem.quantities(), [&](const auto& named) {
    const std::vector<std::string>& counts = named.second.counts;
    return counts.empty() || have_one_word(counts, rate.counts) ||
           !mentions(sentence, counts.front());
  });
}

bool count_alike(const Quantity& a, const Quantity& b) {
  return !a.counts.empty() && !b.counts.empty() &&
         reading::same_word(a.counts.front(), b.counts.front());
}

bool says_for_each_of_any(const SentenceTokens& sentence, const std::vector<std::string>& words) {
  return std::ranges::any_of(
      words, [&](const std::string& word) { return says_for_each_of(sentence, word); });
}

// "equally among 3 people", "for 8 children to share", "3 friends share": into how many.
bool is_shared_among(const Quantity& parts, const SentenceTokens& sentence) {
  static const std::set<std::string_view> kEqually = {"equally", "evenly", "equal"};
  static const std::set<std::string_view> kInto = {"among", "between", "into", "for"};
  static const std::set<std::string_view> kShare = {"share",  "shares", "shared",  "split",
                                                    "splits", "divide", "divides", "divided"};
  constexpr std::size_t kNear = 3;
  const bool equally = says_any(sentence, kEqually);
  if (equally && has_one_number(sentence)) return true;
  const bool shares = equally || says_any(sentence, kShare) || says_any(sentence, {"same"});
  const auto is_into = [&](const Token& token) {
    return kInto.contains(token.text) || (shares && token.text == "to");
  };
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (!may_be(sentence[i], parts.value)) continue;
    for (std::size_t back = 1; back <= kNear && back <= i; ++back)
      if (is_into(sentence[i - back])) return true;
    if (i + 2 < sentence.size() && kShare.contains(sentence[i + 2].text)) return true;
  }
  return false;
}

}  // namespace

bool is_for_each_of(const WordProblem& problem, const Quantity& rate, const Quantity& other) {
  const SentenceTokens& sentence = problem.sentence_of(rate);
  return other.sentence != rate.sentence &&
         (!count_alike(other, rate) || is_price_of_its_own_kind(problem, rate)) &&
         says_for_each_of_any(sentence, other.counts);
}

bool is_rate_of_the_asked(const WordProblem& problem, const Quantity& rate) {
  const SentenceTokens& sentence = problem.sentence_of(rate);
  return has_one_number(sentence) && !problem.counts_asked(rate) &&
         says_for_each_of_any(sentence, problem.asked_nouns());
}

bool is_number_of_parts(const WordProblem& problem, const Quantity& parts) {
  if (problem.counts_asked(parts)) return false;
  const SentenceTokens& sentence = problem.sentence_of(parts);
  if (reading::says_shared(sentence) && is_shared_among(parts, sentence) &&
      says_any(problem.asking(), {"each", "every", "share", "per"}))
    return true;
  return !reading::says_for_each(sentence) && says_for_each_of_any(problem.asking(), parts.counts);
}

bool is_shared_already(const WordProblem& problem, const Quantity& shared, const Quantity& parts) {
  return says_for_each_of_any(problem.sentence_of(shared), parts.counts);
}

}  // namespace modus::bridge
