#include "claims/extract/phrases.h"

#include <array>
#include <utility>

#include "claims/extract/rounding.h"

namespace modus::claims {
namespace {

struct Share {
  std::string_view word;
  int numerator, denominator;
};
constexpr std::array kShares = std::to_array<Share>({
    {"half", 1, 2},
    {"third", 1, 3},
    {"quarter", 1, 4},
    {"fifth", 1, 5},
    {"tenth", 1, 10},
    {"twice", 2, 1},
    {"double", 2, 1},
    {"thrice", 3, 1},
    {"triple", 3, 1},
});
constexpr std::size_t kMaxUnitWords = 3;

std::optional<Claim> share(const ProseToken& token) {
  if (token.kind == ProseKind::kNumber && token.text.back() == '%')
    if (const auto literal = parse_literal(token.text)) return number(*literal, {});
  if (token.kind == ProseKind::kWord)
    for (const Share& each : kShares)
      if (each.word == token.text) return number_term(Rational(each.numerator, each.denominator));
  return std::nullopt;
}

std::optional<Claim> plain_number(const std::vector<ProseToken>& tokens, std::size_t at) {
  if (at >= tokens.size() || tokens[at].kind != ProseKind::kNumber) return std::nullopt;
  const auto literal = parse_literal(tokens[at].text);
  if (!literal || tokens[at].text.back() == '%') return std::nullopt;
  return number(*literal, {});
}

}  // namespace

std::vector<Reading> read_phrases(const std::vector<ProseToken>& tokens) {
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto part = share(tokens[i]);
    if (!part) continue;
    std::size_t at = i + 1;
    if (at < tokens.size() && is_word(tokens[at], "of")) ++at;
    const auto base = plain_number(tokens, at);
    if (!base) continue;
    std::size_t verb = at + 1;
    while (verb < tokens.size() && verb - at <= kMaxUnitWords &&
           tokens[verb].kind == ProseKind::kWord && !is_word(tokens[verb], "is") &&
           !is_word(tokens[verb], "equals"))
      ++verb;
    if (verb >= tokens.size() || !(is_word(tokens[verb], "is") || is_word(tokens[verb], "equals")))
      continue;
    const auto value = plain_number(tokens, verb + 1);
    const bool goes_on = verb + 2 < tokens.size() && tokens[verb + 2].kind == ProseKind::kSign;
    if (!value || goes_on) continue;
    Reading reading;
    reading.kind = ReadingKind::kPhrase;
    auto claim = equality(binary(Op::kMultiply, *part, *base), *value, Rounding::kExact);
    if (!claim) continue;
    reading.claim = std::move(*claim);
    reading.rounded = reading.claim.op() == Op::kApproximately;
    reading.span = {tokens[i].begin, tokens[verb + 1].end};
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace modus::claims
