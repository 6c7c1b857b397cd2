#include "symbolic/reading/comparison_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/core.h>

#include "claims/print.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/unit_words.h"

namespace modus::symbolic::reading {
namespace {

using claims::Claim;
using claims::Op;
using claims::Rational;

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

// Words that stand for the numbers of one claim; a word stands for one number only.
class NumberWords {
 public:
  NumberWords(const WordRange& range, std::set<std::size_t>& used) : range_(range), used_(used) {}

  enum class Found { kOwnWord, kWordOfAnother, kNoWord };
  Found find(const Rational& value) {
    bool taken = false;
    for (const bool of_others : {false, true})
      for (std::size_t i = range_.begin; i < range_.end; ++i) {
        const Token& token = range_.tokens[i];
        if (is_taken(i) != of_others) continue;
        if (!contains(token.values, value) && !(value == 0 && says_none(token))) continue;
        if (taken_.insert({i, value}).second) {
          used_.insert(i);
          return Found::kOwnWord;
        }
        taken = true;
      }
    for (std::size_t i = range_.begin; i < range_.end; ++i) {  // the 1 of "half", of "a box"
      const Token& token = range_.tokens[i];
      if (!contains(token.companions, value) && !(value == 1 && says_one(token))) continue;
      if (taken_.insert({i, value}).second) return Found::kOwnWord;
      taken = true;
    }
    return taken ? Found::kWordOfAnother : Found::kNoWord;
  }

 private:
  bool is_taken(std::size_t at) const {
    return range_.taken != nullptr && range_.taken->contains(at);
  }
  static bool says_none(const Token& token) { return token.text == "no" || token.text == "none"; }
  static bool says_one(const Token& token) {
    return token.text == "a" || token.text == "an" || token.text == "each";
  }

  const WordRange& range_;
  std::set<std::size_t>& used_;
  std::set<std::pair<std::size_t, Rational>> taken_;  // a word, as which of its values
};

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

bool is_comparative(const std::string& word) {
  return std::ranges::find(kMore, word) != kMore.end() ||
         std::ranges::find(kLess, word) != kLess.end();
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
// measured, behind it what it is measured by, or whom a pronoun means: "She has 5 more than Bob."
std::string swapped_sides(const Claim& comparison, const WordRange& range) {
  std::size_t pivot = range.end;
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (range.tokens[i].text == "than" || (range.tokens[i].text == "as" && i > range.begin))
      pivot = i;
  if (pivot == range.end) return "";
  const auto first_place = [&](const std::set<std::string>& words) {
    for (std::size_t i = range.begin; i < range.end; ++i)
      for (const std::string& word : words)
        if (!is_comparative(word) && same_word(word, range.tokens[i].text)) return i;
    return range.end;
  };
  const std::size_t left = first_place(own_words(comparison.child(0), comparison.child(1)));
  const std::size_t right = first_place(own_words(comparison.child(1), comparison.child(0)));
  if (left == range.end) return "";
  const bool elsewhere = right == range.end && !constants_in(comparison.child(1)).empty();
  return left > pivot && (right < pivot || elsewhere)
             ? "the sides stand the other way round in the sentence"
             : "";
}

// What a sentence says in words where a claim has an operator: "9 fewer" is no quotient, "half as
// many" no sum, "Helen hides 30" no more than that.
constexpr auto kSums = std::to_array<std::string_view>(
    {"more",    "greater",   "larger",   "bigger",     "higher", "longer",   "taller",     "older",
     "further", "heavier",   "faster",   "over",       "above",  "exceeds",  "exceed",     "plus",
     "and",     "total",     "together", "altogether", "sum",    "combined", "additional", "extra",
     "another", "increased", "added",    "gained",     "later",  "after",    "both",       "all"});
constexpr auto kDifferences = std::to_array<std::string_view>(
    {"less",      "fewer",   "smaller",    "lower",  "shorter", "younger", "lighter",   "slower",
     "cheaper",   "minus",   "difference", "under",  "below",   "left",    "remain",    "remains",
     "remaining", "rest",    "without",    "before", "earlier", "ago",     "decreased", "lost",
     "gave",      "reduced", "discount",   "except", "of"});
constexpr auto kProducts = std::to_array<std::string_view>(
    {"times",     "twice",      "thrice", "double", "doubled", "triple",  "tripled",
     "quadruple", "each",       "every",  "per",    "of",      "product", "apiece",
     "percent",   "half",       "halves", "third",  "thirds",  "quarter", "quarters",
     "fold",      "multiplied", "a",      "an"});
constexpr auto kQuotients = std::to_array<std::string_view>(
    {"half", "halves", "third", "thirds", "quarter", "quarters", "divided", "split", "shared",
     "among", "equally", "average", "ratio", "evenly", "fraction", "percent"});
constexpr auto kShares = std::to_array<std::string_view>({"per", "each", "every", "of"});

template <typename List>
bool says_one_of(const List& words, const WordRange& range) {
  return first_of(words, range) < range.end;
}

// "at 3 dollars", "by 4"; "at the fair" says nothing of any factor.
bool says_rate(const WordRange& range) {
  for (std::size_t i = range.begin; i + 1 < range.end; ++i)
    if ((range.tokens[i].text == "at" || range.tokens[i].text == "by") &&
        range.tokens[i + 1].kind == TokenKind::kNumber)
      return true;
  return false;
}

// "" or the operator that no word of the sentence stands for. 1/2 and 15% are numbers.
std::string unsaid_operator(const Claim& term, const WordRange& range) {
  const auto numeric = [](const Claim& part) { return part.op() == Op::kNumber; };
  if (std::ranges::all_of(term.children(), numeric)) return "";
  const bool said = term.op() == Op::kAdd        ? says_one_of(kSums, range)
                    : term.op() == Op::kSubtract ? says_one_of(kDifferences, range)
                    : term.op() == Op::kMultiply ? says_one_of(kProducts, range) || says_rate(range)
                    : term.op() == Op::kDivide
                        ? says_one_of(kQuotients, range) ||
                              (!numeric(term.child(1)) && says_one_of(kShares, range))
                        : true;
  if (!said) return fmt::format("nothing in the sentence says `{}`", claims::print(term));
  for (const Claim& part : term.children())
    if (std::string why = unsaid_operator(part, range); !why.empty()) return why;
  return "";
}

// Does "7 times" stand at `at`, and is the 7 a part of the term?
bool counts_times(const Claim& term, const WordRange& range, std::size_t at) {
  if (at + 1 >= range.end || range.tokens[at + 1].text != "times") return false;
  return std::ranges::any_of(term.children(), [&](const Claim& part) {
    return part.op() == Op::kNumber && contains(range.tokens[at].values, part.literal().value);
  });
}

bool counts_times(const Claim& term, const WordRange& range) {
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (counts_times(term, range, i)) return true;
  return false;
}

// "6 times as many" is a product, "half as many" none but with a fraction, and neither is a sum.
std::string wrong_factor(const Claim& comparison, const WordRange& range) {
  constexpr auto kFactors =
      std::to_array<std::string_view>({"times", "twice", "thrice", "double", "triple"});
  constexpr auto kParts = std::to_array<std::string_view>({"half", "third", "quarter"});
  const Op op = comparison.child(1).op();
  const bool factor = says_one_of(kFactors, range), part = says_one_of(kParts, range);
  const bool than = says_one_of(std::to_array<std::string_view>({"than"}), range);
  if (factor && !part && op == Op::kDivide) return "the sentence multiplies, the claim divides";
  const bool sums = op == Op::kAdd || op == Op::kSubtract;
  if (((factor || part) && !than && sums) || (sums && counts_times(comparison.child(1), range)))
    return "the sentence says how many times, the claim adds or subtracts";
  return "";
}

// "Half of them" is no 2 by itself, "60%" no 60.
std::string part_as_whole(const Claim& comparison, const WordRange& range) {
  const bool alone = comparison.op() == Op::kEqual && comparison.child(1).op() == Op::kNumber;
  const std::vector<claims::Literal> numbers = numbers_in(comparison);
  const bool of_hundred = std::ranges::any_of(
      numbers, [](const claims::Literal& number) { return number.value == 100; });
  const auto is_part = [&](const Token& token, const Rational& value) {
    const bool percent = contains(token.companions, Rational(100));
    if (percent) return value == token.values.front() && !of_hundred;
    return alone && !token.companions.empty() && value != token.values.front();
  };
  for (const claims::Literal& number : numbers) {
    const Token* part = nullptr;
    bool whole = false;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const Token& token = range.tokens[i];
      if (!contains(token.values, number.value)) continue;
      if (is_part(token, number.value))
        part = &token;
      else
        whole = true;
    }
    if (part != nullptr && !whole)
      return fmt::format("the sentence says `{}`, the claim {}", part->text, number.digits);
  }
  return "";
}

// `total = 2 * total` says nothing of how much it is.
std::string said_by_itself(const Claim& comparison) {
  if (comparison.op() != Op::kEqual || comparison.child(0).op() != Op::kName) return "";
  const std::string& name = comparison.child(0).name();
  const std::vector<std::string> right = constants_in(comparison.child(1));
  if (std::ranges::find(right, name) == right.end()) return "";
  return fmt::format("the claim says `{}` by itself", name);
}

// "5 times in the summer" says how often: no factor of anything.
std::string occasions_as_factor(const Claim& comparison, const WordRange& range) {
  constexpr auto kBehind = std::to_array<std::string_view>(
      {"in",    "on",     "at",        "a",     "an",     "per",        "each",
       "every", "during", "last",      "this",  "before", "after",      "and",
       "or",    "but",    "yesterday", "today", "daily",  "altogether", "total"});
  const Claim& right = comparison.child(1);
  if (comparison.op() != Op::kEqual || right.op() != Op::kMultiply) return "";
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const bool occasions = i + 2 >= range.end || range.tokens[i + 2].kind == TokenKind::kComma ||
                           std::ranges::find(kBehind, range.tokens[i + 2].text) != kBehind.end();
    if (occasions && counts_times(right, range, i))
      return fmt::format("the sentence says how often, `{}` multiplies", claims::print(right));
  }
  return "";
}

// "6 more shells than Tom", "6 times as many as": the number is no amount by itself.
std::string dropped_comparison(const Claim& comparison, const WordRange& range) {
  const Claim& right = comparison.child(1);
  const bool compares = says_one_of(std::to_array<std::string_view>({"than", "as"}), range);
  if (comparison.op() != Op::kEqual || right.op() != Op::kNumber || !compares) return "";
  for (std::size_t i = range.begin; i + 1 < range.end; ++i) {
    const std::string& next = range.tokens[i + 1].text;
    const bool relative = std::ranges::find(kMore, next) != kMore.end() ||
                          std::ranges::find(kLess, next) != kLess.end() || next == "times";
    if (relative && contains(range.tokens[i].values, right.literal().value) &&
        !own_words(comparison.child(0), right).contains(next))  // `times_more = 6` says what it is
      return "the sentence says `" + range.tokens[i].text + " " + next +
             "` than another, the claim says how many";
  }
  return "";
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
  std::set<std::size_t> here;  // this claim's own: another given may need the same word
  NumberWords words(range, here);
  for (const claims::Literal& number : numbers_in(claim)) {
    const NumberWords::Found found = words.find(number.value);
    if (found == NumberWords::Found::kNoWord) return "no word for " + number.digits;
    if (found == NumberWords::Found::kWordOfAnother)
      return fmt::format("the claim has {} more often than the sentence", number.digits);
    if (std::string why = missing_unit(number, range, used); !why.empty()) return why;
  }
  used.insert(here.begin(), here.end());
  return "";
}

// `2 = 2` says nothing of what the sentence counts, and would use its numbers up.
std::string numbers_alone(const Claim& comparison) {
  const bool named = !constants_in(comparison).empty() || !functions_in(comparison).empty() ||
                     !claims::free_variables(comparison).empty();
  return named ? "" : "the claim is of numbers alone, the sentence of what they count";
}

std::string disagreement_of(const ComparisonUse& use, const WordRange& range,
                            std::set<std::size_t>& used) {
  const Claim& comparison = use.comparison;
  if (std::string why = missing_number(comparison, range, used); !why.empty()) return why;
  if (std::string why = numbers_alone(comparison); !why.empty()) return why;
  if (std::string why = part_as_whole(comparison, range); !why.empty()) return why;
  if (std::string why = said_by_itself(comparison); !why.empty()) return why;
  if (std::string why = missing_names(comparison, range, used); !why.empty()) return why;
  if (std::string why = wrong_direction(comparison, range); !why.empty()) return why;
  if (std::string why = wrong_factor(comparison, range); !why.empty()) return why;
  if (std::string why = occasions_as_factor(comparison, range); !why.empty()) return why;
  if (std::string why = dropped_comparison(comparison, range); !why.empty()) return why;
  for (const Claim& side : comparison.children())
    if (std::string why = unsaid_operator(side, range); !why.empty()) return why;
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
