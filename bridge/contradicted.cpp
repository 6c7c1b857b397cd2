#include "bridge/contradicted.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "bridge/compared.h"
#include "bridge/unheeded.h"
#include "bridge/word_problem.h"
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

struct Signed {
  std::string name;
  bool plus = true;
};
// What one sum adds and takes away.
struct Sum {
  std::vector<Signed> names;
  std::vector<Claim> products;
};

// The sums of a formula, the outermost first.
void collect_sums(const Claim& term, bool plus, std::size_t sum, std::vector<Sum>& sums) {
  switch (term.op()) {
    case Op::kAdd:
    case Op::kSubtract:
      collect_sums(term.child(0), plus, sum, sums);
      collect_sums(term.child(1), plus == (term.op() == Op::kAdd), sum, sums);
      return;
    case Op::kName:
      sums[sum].names.push_back({term.name(), plus});
      return;
    default:
      if (term.op() == Op::kMultiply) sums[sum].products.push_back(term);
      for (const Claim& child : term.children()) {
        sums.emplace_back();
        collect_sums(child, true, sums.size() - 1, sums);
      }
  }
}

class Contradiction {
 public:
  Contradiction(const claims::Chain& chain, const WordProblem& problem) : problem_(problem) {
    // "packs 9 crates and gives 2 away": 2 crates.
    std::vector<std::string> last;
    std::size_t sentence = 0;
    for (const claims::Step& step : chain.steps) {
      if (step.kind != claims::StepKind::kGiven || step.claim.op() != Op::kEqual) continue;
      if (step.claim.child(0).op() != Op::kName) continue;
      const std::string& name = step.claim.child(0).name();
      const Quantity* quantity = problem.quantity(name);
      if (quantity == nullptr) continue;
      if (std::exchange(sentence, quantity->sentence) != quantity->sentence) last.clear();
      if (!quantity->counts.empty() && !counts_nothing(quantity->counts.front()))
        last = quantity->counts;
      kinds_[name] = last;
      const Claim& value = step.claim.child(1);
      if (value.op() == Op::kNumber && claims::is_integer(value.literal().value) &&
          !quantity->counts.empty())
        things_[name] = head_of(quantity->counts);
      if (value.op() == Op::kNumber && value.literal().digits.ends_with('%')) parts_.insert(name);
    }
  }

  std::string of_sign(const Signed& term) const {
    const Quantity* quantity = problem_.quantity(term.name);
    if (quantity == nullptr) return "";
    const std::vector<Token>& sentence = problem_.sentence_of(*quantity);
    if (!has_one_number(sentence) || compares(sentence)) return "";
    const StoryChange change = problem_.change_of(sentence);
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
    for (const Signed& term : sum.names)
      if (const Quantity* quantity = problem_.quantity(term.name);
          quantity != nullptr && !quantity->counts.empty() &&
          !counts_nothing(quantity->counts.front()))
        (problem_.counts_asked(*quantity) ? asked : other) = quantity;
    if (asked == nullptr || other == nullptr || have_one_word(asked->counts, other->counts))
      return "";
    return fmt::format("sentence {} counts `{}`, sentence {} `{}`: one sum has both",
                       other->sentence, other->counts.front(), asked->sentence,
                       asked->counts.front());
  }

  // "Then Ida finds 18 plums." once, where nothing is compared or done again.
  std::string of_repeats(const Sum& sum) const {
    if (std::ranges::any_of(problem_.sentences(), repeats)) return "";
    std::set<std::pair<std::string, bool>> before;
    for (const Signed& term : sum.names) {
      const Quantity* quantity = problem_.quantity(term.name);
      if (quantity == nullptr || before.emplace(term.name, term.plus).second) continue;
      if (problem_.change_of(problem_.sentence_of(*quantity)) != StoryChange::kNone)
        return fmt::format("sentence {} happens once, `{}` is counted twice", quantity->sentence,
                           term.name);
    }
    return "";
  }

  // 2 crates beside 9 crates of 6 jars each.
  std::string of_rates(const Sum& sum) const {
    for (const Claim& product : sum.products)
      for (const std::string& factor : reading::constants_in(product)) {
        const Quantity* rate = problem_.quantity(factor);
        if (rate == nullptr) continue;
        for (const Signed& term : sum.names)
          for (const std::string& kind : kind_of(term.name))
            if (problem_.quantity(term.name)->sentence != rate->sentence &&
                says_for_each_of(problem_.sentence_of(*rate), kind))
              return fmt::format("`{}` is of `{}`, of which sentence {} says how many for each",
                                 term.name, kind, rate->sentence);
      }
    return "";
  }

  // 6 turnips times 9 turnips; 9 by 6 turnips, where turnips are asked for.
  std::string of_one_kind(const Claim& term) const {
    if (term.op() != Op::kMultiply && term.op() != Op::kDivide) return "";
    const std::string one = thing_of(term.child(0)), other = thing_of(term.child(1));
    if (one.empty() || other.empty() || !have_one_word({one}, {other}) || asks_for_area())
      return "";
    if (term.op() == Op::kDivide && !is_asked_for(one)) return "";
    return fmt::format("`{}` and `{}` count the same: {} they count something else",
                       term.child(0).name(), term.child(1).name(),
                       term.op() == Op::kMultiply ? "multiplied" : "divided");
  }

  // "There is 8% off all items. Ida paid 184 coins.": 8% of what is not said.
  std::string of_part(const Claim& term) const {
    if (term.op() != Op::kMultiply) return "";
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const std::string& part = term.child(side).name();
      const Quantity* whole = problem_.quantity(term.child(1 - side).name());
      if (parts_.contains(part) && whole != nullptr &&
          !is_said_of(*problem_.quantity(part), *whole))
        return fmt::format("sentence {} does not say that `{}` is a part of `{}`",
                           problem_.quantity(part)->sentence, part, term.child(1 - side).name());
    }
    return "";
  }

  // What is wrong with a product or a quotient, this one or one within.
  std::string of_factors(const Claim& term) const {
    std::string why = of_one_kind(term);
    if (why.empty()) why = of_part(term);
    for (const Claim& child : term.children())
      if (why.empty()) why = of_factors(child);
    return why;
  }

 private:
  static bool repeats(const std::vector<Token>& sentence) {
    static const std::set<std::string_view> kWords = {
        "same", "again", "also", "too",    "each",  "every",  "per",    "both",
        "all",  "twice", "once", "thrice", "times", "double", "triple", "another"};
    return compares(sentence) || says_any(sentence, kWords);
  }
  // One sentence has both, or that of the part names what the other counts, or points back.
  bool is_said_of(const Quantity& part, const Quantity& whole) const {
    static const std::set<std::string_view> kPointers = {"it",    "its",   "them", "they", "their",
                                                         "those", "these", "this", "that"};
    const std::vector<Token>& sentence = problem_.sentence_of(part);
    return part.sentence == whole.sentence || says_any(sentence, kPointers) ||
           std::ranges::any_of(sentence, [&](const Token& token) {
             return !reading::is_filler(token.text) &&
                    std::ranges::any_of(problem_.sentence_of(whole), [&](const Token& other) {
                      return have_one_word({token.text}, {other.text});
                    });
           });
  }
  // "How many square feet are the 3 feet by 5 feet?"
  bool asks_for_area() const {
    return problem_.question_says({"square", "cubic", "area", "volume"});
  }

  // "12 red stamps" are stamps, "10 apple pies" pies. "" where the number counts nothing by name.
  static std::string head_of(const std::vector<std::string>& counts) {
    std::string head;
    for (const std::string& word : counts) {
      if (counts_nothing(word)) break;
      head = word;
    }
    return head;
  }
  std::string thing_of(const Claim& term) const {
    const auto found = things_.find(term.name());
    return found == things_.end() ? "" : found->second;
  }
  // By its last word: "pencil boxes" are boxes.
  bool is_asked_for(const std::string& thing) const {
    const auto& nouns = problem_.asked_nouns();
    return !nouns.empty() && have_one_word({thing}, {nouns.back()});
  }

  std::vector<std::string> kind_of(const std::string& name) const {
    const auto found = kinds_.find(name);
    return found == kinds_.end() ? std::vector<std::string>() : found->second;
  }

  const WordProblem& problem_;
  std::map<std::string, std::vector<std::string>> kinds_;  // words that a quantity counts
  std::map<std::string, std::string> things_;              // what a whole number counts
  std::set<std::string> parts_;                            // percentages
};

}  // namespace

std::string contradiction_with_text(const claims::Chain& chain, const Claim& formula,
                                    std::string_view question) {
  const WordProblem problem(chain, question);
  const Contradiction contradiction(chain, problem);
  std::vector<Sum> sums(1);
  collect_sums(formula, true, 0, sums);
  if (reading::change_of(problem.question(), {}) == StoryChange::kNone)
    for (const Signed& term : sums.front().names)
      if (std::string why = contradiction.of_sign(term); !why.empty()) return why;
  for (const Sum& sum : sums) {
    if (std::string why = contradiction.of_kinds(sum); !why.empty()) return why;
    if (std::string why = contradiction.of_rates(sum); !why.empty()) return why;
    if (std::string why = contradiction.of_repeats(sum); !why.empty()) return why;
  }
  std::string why = contradiction.of_factors(formula);
  if (why.empty()) why = wrong_base(formula, problem);
  return why.empty() ? unheeded(formula, problem) : why;
}

}  // namespace modus::bridge
