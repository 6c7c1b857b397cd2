#include "bridge/supported.h"

#include <algorithm>
#include <functional>
#include <set>
#include <vector>

#include <fmt/core.h>

#include "bridge/word_problem.h"
#include "claims/print.h"
#include "symbolic/reading/change_words.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/cues.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using reading::StoryChange;
using reading::Token;
using Words = std::vector<std::string>;
using Sentence = std::vector<Token>;

constexpr std::size_t kMostUnfolded = 16;  // definitions within definitions

Words capitals_of(const Sentence& sentence) {
  Words words;
  for (const Token& token : sentence)
    if (token.capital && token.kind == reading::TokenKind::kWord && !reading::is_filler(token.text))
      words.push_back(token.text);
  return words;
}

bool is_pronoun(const std::string& word) {
  return word == "that" || word == "this" || word == "it";
}

// Behind its beginning: "..., she gave 3 away" is a story of its own.
bool has_subject_pronoun(const Sentence& sentence) {
  return std::ranges::any_of(sentence.begin() + 1, sentence.end(), [](const Token& token) {
    return token.text == "he" || token.text == "she" || token.text == "they" || token.text == "it";
  });
}

bool mentions(const Sentence& sentence, const std::string& word) {
  return std::ranges::any_of(
      sentence, [&](const Token& token) { return reading::same_word(token.text, word); });
}

class Support {
 public:
  explicit Support(const WordProblem& problem) : problem_(problem), people_(problem.people()) {}

  std::string missing(const Claim& asked) {
    if (has_number(problem_.question()) && !problem_.reads_question())
      return "the question has a number that was not read";
    if (std::string why = only_stated(asked); !why.empty()) return why;
    std::string why = sum(
        asked, true, [this](const Quantity& q) { return problem_.counts_asked(q); }, 0);
    return why.empty() ? left_over() : why;
  }

 private:
  using Counts = std::function<bool(const Quantity&)>;  // is it an amount of the right thing?

  std::string sum(const Claim& term, bool plus, const Counts& counts, std::size_t unfolded) {
    switch (term.op()) {
      case Op::kAdd:
      case Op::kSubtract: {
        std::string why = sum(term.child(0), plus, counts, unfolded);
        if (!why.empty()) return why;
        return sum(term.child(1), plus == (term.op() == Op::kAdd), counts, unfolded);
      }
      case Op::kName:
        if (const Claim* let = problem_.definition(term.name());
            let != nullptr && unfolded < kMostUnfolded)
          return sum(*let, plus, counts, unfolded + 1);
        return amount(term.name(), plus, counts);
      case Op::kMultiply:
        return product(term, plus, counts, unfolded);
      case Op::kDivide:
        return quotient(term, unfolded);
      default:
        return "the definition has a number of its own";
    }
  }

  // An answer that a sentence states outright answers the question if it has all its words.
  std::string only_stated(const Claim& asked) const {
    Claim stated = asked;
    for (std::size_t i = 0; i < kMostUnfolded && stated.op() == Op::kName; ++i)
      if (const Claim* let = problem_.definition(stated.name())) stated = *let;
    const Quantity* quantity =
        stated.op() == Op::kName ? problem_.quantity(stated.name()) : nullptr;
    if (quantity == nullptr || !quantity->plain) return "";
    static const std::set<std::string_view> kAsking = {"how", "many", "what", "number",
                                                       "do",  "does", "did",  "there"};
    for (const Token& word : problem_.question())
      if (!reading::is_filler(word.text) && !kAsking.contains(word.text) &&
          !mentions(problem_.sentence_of(*quantity), word.text))
        return fmt::format("sentence {} says nothing of `{}`", quantity->sentence, word.text);
    return "";
  }

  std::string amount(const std::string& name, bool plus, const Counts& counts) {
    const Quantity* quantity = problem_.quantity(name);
    if (quantity == nullptr) return fmt::format("no given says how much `{}` is", name);
    if (!used_.insert(name).second) return fmt::format("`{}` is counted twice", name);
    summed_.insert(name);
    used_.insert(quantity->base.begin(), quantity->base.end());
    const Sentence& sentence = problem_.sentence_of(*quantity);
    if (quantity->plain && compares(sentence))
      return fmt::format("sentence {} compares", quantity->sentence);
    if (quantity->plain && reading::says_for_each(sentence))
      return fmt::format("sentence {} says how many for each", quantity->sentence);
    if (!quantity->plain && is_pronoun(sentence.front().text))
      return fmt::format("sentence {} compares `{}`", quantity->sentence, sentence.front().text);
    if (quantity->plain && !counts(*quantity))
      return fmt::format("sentence {} counts something else", quantity->sentence);
    return sign(*quantity, name, plus);
  }

  std::string sign(const Quantity& quantity, const std::string& name, bool plus) {
    const Sentence& sentence = problem_.sentence_of(quantity);
    const StoryChange change = change_of(sentence);
    if (quantity.plain && !has_one_number(sentence) &&
        (change != StoryChange::kNone || has_subject_pronoun(sentence)))
      return fmt::format("sentence {} says several amounts and what happened", quantity.sentence);
    const bool first = std::exchange(is_first_, false);
    if (first && plus && change != StoryChange::kLoss) return "";
    if (plus && !first && asks_for_difference())
      return fmt::format("the question asks for a difference, `{}` is added", name);
    if (change == (plus ? StoryChange::kGain : StoryChange::kLoss)) return "";
    const bool by_question = plus || !takes_away_elsewhere();
    if (change == StoryChange::kNone && !first && by_question && problem_.asks_for_sum(plus) &&
        !of_somebody_else(sentence))
      return "";
    return fmt::format("nothing says that `{}` is {}", name, plus ? "added" : "taken away");
  }

  // A sentence that says what is taken away: what the others say is not.
  bool takes_away_elsewhere() const {
    return std::ranges::any_of(problem_.quantities(), [&](const auto& named) {
      return change_of(problem_.sentence_of(named.second)) == StoryChange::kLoss;
    });
  }

  // "His dad gave him 7": who `him` is nobody says here.
  StoryChange change_of(const Sentence& sentence) const {
    static const std::set<std::string_view> kObjects = {"him", "them", "me", "us"};
    return says_any(sentence, kObjects) ? StoryChange::kNone
                                        : reading::change_of(sentence, people_);
  }

  bool asks_for_difference() const {
    return problem_.question_says({"more", "fewer", "less", "than", "difference"});
  }

  // It names somebody, and nobody whom the question is about.
  bool of_somebody_else(const Sentence& sentence) const {
    const Words named = capitals_of(sentence);
    return !people_.empty() && !named.empty() &&
           !std::ranges::any_of(named, [&](const std::string& name) {
             return std::ranges::find(people_, name) != people_.end();
           });
  }

  // "Each box holds 12 stamps" and 3 boxes: one factor says how many of what is asked there are for
  // each of what the other counts.
  std::string product(const Claim& term, bool plus, const Counts& counts, std::size_t unfolded) {
    if (!is_first_ && !problem_.asks_for_sum(plus))
      return fmt::format("nothing says that a product is {}", plus ? "added" : "taken away");
    for (const std::size_t per : {std::size_t{0}, std::size_t{1}}) {
      const Quantity* rate =
          term.child(per).op() == Op::kName ? problem_.quantity(term.child(per).name()) : nullptr;
      if (rate == nullptr || !rate->plain || !counts(*rate)) continue;
      const Sentence& sentence = problem_.sentence_of(*rate);
      if (!reading::says_for_each(sentence) && !has_article(sentence)) continue;
      if (!used_.insert(term.child(per).name()).second) continue;
      if (rests_on(term.child(1 - per), term.child(per).name()))
        return fmt::format("`{}` is counted twice", term.child(per).name());
      summed_.insert(term.child(per).name());
      is_first_ = true;
      const std::string why = sum(
          term.child(1 - per), true,
          [&](const Quantity& q) {
            return q.sentence != rate->sentence &&
                   std::ranges::any_of(q.counts, [&](const std::string& word) {
                     return says_for_each_of(sentence, word);
                   });
          },
          unfolded);
      is_first_ = false;
      return why;
    }
    return "no sentence says how many there are for each";
  }

  bool rests_on(const Claim& factor, const std::string& name) const {
    const Quantity* quantity =
        factor.op() == Op::kName ? problem_.quantity(factor.name()) : nullptr;
    return quantity != nullptr && std::ranges::find(quantity->base, name) != quantity->base.end();
  }

  std::string quotient(const Claim& term, std::size_t unfolded) {
    const Quantity* parts =
        term.child(1).op() == Op::kName ? problem_.quantity(term.child(1).name()) : nullptr;
    if (parts == nullptr || !parts->plain || !reading::says_shared(problem_.sentence_of(*parts)) ||
        !problem_.question_says({"each", "every", "share", "per"}))
      return "no sentence says that anything is shared";
    used_.insert(term.child(1).name());
    summed_.insert(term.child(1).name());
    const Sentence& sentence = problem_.sentence_of(*parts);
    if (people_.empty()) people_ = sharer(parts->sentence);
    return sum(
        term.child(0), true,
        [&](const Quantity& q) {
          return problem_.counts_asked(q) ||
                 std::ranges::any_of(
                     q.counts, [&](const std::string& word) { return mentions(sentence, word); });
        },
        unfolded);
  }

  // Whose things sentence `k` shares: who it names, or the first name before a pronoun.
  Words sharer(std::size_t k) const {
    const Words named = capitals_of(problem_.sentences()[k - 1]);
    if (!named.empty()) return named;
    while (--k > 0)
      if (const Words before = capitals_of(problem_.sentences()[k - 1]); !before.empty())
        return {before.front()};
    return {};
  }

  // Numbers that nothing read, and amounts of what is asked that the definition does not use.
  std::string left_over() const {
    for (std::size_t k = 1; k <= problem_.sentences().size(); ++k) {
      const auto numbers = std::ranges::count(problem_.sentences()[k - 1],
                                              reading::TokenKind::kNumber, &Token::kind);
      const auto read = std::ranges::count_if(
          problem_.quantities(), [&](const auto& named) { return named.second.sentence == k; });
      if (numbers > read) return fmt::format("sentence {} has a number that was not read", k);
    }
    const bool whole = problem_.question_says({"total", "altogether", "all", "together"});
    for (const auto& [name, quantity] : problem_.quantities()) {
      const Sentence& sentence = problem_.sentence_of(quantity);
      const bool counts =
          quantity.plain ? problem_.counts_asked(quantity) : mentions_asked(sentence);
      if (counts && !(whole ? summed_ : used_).contains(name) && !of_somebody_else(sentence))
        return fmt::format("what sentence {} says is left out", quantity.sentence);
    }
    return "";
  }

  bool mentions_asked(const Sentence& sentence) const {
    return std::ranges::any_of(problem_.asked_nouns(),
                               [&](const std::string& noun) { return mentions(sentence, noun); });
  }

  const WordProblem& problem_;
  Words people_;                         // whose gains and losses count
  std::set<std::string> used_, summed_;  // anywhere; not only as what another is compared with
  bool is_first_ = true;                 // nothing has been added or taken away yet
};

}  // namespace

std::string unsupported(const claims::Chain& chain, std::string_view question) {
  const claims::Step* ask = chain.question();
  if (chain.text.empty() || ask == nullptr || ask->question != claims::QuestionKind::kValue)
    return "";
  const Claim& asked = ask->claim;
  if (asked.op() != Op::kEqual || asked.child(0).op() != Op::kName)
    return fmt::format("`{}` asks for nothing by name", claims::print(asked));
  return Support(WordProblem(chain, question)).missing(asked.child(0));
}

}  // namespace modus::bridge
