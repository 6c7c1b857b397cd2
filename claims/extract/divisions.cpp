#include "claims/extract/divisions.h"

#include <optional>

namespace modus::claims {
namespace {

std::optional<Claim> integer_at(const std::vector<ProseToken>& tokens, std::size_t i) {
  if (i >= tokens.size() || tokens[i].kind != ProseKind::kNumber) return std::nullopt;
  if (tokens[i].text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const auto literal = parse_literal(tokens[i].text);
  return literal ? std::optional(number(*literal, {})) : std::nullopt;
}

// Behind "remainder", "R", "with a remainder of"; `at` itself where there is none.
std::size_t behind_remainder(const std::vector<ProseToken>& tokens, std::size_t at) {
  std::size_t i = at;
  const auto word = [&](const char* text) {
    if (i >= tokens.size() || tokens[i].text != text) return false;
    ++i;
    return true;
  };
  if (word("R") || word("r")) return i;
  word("with");
  word("a");
  if (!word("remainder")) return at;
  word("of");
  return i;
}

}  // namespace

std::vector<Reading> read_divisions(const std::vector<ProseToken>& tokens) {
  std::vector<Reading> readings;
  for (std::size_t i = 0; i + 5 < tokens.size(); ++i) {
    if (i > 0 && is_operator(tokens[i - 1])) continue;
    if (!is_sign(tokens[i + 1], "/") || !is_equality(tokens[i + 3])) continue;
    const auto dividend = integer_at(tokens, i), divisor = integer_at(tokens, i + 2);
    const auto quotient = integer_at(tokens, i + 4);
    const std::size_t last = behind_remainder(tokens, i + 5);
    if (!dividend || !divisor || !quotient || last == i + 5) continue;
    const auto remainder = integer_at(tokens, last);
    if (!remainder) continue;
    Reading reading;
    reading.claim =
        binary(Op::kEqual, *dividend,
               binary(Op::kAdd, binary(Op::kMultiply, *divisor, *quotient), *remainder));
    reading.span = {tokens[i].begin, tokens[last].end};
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace modus::claims
