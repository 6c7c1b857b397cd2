#include "claims/extract/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace modus::claims {
namespace {

constexpr auto kFunctionWords = std::to_array<std::string_view>(
    {"although", "and",   "are",   "be",    "because", "but",   "buys",     "by",     "can",
     "cost",     "costs", "did",   "do",    "does",    "earns", "equal",    "equals", "find",
     "from",     "gave",  "get",   "gets",  "gives",   "had",   "has",      "have",   "he",
     "hence",    "her",   "his",   "i",     "if",      "is",    "it",       "its",    "leaves",
     "made",     "make",  "makes", "mean",  "means",   "needs", "of",       "or",     "our",
     "paid",     "pays",  "plus",  "she",   "since",   "so",    "spent",    "spends", "than",
     "that",     "their", "then",  "there", "they",    "thus",  "times",    "to",     "took",
     "was",      "we",    "were",  "when",  "where",   "which", "who",      "will",   "with",
     "would",    "you",   "minus", "need",  "want",    "saved", "therefore"});

constexpr auto kNumberWords = std::to_array<std::string_view>(
    {"one",      "two",        "three",     "four",     "five",     "six",      "seven",
     "eight",    "nine",       "ten",       "eleven",   "twelve",   "thirteen", "fourteen",
     "fifteen",  "sixteen",    "seventeen", "eighteen", "nineteen", "twenty",   "thirty",
     "forty",    "fifty",      "sixty",     "seventy",  "eighty",   "ninety",   "hundred",
     "thousand", "million",    "billion",   "trillion", "dozen",    "dozens",   "half",
     "halves",   "third",      "thirds",    "quarter",  "quarters", "fourth",   "fourths",
     "fifth",    "fifths",     "tenth",     "tenths",   "twice",    "thrice",   "double",
     "triple",   "hundredths", "sixth",     "sixths",   "eighth",   "eighths",  "zero",
     "once",     "pair",       "pairs",     "score"});

constexpr auto kValues = std::to_array<std::pair<std::string_view, int>>(
    {{"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
     {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
     {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
     {"eighty", 80},  {"ninety", 90},    {"hundred", 100}, {"dozen", 12}});

constexpr auto kChanging = std::to_array<std::string_view>(
    {"remainder", "r", "squared", "cubed", "percent", "times", "plus", "minus", "multiplied",
     "divided", "mod", "choose", "factorial", "k", "m"});

constexpr auto kReaching = std::to_array<std::string_view>(
    {"times", "than", "plus",    "minus",      "squared", "cubed",  "negative", "over",
     "log",   "root", "divided", "multiplied", "percent", "sin",    "cos",      "tan",
     "cot",   "sec",  "csc",     "arcsin",     "arccos",  "arctan", "ln",       "exp",
     "lg",    "max",  "min",     "gcd",        "lcm",     "det"});

constexpr auto kIntroducing = std::to_array<std::string_view>(
    {"so",  "then", "thus", "hence", "therefore", "that",  "because", "since", "and",  "is",
     "are", "have", "has",  "had",   "get",       "means", "makes",   "gives", "find", "we"});

constexpr auto kRounding = std::to_array<std::string_view>(
    {"about", "approximately", "roughly", "around", "nearly", "almost", "rounded", "rounding",
     "rounds", "round", "approx", "estimated", "estimate", "remainder", "leftover", "full",
     "whole"});

using UnitEntry = std::pair<std::string_view, std::string_view>;
constexpr auto kUnits = std::to_array<UnitEntry>({
    {"second", "time"},       {"minute", "time"},      {"hour", "time"},
    {"day", "time"},          {"week", "time"},        {"month", "time"},
    {"year", "time"},         {"decade", "time"},      {"century", "time"},
    {"hr", "time"},           {"min", "time"},         {"sec", "time"},
    {"inch", "length"},       {"foot", "length"},      {"feet", "length"},
    {"yard", "length"},       {"mile", "length"},      {"meter", "length"},
    {"metre", "length"},      {"kilometer", "length"}, {"centimeter", "length"},
    {"millimeter", "length"}, {"km", "length"},        {"cm", "length"},
    {"mm", "length"},         {"ft", "length"},        {"gram", "mass"},
    {"kilogram", "mass"},     {"milligram", "mass"},   {"kg", "mass"},
    {"mg", "mass"},           {"pound", "mass"},       {"ounce", "mass"},
    {"ton", "mass"},          {"lb", "mass"},          {"oz", "mass"},
    {"cup", "volume"},        {"pint", "volume"},      {"quart", "volume"},
    {"gallon", "volume"},     {"liter", "volume"},     {"litre", "volume"},
    {"milliliter", "volume"}, {"ml", "volume"},        {"tablespoon", "volume"},
    {"teaspoon", "volume"},   {"cent", "money"},       {"dollar", "money"},
    {"penny", "money"},       {"pennies", "money"},    {"nickel", "money"},
    {"dime", "money"},
});

}  // namespace

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool says_comparison(std::string_view word) {
  static constexpr auto kComparing = std::to_array<std::string_view>(
      {"more",   "less",  "fewer",  "than",  "times",  "twice",   "thrice",   "double",
       "triple", "half",  "halves", "third", "thirds", "quarter", "quarters", "percent",
       "most",   "least", "minus",  "plus",  "as",     "not",     "no"});
  return contains(kComparing, word);
}

bool is_unit_word(std::string_view word) {
  return (word.size() > 1 || word == "a") && !contains(kFunctionWords, word) &&
         !is_number_word(word);
}
bool is_number_word(std::string_view word) { return contains(kNumberWords, word); }
std::optional<int> number_word_value(std::string_view word) {
  const std::size_t hyphen = word.find('-');
  if (hyphen != std::string_view::npos) {
    const auto tens = number_word_value(word.substr(0, hyphen));
    const auto ones = number_word_value(word.substr(hyphen + 1));
    const bool both = tens && ones && *tens >= 20 && *tens <= 90 && *ones < 10;
    return both ? std::optional(*tens + *ones) : std::nullopt;
  }
  for (const auto& [name, value] : kValues)
    if (name == word) return value;
  return std::nullopt;
}
bool changes_value_before(std::string_view word) {
  return is_number_word(word) || contains(kChanging, word);
}
bool reaches_into_what_follows(std::string_view word) {
  return is_number_word(word) || contains(kReaching, word) || (word.size() == 1 && word != "a");
}
bool introduces_equation(std::string_view word) { return contains(kIntroducing, word); }
bool says_rounded(std::string_view word) { return contains(kRounding, word); }

std::string_view unit_stem(std::string_view word) {
  if (word == "inches") return "inch";
  if (word == "feet") return "foot";
  if (word.size() > 2 && word.back() == 's') word.remove_suffix(1);
  return word;
}

std::string_view dimension_of_word(std::string_view word) {
  const std::string_view stem = unit_stem(word);
  for (const auto& [unit, dimension] : kUnits)
    if (unit == stem || unit == word) return dimension;
  return {};
}

}  // namespace modus::claims
