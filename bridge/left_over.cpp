#include "bridge/left_over.h"

#include <algorithm>

#include <fmt/core.h>

#include "bridge/rates.h"
#include "symbolic/reading/change_words.h"
#include "symbolic/reading/cues.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using reading::Token;

class LeftOver {
 public:
  LeftOver(const WordProblem& problem, const UsedAmounts& amounts)
      : problem_(problem), amounts_(amounts) {}

  std::string first() const {
    for (std::size_t k = 1; k <= problem_.sentences().size(); ++k) {
      const SentenceTokens& sentence = problem_.sentences()[k - 1];
      const auto numbers = std::ranges::count(sentence, reading::TokenKind::kNumber, &Token::kind);
      const auto read = std::ranges::count_if(
          problem_.quantities(), [&](const auto& named) { return named.second.sentence == k; });
      if (numbers > read) return fmt::format("sentence {} has a number that was not read", k);
      if (happens_without_number(sentence))
        return fmt::format("sentence {} says what happens without a number", k);
    }
    const bool whole = problem_.question_says({"total", "altogether", "all", "together"});
    for (const auto& [name, quantity] : problem_.quantities()) {
      const SentenceTokens& sentence = problem_.sentence_of(quantity);
      if (amounts_.summed.contains(name)) continue;
      if (is_of_somebody_else(sentence, amounts_.people) && !says_any(sentence, {"away"})) continue;
      const bool measured = problem_.asks_for_measure();
      if (amounts_.people.empty() && !measured && is_elsewhere(sentence) && !is_beside(quantity))
        continue;
      // What others are compared with counts beside them.
      const bool is_base = amounts_.used.contains(name);
      if (is_base && !whole && amounts_.summed.size() < 2 && !problem_.counts_asked(quantity))
        continue;
      if (is_base || (quantity.plain ? may_count_too(quantity) : relates_to_used(quantity)))
        return fmt::format("what sentence {} says is left out", quantity.sentence);
    }
    return "";
  }

 private:
  // "If Lisa gives all of hers to Gloria,": to whom the question names. "They have the same
  // number."
  bool happens_without_number(const SentenceTokens& sentence) const {
    if (has_number(sentence)) return false;
    if (says_any(sentence, {"same"})) return true;
    return !amounts_.people.empty() && !reading::says_change(problem_.question()) &&
           reading::says_change(sentence) &&
           reading::place_of(sentence, amounts_.people).has_value();
  }

  // A person has it, where the question asks about a thing that the sentence does not name.
  bool is_elsewhere(const SentenceTokens& sentence) const {
    return problem_.asks_about_a_thing() && !named_in(sentence).empty() &&
           !problem_.names_the_asked(sentence) && !reading::says_change(sentence);
  }

  // Its sentence has another amount that is used.
  bool is_beside(const Quantity& quantity) const {
    return std::ranges::any_of(amounts_.used, [&](const std::string& name) {
      const Quantity* used = problem_.quantity(name);
      return used != nullptr && used->sentence == quantity.sentence;
    });
  }

  // It counts what is asked for, or nothing by name ("gave 5 away"), or what one that is used does.
  bool may_count_too(const Quantity& quantity) const {
    if (problem_.counts_asked(quantity)) return true;
    if (problem_.asks_for_measure()) return true;  // of what it counts no word need speak
    if (is_of_the_question(quantity) || has_rate(quantity)) return true;
    if (quantity.counts.empty() || reading::is_filler(quantity.counts.front())) return true;
    if (says_any(problem_.sentence_of(quantity), {"split", "divide", "divided", "share"}))
      return true;
    bool beside = false;
    for (const std::string& other : amounts_.used) {
      const Quantity* used = problem_.quantity(other);
      if (used == nullptr) continue;
      if (have_one_word(used->counts, quantity.counts) || is_for_one(problem_.sentence_of(*used)))
        return true;
      if (used->sentence != quantity.sentence) continue;
      if (belongs_together(*used)) return true;
      beside = true;
    }
    return !beside && mentions_asked(problem_.sentence_of(quantity));
  }

  // "In an hour he makes 15" is used, how many hours is not.
  bool has_rate(const Quantity& quantity) const {
    return std::ranges::any_of(amounts_.used, [&](const std::string& name) {
      const Quantity* rate = problem_.quantity(name);
      return rate != nullptr && rate->plain && is_for_each_of(problem_, *rate, quantity);
    });
  }

  // "Today there were 6 times as many figs": of what is asked for, or of what is used.
  bool relates_to_used(const Quantity& quantity) const {
    const SentenceTokens& sentence = problem_.sentence_of(quantity);
    if (mentions_asked(sentence)) return true;
    return std::ranges::any_of(amounts_.used, [&](const std::string& other) {
      const Quantity* used = problem_.quantity(other);
      return used != nullptr && !used->counts.empty() && mentions(sentence, used->counts.front());
    });
  }

  // All numbers of its sentence count, or none: "24 children, but 2 of them", "in each box 3 bags
  // of 12 each", "3 ferns and 7 other plants" where plants are asked for.
  bool belongs_together(const Quantity& used) const {
    const SentenceTokens& sentence = problem_.sentences()[used.sentence - 1];
    const auto& asked = problem_.asked_nouns();
    const bool is_kind = used.counts.size() == 2 && !asked.empty() &&
                         reading::same_word(used.counts.back(), asked.back()) &&
                         !mentions(problem_.question(), used.counts.front());
    return reading::says_for_each(sentence) || says_any(sentence, {"but"}) || is_kind;
  }

  // "85 stars are needed to fill a jar": of how many jars is not said.
  static bool is_for_one(const SentenceTokens& sentence) {
    for (std::size_t i = 0; i + 2 < sentence.size(); ++i)
      if (sentence[i].text == "to" && has_article({sentence[i + 2]})) return true;
    return false;
  }

  // "Sam has 5 birds. ... How many berries do his birds eat?"
  bool is_of_the_question(const Quantity& quantity) const {
    return std::ranges::any_of(quantity.counts, [&](const std::string& noun) {
      return !reading::is_filler(noun) && mentions(problem_.question(), noun);
    });
  }

  bool mentions_asked(const SentenceTokens& sentence) const {
    return std::ranges::any_of(problem_.asked_nouns(),
                               [&](const std::string& noun) { return mentions(sentence, noun); });
  }

  const WordProblem& problem_;
  const UsedAmounts& amounts_;
};

}  // namespace

std::string left_over(const WordProblem& problem, const UsedAmounts& amounts) {
  return LeftOver(problem, amounts).first();
}

bool is_of_somebody_else(const SentenceTokens& sentence, const std::vector<std::string>& people) {
  return !people.empty() && !named_in(sentence).empty() && !reading::place_of(sentence, people) &&
         !says_any(sentence, {"he", "she", "they", "him", "her", "them", "his", "their"});
}

}  // namespace modus::bridge
