#include "symbolic/reading/comparison_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "claims/print.h"
#include "claims/units.h"
#include "symbolic/reading/cues.h"

namespace modus::symbolic::reading {
namespace {

using claims::Claim;
using claims::Op;
using claims::Rational;

struct SpelledUnit {
  std::string_view word;
  std::string_view unit;
};
constexpr auto kSpelledUnits = std::to_array<SpelledUnit>({
    {"kilometer", "km"},  {"kilometre", "km"},  {"meter", "m"},       {"metre", "m"},
    {"centimeter", "cm"}, {"centimetre", "cm"}, {"millimeter", "mm"}, {"millimetre", "mm"},
    {"gram", "g"},        {"kilogram", "kg"},   {"milligram", "mg"},  {"liter", "l"},
    {"litre", "l"},       {"foot", "ft"},       {"yard", "yd"},       {"pound", "lb"},
    {"ounce", "oz"},      {"gallon", "gal"},    {"newton", "N"},      {"joule", "J"},
    {"watt", "W"},        {"volt", "V"},        {"ampere", "A"},
});

constexpr auto kMore = std::to_array<std::string_view>(
    {"more", "greater", "larger", "bigger", "higher", "over", "above", "exceeds", "exceed", "least",
     "longer", "taller", "older", "heavier", "faster", "after", "later", "further", "beyond"});
constexpr auto kLess = std::to_array<std::string_view>(
    {"less", "fewer", "smaller", "lower", "under", "below", "most", "shorter", "younger", "lighter",
     "slower", "before", "earlier", "cheaper", "within"});

template <typename List>
std::size_t first_of(const List& words, const WordRange& range) {
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (std::find(words.begin(), words.end(), range.tokens[i].text) != words.end()) return i;
  return range.end;
}

bool contains(const std::vector<Rational>& values, const Rational& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool find_number(const Rational& value, const WordRange& range, std::set<std::size_t>& used) {
  std::size_t found = range.end;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!contains(range.tokens[i].values, value)) continue;
    if (found == range.end || used.contains(found)) found = i;
  }
  if (found != range.end) {
    used.insert(found);
    return true;
  }
  for (std::size_t i = range.begin; i < range.end; ++i) {  // the 1 of "half", of "a box"
    const Token& token = range.tokens[i];
    if (contains(token.companions, value)) return true;
    const bool one = token.text == "a" || token.text == "an" || token.text == "each";
    const bool none = token.text == "no" || token.text == "none";
    if (value == 1 && one) return true;
    if (value == 0 && none) {
      used.insert(i);
      return true;
    }
  }
  return false;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool names_unit(const std::string& word, const std::string& unit) {
  if (lower(unit) == word) return true;
  for (const std::string& form : base_forms(word)) {
    const auto known = claims::parse_unit(form);
    if (known && known->contains(unit)) return true;
    for (const SpelledUnit& spelled : kSpelledUnits)
      if (spelled.word == form && spelled.unit == unit) return true;
  }
  return false;
}

std::string missing_unit(const claims::Literal& literal, const WordRange& range,
                         std::set<std::size_t>& used) {
  if (literal.unit.empty()) return "";
  const auto monomial = claims::parse_unit(literal.unit);
  if (!monomial) return "";
  for (const auto& [unit, power] : *monomial) {
    bool found = false;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (!names_unit(range.tokens[i].text, unit)) continue;
      found = true;
      used.insert(i);
    }
    if (!found) return "no word for the unit " + unit;
  }
  return "";
}

bool find_word(std::string_view word, const WordRange& range, std::set<std::size_t>& used) {
  bool found = false;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!same_word(word, range.tokens[i].text)) continue;
    used.insert(i);
    found = true;
  }
  return found || std::any_of(range.antecedents.begin(), range.antecedents.end(),
                              [&](const Token& token) { return same_word(word, token.text); });
}

std::string missing_names(const Claim& comparison, const WordRange& range,
                          std::set<std::size_t>& used) {
  std::vector<std::string> names = constants_in(comparison);
  const std::vector<std::string> functions = functions_in(comparison);
  names.insert(names.end(), functions.begin(), functions.end());
  for (const std::string& name : names)
    for (const std::string& word : words_of_name(name))
      if (!find_word(word, range, used))
        return words_of_name(name).size() == 1 ? "no word for " + name
                                               : "no word for `" + word + "` of " + name;
  return "";
}

// Words of the constants of one side that the other side does not have.
std::set<std::string> own_words(const Claim& side, const Claim& other) {
  std::set<std::string> words;
  std::set<std::string> others;
  for (const std::string& name : constants_in(side))
    for (std::string& word : words_of_name(name)) words.insert(std::move(word));
  for (const std::string& name : constants_in(other))
    for (std::string& word : words_of_name(name)) others.insert(std::move(word));
  for (const std::string& word : others) words.erase(word);
  return words;
}

// "Ann has 5 more than Bob", "Ann has twice as many as Bob": before the pivot stands what is
// measured, behind it what it is measured by.
std::string swapped_sides(const Claim& comparison, const WordRange& range) {
  std::size_t pivot = range.end;
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (range.tokens[i].text == "than" || (range.tokens[i].text == "as" && i > range.begin))
      pivot = i;
  if (pivot == range.end) return "";
  const auto first_place = [&](const std::set<std::string>& words) {
    for (std::size_t i = range.begin; i < range.end; ++i)
      for (const std::string& word : words)
        if (same_word(word, range.tokens[i].text)) return i;
    return range.end;
  };
  const std::size_t left = first_place(own_words(comparison.child(0), comparison.child(1)));
  const std::size_t right = first_place(own_words(comparison.child(1), comparison.child(0)));
  if (left == range.end || right == range.end) return "";
  return right < pivot && left > pivot ? "the sides stand the other way round in the sentence" : "";
}

bool has_op(const Claim& term, Op op) {
  return term.op() == op || std::ranges::any_of(term.children(), [&](const Claim& child) {
           return has_op(child, op);
         });
}

// "6 times as many", "twice as many": what is measured is a product, never a quotient or a sum.
std::string wrong_factor(const Claim& comparison, const WordRange& range) {
  constexpr auto kFactors =
      std::to_array<std::string_view>({"times", "twice", "thrice", "double", "triple"});
  constexpr auto kParts = std::to_array<std::string_view>({"half", "third", "quarter"});
  const std::size_t factor = first_of(kFactors, range);
  const Claim& right = comparison.child(1);
  const bool calculates =
      has_op(right, Op::kAdd) || has_op(right, Op::kSubtract) || has_op(right, Op::kDivide);
  if (factor == range.end || first_of(kParts, range) < range.end || !calculates) return "";
  return has_op(right, Op::kMultiply) && !has_op(right, Op::kDivide)
             ? ""
             : "the sentence says `" + range.tokens[factor].text + "`, the claim does not multiply";
}

std::string wrong_direction(const Claim& comparison, const WordRange& range) {
  const Op op = comparison.op();
  const bool more = first_of(kMore, range) < range.end;
  const bool less = first_of(kLess, range) < range.end;
  if (op == Op::kGreater || op == Op::kGreaterEqual) return more ? "" : "no word says `more than`";
  if (op == Op::kLess || op == Op::kLessEqual) return less ? "" : "no word says `less than`";
  for (std::size_t i = range.begin + 1; i < range.end; ++i) {
    const std::string& word = range.tokens[i].text;
    if (range.tokens[i - 1].text == "at" && (word == "least" || word == "most"))
      return "the sentence says `at " + word + "`, the claim does not";
  }
  const Claim& right = comparison.child(1);
  const std::size_t than = first_of(std::to_array<std::string_view>({"than"}), range);
  if (than < range.end && more && !less && right.op() == Op::kSubtract)
    return "the sentence says `more`, the claim subtracts";
  if (than < range.end && less && !more && right.op() == Op::kAdd)
    return "the sentence says `less`, the claim adds";
  return "";
}

}  // namespace

std::string missing_number(const Claim& claim, const WordRange& range,
                           std::set<std::size_t>& used) {
  std::vector<claims::Literal> numbers = numbers_in(claim);
  std::set<std::size_t> here;  // this claim's own: 18 + 18 needs two words only where there are two
  for (const claims::Literal& number : numbers) {
    if (!find_number(number.value, range, here)) return "no word for " + number.digits;
    if (std::string why = missing_unit(number, range, used); !why.empty()) return why;
  }
  used.insert(here.begin(), here.end());
  return "";
}

std::string disagreement_of(const ComparisonUse& use, const WordRange& range,
                            std::set<std::size_t>& used) {
  const Claim& comparison = use.comparison;
  if (std::string why = missing_number(comparison, range, used); !why.empty()) return why;
  if (std::string why = missing_names(comparison, range, used); !why.empty()) return why;
  if (std::string why = wrong_direction(comparison, range); !why.empty()) return why;
  if (std::string why = wrong_factor(comparison, range); !why.empty()) return why;
  if (std::string why = swapped_sides(comparison, range); !why.empty()) return why;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::string& word = range.tokens[i].text;
    const bool denies = is_negation(word) || word == "different" || word == "differ";
    if (!denies || used.contains(i)) continue;
    if (!use.negated) return "the sentence says `" + word + "`, the claim does not";
    used.insert(i);
    return "";
  }
  return use.negated ? "no word says `not`" : "";
}

}  // namespace modus::symbolic::reading
