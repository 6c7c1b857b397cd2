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

}  // namespace

bool may_begin_at(const std::vector<ProseToken>& tokens, std::size_t begin) {
  if (begin == 0) return true;
  const ProseToken& before = tokens[begin - 1];
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
  if (before.text == "of" && begin >= 2)
    return tokens[begin - 2].kind == ProseKind::kWord && !is_number_word(tokens[begin - 2].text);
  if (before.text == "and" && begin >= 2 && tokens[begin - 2].kind == ProseKind::kNumber)
    return begin + 1 >= tokens.size() || !is_sign(tokens[begin + 1], "/");  // 1 and 1/4
  return !reaches_into_what_follows(before.text) && !numbers_a_day(tokens, begin - 1);
}

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
      return is_equality(next) || is_sign(next, ")") || is_sign(next, "(") || is_sign(next, "-");
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
