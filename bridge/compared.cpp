#include "bridge/compared.h"

#include <algorithm>
#include <set>
#include <span>
#include <vector>

#include <fmt/core.h>

#include "claims/print.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/cues.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using reading::Token;

// Where the sentence begins to say what it compares with; its end where it compares nothing.
std::size_t base_begin(const std::vector<Token>& sentence) {
  std::size_t begin = sentence.size();
  bool as_before = false;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string& word = sentence[i].text;
    if (word == "than" || (word == "as" && as_before)) begin = i + 1;
    as_before = as_before || word == "as";
  }
  return begin;
}

std::vector<std::string> content_words(std::span<const Token> tokens) {
  std::vector<std::string> words;
  for (const Token& token : tokens)
    if (token.kind == reading::TokenKind::kWord && !reading::is_filler(token.text))
      words.push_back(token.text);
  return words;
}

bool compares_once(const std::vector<Token>& sentence) {
  return base_begin(sentence) < sentence.size() &&
         std::ranges::count(sentence, reading::TokenKind::kNumber, &Token::kind) == 1;
}

class Bases {
 public:
  explicit Bases(const WordProblem& problem) : problem_(problem) {}

  // What is wrong with this operation or one within.
  std::string wrong(const Claim& term) const {
    std::string why;
    if (is_operation(term.op()))
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
        if (const std::string name = one_name(term.child(side)); why.empty() && !name.empty())
          why = of_number(name, term.child(1 - side));
    for (const Claim& child : term.children())
      if (why.empty()) why = wrong(child);
    return why;
  }

 private:
  static bool is_operation(Op op) {
    return op == Op::kAdd || op == Op::kSubtract || op == Op::kMultiply || op == Op::kDivide;
  }

  // `half`, `1 / half`: the only name in it, beside numbers; else "".
  static std::string one_name(const Claim& term) {
    if (term.op() == Op::kName) return term.name();
    const bool scaled = is_operation(term.op()) &&
                        (term.child(0).op() == Op::kNumber || term.child(1).op() == Op::kNumber);
    if (!scaled) return "";
    const std::string first = one_name(term.child(0));
    return first.empty() ? one_name(term.child(1)) : first;
  }

  std::string of_number(const std::string& name, const Claim& other) const {
    const Quantity* quantity = problem_.quantity(name);
    if (quantity == nullptr || reading::constants_in(other).empty() ||
        !compares_once(problem_.sentence_of(*quantity)))
      return "";
    const std::set<std::size_t> base = sentences_of_base(*quantity);
    if (base.empty()) return "";
    if (!has_quantity_of(base, other))
      return fmt::format("sentence {} compares with what sentence {} says, `{}` is not of that",
                         quantity->sentence, *base.begin(), claims::print(other));
    const Quantity* alone = other.op() == Op::kName ? problem_.quantity(other.name()) : nullptr;
    if (alone != nullptr && compares_once(problem_.sentence_of(*alone)))
      return fmt::format("`{}` of sentence {} is no amount by itself", other.name(),
                         alone->sentence);
    return "";
  }

  // Those with a number that name, before what they compare with themselves, what this one compares
  // with.
  std::set<std::size_t> sentences_of_base(const Quantity& quantity) const {
    const std::vector<Token>& sentence = problem_.sentence_of(quantity);
    const auto words = content_words(std::span(sentence).subspan(base_begin(sentence)));
    std::set<std::size_t> found;
    for (const auto& [name, other] : problem_.quantities()) {
      if (other.sentence == quantity.sentence) continue;
      const std::vector<Token>& said = problem_.sentence_of(other);
      if (have_one_word(content_words(std::span(said).first(base_begin(said))), words))
        found.insert(other.sentence);
    }
    return found;
  }

  bool has_quantity_of(const std::set<std::size_t>& sentences, const Claim& term) const {
    return std::ranges::any_of(reading::constants_in(term), [&](const std::string& name) {
      const Quantity* quantity = problem_.quantity(name);
      return quantity != nullptr && sentences.contains(quantity->sentence);
    });
  }

  const WordProblem& problem_;
};

}  // namespace

std::string wrong_base(const Claim& formula, const WordProblem& problem) {
  return Bases(problem).wrong(formula);
}

}  // namespace modus::bridge
