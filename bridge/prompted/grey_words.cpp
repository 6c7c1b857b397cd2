#include "bridge/prompted/grey_words.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/core.h>

#include "claims/extract/words.h"
#include "claims/print.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using claims::Rational;
using reading::Token;
using Tokens = std::vector<Token>;

bool is_arithmetic(const Claim& term) {
  switch (term.op()) {
    case Op::kNumber:
    case Op::kName:
      return true;
    case Op::kNegate:
    case Op::kPower:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kIntegerDivide:
    case Op::kModulo:
    case Op::kAdd:
    case Op::kSubtract:
      return std::ranges::all_of(term.children(), is_arithmetic);
    default:
      return false;
  }
}

bool is_calculation(const Claim& claim) {
  return claims::is_comparison(claim.op()) && claim.op() != Op::kIn &&
         std::ranges::all_of(claim.children(), is_arithmetic);
}

// `60 = 60` says nothing, and neither does `(5 + 2) = 5 + 2`.
bool says_something(const Claim& claim) { return !(claim.child(0) == claim.child(1)); }

void add_numbers(const Claim& claim, std::set<Rational>& numbers) {
  if (claim.op() == Op::kNumber) numbers.insert(claim.literal().value);
  for (const Claim& child : claim.children()) add_numbers(child, numbers);
}

bool writes(const Token& token, const Rational& value) {
  return std::ranges::find(token.values, value) != token.values.end();
}
bool writes_beside(const Token& token, const Rational& value) {
  return std::ranges::find(token.companions, value) != token.companions.end();
}
bool written_in(const Tokens& tokens, const Rational& value) {
  return std::ranges::any_of(tokens, [&](const Token& token) {
    return writes(token, value) || writes_beside(token, value);
  });
}

bool has_word(const Tokens& tokens, const std::string& word) {
  return std::ranges::any_of(
      tokens, [&](const Token& token) { return reading::same_word(token.text, word); });
}

template <typename Cue>
bool says(const Tokens& tokens, Cue cue) {
  return std::ranges::any_of(tokens, [&](const Token& token) { return cue(token.text); });
}

bool says_order(std::string_view word) {
  static const std::set<std::string_view> kOrder = {
      "greater", "larger", "bigger", "higher", "smaller", "lower",   "above",  "below",
      "exceeds", "exceed", "under",  "over",   "between", "enough",  "within", "least",
      "most",    "more",   "less",   "fewer",  "longer",  "shorter", "cheaper"};
  return kOrder.contains(word);
}

bool uses(std::span<const Claim> claims, Op op) {
  return std::ranges::any_of(claims, [&](const Claim& claim) { return claim.op() == op; });
}
bool uses_order(std::span<const Claim> claims) {
  return uses(claims, Op::kLess) || uses(claims, Op::kLessEqual) || uses(claims, Op::kGreater) ||
         uses(claims, Op::kGreaterEqual);
}

class Comparison {
 public:
  Comparison(const GreySentence& sentence, std::span<const Claim> claims)
      : claims_(claims),
        own_(reading::tokenise(sentence.words)),
        before_(reading::tokenise(sentence.before)) {}

  std::string disagreement() const {
    for (const Claim& claim : claims_) {
      if (!is_calculation(claim))
        return fmt::format("`{}` is no equation or comparison of numbers", claims::print(claim));
      if (!says_something(claim)) return fmt::format("`{}` says nothing", claims::print(claim));
      if (std::string fault = of_names(claim); !fault.empty()) return fault;
    }
    if (std::string fault = of_numbers(); !fault.empty()) return fault;
    return of_cues();
  }

 private:
  std::string of_names(const Claim& claim) const {
    for (const std::string& name : claims::names_in(claim))
      for (const std::string& word : reading::words_of_name(name))
        if (!has_word(own_, word) && !has_word(before_, word))
          return fmt::format("there is no word `{}` for the name {}", word, name);
    return {};
  }

  // No number comes from nowhere, none of the sentence's own is left over.
  std::string of_numbers() const {
    std::set<Rational> all;
    for (const Claim& claim : claims_) {
      std::set<Rational> numbers;
      add_numbers(claim, numbers);
      if (std::ranges::none_of(numbers, [&](const Rational& n) { return written_in(own_, n); }))
        return fmt::format("`{}` has no number of the sentence", claims::print(claim));
      all.merge(numbers);
    }
    for (const Rational& number : all)
      if (!written_in(own_, number) && !written_in(before_, number))
        return fmt::format("{} is written nowhere", claims::to_string(number));
    for (const Token& token : own_) {
      const bool is_number = token.kind == reading::TokenKind::kNumber && token.text != "one";
      if (is_number &&
          std::ranges::none_of(all, [&](const Rational& n) { return writes(token, n); }))
        return fmt::format("the sentence's {} is left out", token.text);
    }
    return {};
  }

  std::string of_cues() const {
    const bool negated = says(own_, reading::is_negation);
    if (negated != uses(claims_, Op::kNotEqual))
      return negated ? "the sentence says `not`: only != says that" : "`!=` has no word";
    const bool rounded = says(own_, claims::says_rounded);
    if (rounded != uses(claims_, Op::kApproximately))
      return rounded ? "the sentence says `about`: only ~= says that" : "`~=` has no word";
    if (uses_order(claims_) && !says(own_, says_order)) return "no word says more or less";
    return {};
  }

  const std::span<const Claim> claims_;
  const Tokens own_, before_;
};

}  // namespace

std::string disagreement_with(const GreySentence& sentence, std::span<const Claim> claims) {
  return Comparison(sentence, claims).disagreement();
}

}  // namespace modus::bridge
