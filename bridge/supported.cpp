#include "bridge/supported.h"

#include <algorithm>
#include <functional>
#include <set>
#include <vector>

#include <fmt/core.h>

#include "bridge/left_over.h"
#include "bridge/rates.h"
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

bool is_pronoun(const std::string& word) {
  return word == "that" || word == "this" || word == "it";
}

class Support {
 public:
  Support(const WordProblem& problem, std::string_view question)
      : problem_(problem),
        question_text_(question),
        people_(problem.asks_about_somebody() ? problem.people() : Words()) {}

  std::string missing(const Claim& asked) {
    if (has_number(problem_.question()) && !problem_.reads_question())
      return "the question has a number that was not read";
    if (says_more_behind(question_text_)) return "the question says more than it asks";
    if (problem_.question_says({"without", "not", "except", "besides"}))
      return "the question leaves something out";
    if (std::string why = only_stated(asked); !why.empty()) return why;
    std::string why = sum(
        asked, true, [this](const Quantity& q) { return problem_.counts_asked(q); }, 0);
    if (why.empty() && elsewhere_ > 0)
      why = fmt::format("sentence {} is about somebody else", elsewhere_);
    if (why.empty() && adds_ && !takes_away_ && !problem_.asks_for_whole() &&
        (problem_.asks_for_remainder() || problem_.question_says({"still"})))
      why = "nothing is taken away from what is left";
    if (why.empty()) why = problem_.impossible(asked);
    if (why.empty()) why = left_over(problem_, {used_, summed_, people_});
    return why.empty() ? one_of_several(asked) : why;
  }

 private:
  using Counts = std::function<bool(const Quantity&)>;  // is it an amount of the right thing?

  std::string sum(const Claim& term, bool plus, const Counts& counts, std::size_t unfolded) {
    switch (term.op()) {
      case Op::kAdd:
      case Op::kSubtract: {
        (term.op() == Op::kAdd ? adds_ : takes_away_) = true;
        const bool within = std::exchange(in_sum_, true);
        std::string why = sum(term.child(0), plus, counts, unfolded);
        if (why.empty())
          why = sum(term.child(1), plus == (term.op() == Op::kAdd), counts, unfolded);
        in_sum_ = within;
        return why;
      }
      case Op::kName:
        if (const Claim* let = problem_.definition(term.name());
            let != nullptr && unfolded < kMostUnfolded)
          return sum(*let, plus, counts, unfolded + 1);
        return amount(term.name(), plus, counts);
      case Op::kMultiply:
        return product(term, plus, counts, unfolded);
      case Op::kDivide:
        return quotient(term, counts, unfolded);
      default:
        return "the definition has a number of its own";
    }
  }

  // "How much is it? Assume that ..."
  static bool says_more_behind(std::string_view question) {
    const std::size_t mark = question.find('?');
    return mark != std::string_view::npos &&
           question.find_first_not_of(" ?\"'", mark) != std::string_view::npos;
  }

  // The amount that a sentence states and that is asked for; nullptr: it is worked out.
  const Quantity* stated(const Claim& asked) const {
    Claim term = asked;
    for (std::size_t i = 0; i < kMostUnfolded && term.op() == Op::kName; ++i)
      if (const Claim* let = problem_.definition(term.name())) term = *let;
    const Quantity* found = term.op() == Op::kName ? problem_.quantity(term.name()) : nullptr;
    return found != nullptr && found->plain ? found : nullptr;
  }

  // "435 yesterday and 139 this morning": the question asks for both, whatever its words.
  std::string one_of_several(const Claim& asked) const {
    const Quantity* quantity = stated(asked);
    if (quantity == nullptr || has_one_number(problem_.sentence_of(*quantity))) return "";
    return fmt::format("sentence {} says several amounts", quantity->sentence);
  }

  // An answer that a sentence states outright answers the question if it has all its words.
  std::string only_stated(const Claim& asked) const {
    const Quantity* quantity = stated(asked);
    if (quantity == nullptr) return "";
    if (!quantity->counts.empty() && says_more(problem_.sentence_of(*quantity)))
      return fmt::format("sentence {} compares", quantity->sentence);
    if (problem_.is_question(quantity->sentence)) return "the question says it itself";
    static const std::set<std::string_view> kAsking = {"how", "many", "what", "number",
                                                       "do",  "does", "did",  "there"};
    for (const Token& word : problem_.question())
      if (!reading::is_filler(word.text) && !kAsking.contains(word.text) &&
          !mentions(problem_.sentence_of(*quantity), word.text))
        return fmt::format("sentence {} says nothing of `{}`", quantity->sentence, word.text);
    return said_beside(*quantity);
  }

  // Another sentence with a number: what is asked may be worked out of both.
  std::string said_beside(const Quantity& quantity) const {
    for (const auto& [name, other] : problem_.quantities())
      if (other.sentence != quantity.sentence)
        return fmt::format("what sentence {} says is left out", other.sentence);
    return "";
  }

  // "The pool is 25 meters long."
  static bool says_size(const Sentence& sentence) {
    return std::ranges::any_of(sentence, reading::is_copula, &Token::text) &&
           says_any(sentence, {"long", "wide", "high", "tall", "deep"});
  }

  bool asks_for_size() const {
    return problem_.question_says({"long", "wide", "high", "tall", "deep", "longer", "wider",
                                   "higher", "taller", "deeper", "shorter"});
  }

  // "95 more whistles"
  static bool says_more(const Sentence& sentence) {
    for (std::size_t i = 1; i < sentence.size(); ++i)
      if (sentence[i - 1].kind == reading::TokenKind::kNumber &&
          (sentence[i].text == "more" || sentence[i].text == "fewer" || sentence[i].text == "less"))
        return true;
    return false;
  }

  std::string amount(const std::string& name, bool plus, const Counts& counts) {
    const Quantity* quantity = problem_.quantity(name);
    if (quantity == nullptr) return fmt::format("no given says how much `{}` is", name);
    if (!used_.insert(name).second) return fmt::format("`{}` is counted twice", name);
    summed_.insert(name);
    used_.insert(quantity->base.begin(), quantity->base.end());
    const Sentence& sentence = problem_.sentence_of(*quantity);
    if (plus && ++added_ > 1 && (says_total_ || says_a_total(sentence)))
      return "a sentence says a total, to which something is added";
    says_total_ = says_total_ || (plus && says_a_total(sentence));
    if (quantity->plain && compares(sentence))
      return fmt::format("sentence {} compares", quantity->sentence);
    if (quantity->plain && (reading::says_for_each(sentence) || is_rate(*quantity)))
      return fmt::format("sentence {} says how many for each", quantity->sentence);
    if (!quantity->plain && !compares_with_base(*quantity))
      return fmt::format("sentence {} compares with something else", quantity->sentence);
    if (!quantity->plain && is_pronoun(sentence.front().text))
      return fmt::format("sentence {} compares `{}`", quantity->sentence, sentence.front().text);
    if (quantity->plain && (says_size(sentence) || sentence.front().text == "it") &&
        !asks_for_size())
      return fmt::format("sentence {} says how large something is", quantity->sentence);
    if (const Quantity* root = root_of(*quantity); root != nullptr && !counts(*root))
      return fmt::format("sentence {} counts something else", quantity->sentence);
    return sign(*quantity, name, plus);
  }

  // "A box holds 12", where boxes are counted.
  bool is_rate(const Quantity& quantity) const {
    return std::ranges::any_of(problem_.quantities(), [&](const auto& named) {
      return is_for_each_of(problem_, quantity, named.second);
    });
  }

  // The amount that it is compared with, at last; itself where it is plain. nullptr: none.
  const Quantity* root_of(const Quantity& quantity) const {
    const Quantity* root = &quantity;
    for (std::size_t i = 0; i < kMostUnfolded && root != nullptr && !root->plain; ++i)
      root = root->base.empty() ? nullptr : problem_.quantity(root->base.front());
    return root != nullptr && root->plain ? root : nullptr;
  }

  // "Half as many as in summer": what stands behind the last `as` or `than` is said of the base.
  bool compares_with_base(const Quantity& quantity) const {
    if (quantity.base.size() != 1) return true;
    const Quantity* base = problem_.quantity(quantity.base.front());
    if (base == nullptr) return true;
    const Sentence& sentence = problem_.sentence_of(quantity);
    const auto last = std::find_if(sentence.rbegin(), sentence.rend(), [](const Token& token) {
      return token.text == "as" || token.text == "than";
    });
    return std::all_of(last.base(), last == sentence.rend() ? last.base() : sentence.end(),
                       [&](const Token& token) {
                         return token.kind != reading::TokenKind::kWord ||
                                reading::is_filler(token.text) ||
                                mentions(problem_.sentence_of(*base), token.text);
                       });
  }

  std::string sign(const Quantity& quantity, const std::string& name, bool plus) {
    const Sentence& sentence = problem_.sentence_of(quantity);
    const StoryChange change = change_by(quantity);
    const bool happens = reading::says_change(sentence);
    if (quantity.plain && !has_one_number(sentence) &&
        (has_subject_pronoun(sentence) || (happens && !is_list(sentence))))
      return fmt::format("sentence {} says several amounts and what happened", quantity.sentence);
    if (plus && !in_product_ && !problem_.does_as_asked(sentence))
      return fmt::format("sentence {} does not say what the question asks", quantity.sentence);
    const bool first = std::exchange(is_first_, false);
    if (first) begins_in_ = happens ? 0 : quantity.sentence;
    if (elsewhere_ == 0 && is_of_somebody_else(sentence, people_)) elsewhere_ = quantity.sentence;
    if (first && plus && change != StoryChange::kLoss && !quantity.is_of_some) {
      begins_unclear_ = happens && change == StoryChange::kNone && !asks_for_change() &&
                        !problem_.asks_for_whole();  // whose it becomes is not said
      return "";
    }
    if (plus && begins_unclear_) return fmt::format("nothing says that `{}` is added", name);
    if (plus && !first && asks_for_difference())
      return fmt::format("the question asks for a difference, `{}` is added", name);
    if (plus && change == StoryChange::kGain && quantity.sentence < begins_in_ &&
        !problem_.asks_for_the_start())
      return fmt::format("`{}` is said before what it is added to", name);
    // "Paula takes 7. How many are left?": of nobody by name.
    const bool of_nobody = plus && !first && people_.empty() && problem_.asks_for_remainder();
    if (change == (plus ? StoryChange::kGain : StoryChange::kLoss) && !of_nobody) return "";
    const bool counts_on = !first && !(plus && quantity.is_of_some);
    if (change == StoryChange::kNone && counts_on && said_by_question(plus, happens)) return "";
    return fmt::format("nothing says that `{}` is {}", name, plus ? "added" : "taken away");
  }

  // Who buys for 5 dollars has more things and less money.
  StoryChange change_by(const Quantity& quantity) const {
    const Sentence& sentence = problem_.sentence_of(quantity);
    const StoryChange change = problem_.change_of(sentence, whose_);
    const bool pays = problem_.asks_for_measure() && problem_.counts_asked(quantity) &&
                      says_any(sentence, {"buy", "buys", "bought", "sell", "sells", "sold"});
    if (!pays || change == StoryChange::kNone) return change;
    return change == StoryChange::kGain ? StoryChange::kLoss : StoryChange::kGain;
  }

  // Where no verb says it. "Now" and "in the end" are for stories in which nothing is taken; what
  // is left, or lies between, is of two amounts.
  bool said_by_question(bool plus, bool happens) const {
    if (!problem_.asks_for_sum(plus)) return false;
    if (!plus) return !happens && !takes_away_elsewhere() && amounts_of_the_asked() == 2;
    return !happens || problem_.asks_for_whole();
  }

  bool asks_for_change() const { return reading::says_change(problem_.question()); }

  std::size_t amounts_of_the_asked() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(problem_.quantities(), [&](const auto& named) {
          return problem_.counts_asked(named.second) || named.second.counts.empty();
        }));
  }

  // A sentence that says what is taken away: what the others say is not.
  bool takes_away_elsewhere() const {
    return std::ranges::any_of(problem_.quantities(), [&](const auto& named) {
      return problem_.change_of(problem_.sentence_of(named.second), whose_) == StoryChange::kLoss;
    });
  }

  static bool says_a_total(const Sentence& sentence) {
    return says_any(sentence, {"total", "altogether"});
  }

  bool asks_for_difference() const {
    return problem_.question_says({"more", "fewer", "less", "than", "difference"});
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
      const bool within = std::exchange(in_product_, true);
      const std::string why = sum(
          term.child(1 - per), true,
          [&](const Quantity& q) { return is_for_each_of(problem_, *rate, q); }, unfolded);
      is_first_ = false;
      in_product_ = within;
      return why;
    }
    return "no sentence says how many there are for each";
  }

  bool rests_on(const Claim& factor, const std::string& name) const {
    const Quantity* quantity =
        factor.op() == Op::kName ? problem_.quantity(factor.name()) : nullptr;
    return quantity != nullptr && std::ranges::find(quantity->base, name) != quantity->base.end();
  }

  // "4 pencils in each box", and boxes are asked for; "9 boxes", and what goes in each box is; or a
  // sentence that shares.
  std::string quotient(const Claim& term, const Counts& counts, std::size_t unfolded) {
    const Quantity* parts =
        term.child(1).op() == Op::kName ? problem_.quantity(term.child(1).name()) : nullptr;
    const bool shared = parts != nullptr && parts->plain && is_number_of_parts(problem_, *parts);
    const bool by_rate =
        !shared && parts != nullptr && parts->plain && is_rate_of_the_asked(problem_, *parts);
    if (!shared && !by_rate) return "no sentence says that anything is shared";
    if (in_sum_) return "nothing is added to a share";
    used_.insert(term.child(1).name());
    summed_.insert(term.child(1).name());
    const Sentence& sentence = problem_.sentence_of(*parts);
    if (people_.empty()) whose_ = people_ = sharer(parts->sentence);
    return sum(
        term.child(0), true,
        [&](const Quantity& q) {
          if (by_rate) return have_one_word(q.counts, parts->counts);
          if (is_shared_already(problem_, q, *parts)) return false;
          return counts(q) || (!in_product_ && !problem_.asks_for_measure() &&
                               std::ranges::any_of(q.counts, [&](const std::string& word) {
                                 return mentions(sentence, word);
                               }));
        },
        unfolded);
  }

  // Whose things sentence `k` shares: who it names, or the first name before a pronoun.
  Words sharer(std::size_t k) const {
    const Words named = named_in(problem_.sentences()[k - 1]);
    if (!named.empty()) return named;
    while (--k > 0)
      if (const Words before = named_in(problem_.sentences()[k - 1]); !before.empty())
        return {before.front()};
    return {};
  }

  const WordProblem& problem_;
  const std::string_view question_text_;
  Words people_;                         // whom the question names, or who shares
  Words whose_ = problem_.people();      // whose gains and losses count
  std::set<std::string> used_, summed_;  // anywhere; not only as what another is compared with
  std::size_t elsewhere_ = 0;            // a sentence that counts, and is about nobody asked about
  std::size_t added_ = 0, begins_in_ = 0;
  bool adds_ = false, takes_away_ = false;  // anything
  bool in_sum_ = false;                     // in a part of one
  bool says_total_ = false;                 // of what was added
  bool begins_unclear_ = false;             // with what one gives another
  bool in_product_ = false;                 // in a factor of one
  bool is_first_ = true;                    // nothing has been added or taken away yet
};

}  // namespace

std::string unsupported(const claims::Chain& chain, std::string_view question) {
  const claims::Step* ask = chain.question();
  if (chain.text.empty() || ask == nullptr || ask->question != claims::QuestionKind::kValue)
    return "";
  const Claim& asked = ask->claim;
  if (asked.op() != Op::kEqual || asked.child(0).op() != Op::kName)
    return fmt::format("`{}` asks for nothing by name", claims::print(asked));
  return unsupported(WordProblem(chain, question), question, asked.child(0));
}

std::string unsupported(const WordProblem& problem, std::string_view question,
                        const Claim& formula) {
  return Support(problem, question).missing(formula);
}

}  // namespace modus::bridge
