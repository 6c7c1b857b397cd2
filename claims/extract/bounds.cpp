#include "claims/extract/bounds.h"

#include <algorithm>
#include <array>
#include <string>

#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr std::size_t kCueReach = 4;  // tokens between "divide" and its "by"

// "on day 1 * 2", but not "every day 20 + 8", "per second 260 / 20".
bool numbers_a_day(const std::vector<ProseToken>& tokens, std::size_t word) {
  static constexpr auto kDetermining =
      std::to_array<std::string_view>({"a", "an", "each", "every", "one", "per", "that", "the"});
  const std::string& unit = tokens[word].text;
  if (dimension_of_word(unit) != "time" || unit_stem(unit) != unit) return false;
  return word == 0 || std::find(kDetermining.begin(), kDetermining.end(), tokens[word - 1].text) ==
                          kDetermining.end();
}

bool ends_operand(const ProseToken& token) {
  return token.kind == ProseKind::kNumber || token.kind == ProseKind::kName || is_sign(token, ")");
}

// "f(3 + 4) =", "(1)/(2) (3 + 4) =": what stands before the bracket works on it.
bool is_applied(const std::vector<ProseToken>& tokens, std::size_t begin) {
  const ProseToken& before = tokens[begin - 1];
  if (is_sign(before, ")") && begin >= 2 && ends_operand(tokens[begin - 2])) return true;
  if (is_sign(tokens[begin], "(") && is_word(before, "at")) return true;  // 40 bricks at (5 + 3)
  return is_sign(tokens[begin], "(") && touches(before, tokens[begin]) &&
         (before.kind == ProseKind::kWord || before.kind == ProseKind::kOpaque);
}

// "the units digit of 16^17 =", "the GCD of 12 and 15^4 =": a property, not the value.
bool names_property(const std::string& word) {
  static constexpr auto kProperties = std::to_array<std::string_view>(
      {"digit",   "digits",    "remainder",     "remainders", "gcd",           "gcf",       "lcm",
       "divisor", "divisors",  "factor",        "factors",    "multiple",      "multiples", "part",
       "root",    "roots",     "square",        "cube",       "logarithm",     "log",       "floor",
       "ceiling", "quotient",  "inverse",       "reciprocal", "factorial",     "average",   "mean",
       "median",  "mode",      "parity",        "power",      "powers",        "exponent",  "order",
       "base",    "numerator", "denominator",   "units",      "opposite",      "sqrt",      "sine",
       "cosine",  "tangent",   "factorization", "expansion",  "representation"});
  return std::find(kProperties.begin(), kProperties.end(), word) != kProperties.end();
}

// "... of A and B =": the word whose `of` or `between` stands before the operands in front of the
// `and`.
bool lists_operands(const std::vector<ProseToken>& tokens, std::size_t conjunction) {
  std::size_t i = conjunction;
  while (i > 0 &&
         (tokens[i - 1].kind == ProseKind::kSign || tokens[i - 1].kind == ProseKind::kNumber ||
          tokens[i - 1].kind == ProseKind::kName || tokens[i - 1].kind == ProseKind::kOpaque ||
          tokens[i - 1].text == ",") &&
         !is_equality(tokens[i - 1]))
    --i;
  return i < conjunction && i > 0 &&
         (is_word(tokens[i - 1], "of") || is_word(tokens[i - 1], "between"));
}

// "add 20 + 10 to the 29 + 24 =": what begins here is only what is added to.
bool adds_to(const std::vector<ProseToken>& tokens, std::size_t begin) {
  static constexpr auto kAdding =
      std::to_array<std::string_view>({"add", "adds", "added", "adding"});
  if (begin < 2 || !is_word(tokens[begin - 1], "the") || !is_word(tokens[begin - 2], "to"))
    return false;
  return std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                     [](const ProseToken& token) {
                       return token.kind == ProseKind::kWord &&
                              std::find(kAdding.begin(), kAdding.end(), token.text) !=
                                  kAdding.end();
                     });
}

}  // namespace

bool may_begin_at(const std::vector<ProseToken>& tokens, std::size_t begin) {
  if (begin == 0) return true;
  const ProseToken& before = tokens[begin - 1];
  if (is_applied(tokens, begin)) return false;
  if (before.kind == ProseKind::kStop) {
    // "14, 400 / 80", ".8 + . 84": a number that was written apart.
    const bool comma = before.text == ",";
    const bool apart = begin >= 2 && ((comma && tokens[begin - 2].kind == ProseKind::kNumber &&
                                       tokens[begin].text.size() == 3) ||
                                      is_operator(tokens[begin - 2]));
    return !apart;
  }
  if (is_sign(before, "(")) return begin < 2 || !is_operator(tokens[begin - 2]);
  if (before.kind == ProseKind::kSign) return is_equality(before) || is_sign(before, ")");
  if (before.kind != ProseKind::kWord) return false;
  if (before.text == "by")
    for (std::size_t i = begin - 1; i > 0 && begin - i <= kCueReach + 1; --i)
      if (tokens[i - 1].text.starts_with("divid") || tokens[i - 1].text.starts_with("multipl"))
        return false;
  if (adds_to(tokens, begin)) return false;
  if (before.text == "of" && begin >= 2)
    return tokens[begin - 2].kind == ProseKind::kWord && !is_number_word(tokens[begin - 2].text) &&
           !names_property(tokens[begin - 2].text);
  if (before.text == "and" && lists_operands(tokens, begin - 1)) return false;
  if (before.text == "and" && begin >= 2 && tokens[begin - 2].kind == ProseKind::kNumber)
    return begin + 1 >= tokens.size() || !is_sign(tokens[begin + 1], "/");  // 1 and 1/4
  return !reaches_into_what_follows(before.text) && !numbers_a_day(tokens, begin - 1);
}

namespace {

// "= 8 (in all)", "= 8 - nothing is left": a bracket or dash in front of words that add nothing to
// the number.
bool remark_follows(const std::vector<ProseToken>& tokens, std::size_t sign) {
  static constexpr auto kCounting = std::to_array<std::string_view>(
      {"quotient", "remainder", "mod", "modulo", "base", "rounded"});
  if (!is_sign(tokens[sign], "(") && !is_sign(tokens[sign], "-")) return false;
  if (sign + 1 == tokens.size()) return true;
  const ProseToken& next = tokens[sign + 1];
  if (next.kind == ProseKind::kStop) return true;
  return next.kind == ProseKind::kWord &&
         std::find(kCounting.begin(), kCounting.end(), next.text) == kCounting.end();
}

}  // namespace

bool may_end_at(const std::vector<ProseToken>& tokens, std::size_t end) {
  if (end >= tokens.size()) return true;
  const ProseToken& next = tokens[end];
  const auto second = [&](auto... words) {
    return end + 1 < tokens.size() && (is_word(tokens[end + 1], words) || ...);
  };
  switch (next.kind) {
    case ProseKind::kStop:
      return true;
    case ProseKind::kSign:
      return is_equality(next) || is_sign(next, ")") || remark_follows(tokens, end);
    case ProseKind::kName:
      return next.text == "L" || next.text == "g" || next.text == "m";
    case ProseKind::kWord:
      break;
    default:
      return false;
  }
  const bool fraction_follows = (end + 2 < tokens.size() && is_sign(tokens[end + 2], "/")) ||
                                (end + 1 < tokens.size() && is_sign(tokens[end + 1], "("));
  if (next.text == "and") return !fraction_follows && !second("a", "one", "half", "two");
  if (next.text == "with") return !second("remainder") && !second("a");
  if (next.text == "to" || next.text == "times")
    return end + 1 >= tokens.size() || tokens[end + 1].kind != ProseKind::kNumber;
  return !changes_value_before(next.text);
}

}  // namespace modus::claims
