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

class Bases {
 public:
  explicit Bases(const WordProblem& problem) : problem_(problem) {}

  // What is wrong with this operation or one within.
  std::string wrong(const Claim& term) const {
    std::string why;
    if (is_operation(term.op())) {
      std::vector<Claim> parts;
      collect_parts(term, term.op(), parts);
      for (std::size_t i = 0; i < parts.size() && why.empty(); ++i) {
        std::vector<Claim> others = parts;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        const std::string name = one_name(parts[i]);
        if (!name.empty()) why = of_number(name, term.op(), others);
        if (why.empty()) why = wrong(parts[i]);
      }
      return why;
    }
    for (const Claim& child : term.children())
      if (why.empty()) why = wrong(child);
    return why;
  }

 private:
  static bool is_operation(Op op) {
    return op == Op::kAdd || op == Op::kSubtract || op == Op::kMultiply || op == Op::kDivide;
  }

  // The factors of a product of products, else both sides.
  static void collect_parts(const Claim& term, Op op, std::vector<Claim>& parts) {
    for (const Claim& child : term.children())
      if (op == Op::kMultiply && child.op() == op)
        collect_parts(child, op, parts);
      else
        parts.push_back(child);
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

  std::string of_number(const std::string& name, Op op, const std::vector<Claim>& others) const {
    const Quantity* quantity = problem_.quantity(name);
    if (quantity == nullptr || !compares_once(quantity->sentence)) return "";
    const std::set<std::size_t> stated = sentences_of(others);
    const std::set<std::size_t> base = base_of(quantity->sentence);
    if (stated.empty() || base.empty()) return "";
    if (!meet(base, stated))
      return fmt::format("sentence {} compares with what sentence {} says, `{}` is not of that",
                         quantity->sentence, *base.begin(), claims::print(others.front()));
    if (others.size() == 1 && others.front().op() == Op::kName && compares_once(*stated.begin()))
      return fmt::format("`{}` of sentence {} is no amount by itself", others.front().name(),
                         *stated.begin());
    if (op == Op::kAdd || op == Op::kSubtract) return "";  // a sum may have more in it
    const std::set<std::size_t> behind = all_behind(base);
    for (const std::size_t sentence : stated)  // one of three factors may build on this one
      if (compares_once(sentence) && !behind.contains(sentence) &&
          !all_behind({sentence}).contains(quantity->sentence))
        return fmt::format("sentence {} compares with what sentence {} says, not with sentence {}",
                           quantity->sentence, *base.begin(), sentence);
    return "";
  }

  bool compares_once(std::size_t number) const {
    const std::vector<Token>& sentence = problem_.sentences().at(number - 1);
    return base_begin(sentence) < sentence.size() && has_one_number(sentence);
  }

  // Those that state the numbers of terms.
  std::set<std::size_t> sentences_of(const std::vector<Claim>& terms) const {
    std::set<std::size_t> found;
    for (const Claim& term : terms)
      for (const std::string& name : reading::constants_in(term))
        if (const Quantity* quantity = problem_.quantity(name)) found.insert(quantity->sentence);
    return found;
  }

  // Those with a number that name, before what they compare with themselves, what this one compares
  // with.
  std::set<std::size_t> base_of(std::size_t sentence) const {
    const std::vector<Token>& compared = problem_.sentences().at(sentence - 1);
    const auto words = content_words(std::span(compared).subspan(base_begin(compared)));
    std::set<std::size_t> found;
    for (const auto& [name, other] : problem_.quantities()) {
      if (other.sentence == sentence) continue;
      const std::vector<Token>& said = problem_.sentence_of(other);
      if (have_one_word(content_words(std::span(said).first(base_begin(said))), words))
        found.insert(other.sentence);
    }
    return found;
  }

  // With what these compare with themselves, and so on.
  std::set<std::size_t> all_behind(std::set<std::size_t> sentences) const {
    for (std::size_t before = 0; before != sentences.size();) {
      before = sentences.size();
      for (const std::size_t sentence : std::set(sentences)) sentences.merge(base_of(sentence));
    }
    return sentences;
  }

  static bool meet(const std::set<std::size_t>& a, const std::set<std::size_t>& b) {
    return std::ranges::any_of(a, [&](std::size_t sentence) { return b.contains(sentence); });
  }

  const WordProblem& problem_;
};

}  // namespace

std::string wrong_base(const Claim& formula, const WordProblem& problem) {
  return Bases(problem).wrong(formula);
}

}  // namespace modus::bridge
