#include "bridge/defined.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include <fmt/core.h>

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
using claims::StepKind;
using reading::StoryChange;
using reading::Token;

constexpr std::size_t kMaxUnfolding = 16;  // definitions within definitions

struct Quantity {
  std::size_t sentence = 0;       // that a given read it from
  bool plain = false;             // it is a number there, and no relation
  std::vector<std::string> base;  // what the relation is to
};

class Definition {
 public:
  Definition(const claims::Chain& chain, std::string_view question)
      : chain_(chain), question_(reading::tokenise(question)) {
    for (const Step& step : chain.steps) {
      if (step.kind == StepKind::kLet && step.definition) lets_[step.name] = &*step.definition;
      if (step.kind != StepKind::kGiven || step.sentences.empty()) continue;
      read_.insert(step.sentences.front());
      if (step.claim.op() != Op::kEqual || step.claim.child(0).op() != Op::kName) continue;
      const Claim& right = step.claim.child(1);
      quantities_[step.claim.child(0).name()] = {step.sentences.front(), right.op() == Op::kNumber,
                                                 reading::constants_in(right)};
    }
    for (const std::string& sentence : chain.text)
      sentences_.push_back(reading::tokenise(sentence));
    find_people();
  }

  std::string disagreement(const Step& let) {
    if (reading::change_of(question_, {}) != StoryChange::kNone) return "";
    std::string why = signed_term(*let.definition, true, 0);
    if (why.empty() && is_asked(let)) why = left_out();
    return why;
  }

 private:
  const std::vector<Token>& sentence_of(const Quantity& quantity) const {
    return sentences_.at(quantity.sentence - 1);
  }

  // Who the question names: words that it and the text write with a capital.
  void find_people() {
    std::set<std::string> capitals;
    for (const std::vector<Token>& sentence : sentences_)
      for (const Token& token : sentence)
        if (token.capital && !reading::is_filler(token.text)) capitals.insert(token.text);
    for (const Token& token : question_)
      if (token.capital && capitals.contains(token.text)) people_.push_back(token.text);
  }

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
        if (!plus && !people_.empty() && !question_says(false))
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
    const auto let = lets_.find(name);
    if (let != lets_.end() && unfolded < kMaxUnfolding)
      return signed_term(*let->second, plus, unfolded + 1);
    const auto found = quantities_.find(name);
    if (found == quantities_.end()) return "";
    used_.insert(found->second.base.begin(), found->second.base.end());
    const std::vector<Token>& sentence = sentence_of(found->second);
    const StoryChange change = reading::change_of(sentence, people_);
    const std::size_t number = found->second.sentence;
    if (change == StoryChange::kLoss && plus)
      return fmt::format("sentence {} takes away, the definition adds `{}`", number, name);
    if (change == StoryChange::kGain && !plus)
      return fmt::format("sentence {} brings more, the definition subtracts `{}`", number, name);
    if (found->second.plain && reading::says_for_each(sentence) && change == StoryChange::kNone)
      return fmt::format("sentence {} says how many for each, the definition {} `{}`", number,
                         plus ? "adds" : "subtracts", name);
    if (change == StoryChange::kNone && !people_.empty() && !is_first_ && !question_says(plus))
      return fmt::format("nothing says that `{}` is {}", name, plus ? "added" : "taken away");
    is_first_ = false;
    return "";
  }

  // The question asks for all of it, or for what is left or lies between.
  bool question_says(bool plus) const {
    static const std::set<std::string_view> kAll = {
        "together", "total", "altogether", "all", "sum", "both", "combined", "now", "end"};
    static const std::set<std::string_view> kRest = {"left",       "remain",    "remains", "still",
                                                     "more",       "fewer",     "less",    "change",
                                                     "difference", "remaining", "than"};
    return std::ranges::any_of(
        question_, [&](const Token& token) { return (plus ? kAll : kRest).contains(token.text); });
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
      if (lets_.contains(name)) return "";
    if (names.size() < 2) return "";
    const bool product = term.op() == Op::kMultiply;
    const bool said = std::ranges::any_of(names, [&](const std::string& name) {
      const auto found = quantities_.find(name);
      if (found == quantities_.end() || !found->second.plain) return true;
      const std::vector<Token>& sentence = sentence_of(found->second);
      return product ? reading::says_for_each(sentence) || has_article(sentence)
                     : reading::says_shared(sentence);
    });
    if (said) return "";
    return product ? "no sentence says how many there are for each"
                   : "no sentence says that anything is shared";
  }

  static bool has_article(const std::vector<Token>& sentence) {
    return std::ranges::any_of(
        sentence, [](const Token& token) { return token.text == "a" || token.text == "an"; });
  }

  bool is_asked(const Step& let) const {
    const Step* ask = chain_.question();
    if (ask == nullptr) return false;
    const auto names = reading::constants_in(ask->claim);
    return std::ranges::find(names, let.name) != names.end();
  }

  // What a sentence says of whom and of what the question asks, and the definition does not use; a
  // sentence with a number that was not read.
  std::string left_out() const {
    for (std::size_t k = 1; k <= sentences_.size(); ++k)
      if (has_number(sentences_[k - 1]) && !read_.contains(k))
        return fmt::format("sentence {} has a number and was not read", k);
    for (const auto& [name, quantity] : quantities_)
      if (!used_.contains(name) && speaks_of_the_asked(name) &&
          names_the_asked(sentence_of(quantity)))
        return fmt::format("the definition leaves out what sentence {} says", quantity.sentence);
    return "";
  }

  static bool has_number(const std::vector<Token>& sentence) {
    return std::ranges::any_of(
        sentence, [](const Token& token) { return token.kind == reading::TokenKind::kNumber; });
  }

  bool names_the_asked(const std::vector<Token>& sentence) const {
    return std::ranges::any_of(sentence, [&](const Token& token) {
      return std::ranges::find(people_, token.text) != people_.end();
    });
  }

  // Its name has a word of the question that is nobody's name.
  bool speaks_of_the_asked(const std::string& name) const {
    return std::ranges::any_of(reading::words_of_name(name), [&](const std::string& word) {
      return std::ranges::any_of(question_, [&](const Token& token) {
        return !token.capital && !reading::is_filler(token.text) &&
               reading::same_word(token.text, word);
      });
    });
  }

  const claims::Chain& chain_;
  std::vector<Token> question_;
  std::vector<std::vector<Token>> sentences_;
  std::vector<std::string> people_;
  std::map<std::string, const Claim*> lets_;
  std::map<std::string, Quantity> quantities_;
  std::set<std::size_t> read_;     // sentences
  std::set<std::string> used_;     // anywhere in the definition
  std::set<std::string> counted_;  // added or subtracted
  bool is_first_ = true;           // nothing has been added or subtracted yet
};

}  // namespace

std::string disagreement_with_text(const claims::Chain& chain, const Step& let,
                                   std::string_view question) {
  if (!let.definition || chain.text.empty()) return "";
  return Definition(chain, question).disagreement(let);
}

}  // namespace modus::bridge
