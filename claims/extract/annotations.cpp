#include "claims/extract/annotations.h"

#include <optional>
#include <set>
#include <utility>

#include "claims/evaluate.h"
#include "claims/extract/equations.h"
#include "claims/extract/plain_math.h"
#include "claims/extract/prose_tokens.h"
#include "claims/extract/rounding.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxAnnotationBytes = 2000;
constexpr std::size_t kCopyBytes = 64;  // of the prose behind it that may hold the copy

std::vector<Reading> read_inside(std::string_view inside, std::size_t begin) {
  const PlainText plain = plain_math(inside, begin);
  std::set<std::string> none;
  std::vector<Reading> readings = read_equations(prose_tokens(plain), none).readings;
  for (Reading& reading : readings) {
    reading.kind = ReadingKind::kAnnotation;
    reading.span = {plain.offsets[reading.span.begin], plain.offsets[reading.span.end - 1] + 1};
  }
  return readings;
}

// The annotation's last number as it stands: "24" of 48/2=24, of 24=24 too.
std::optional<Claim> result_of(std::string_view inside) {
  const std::vector<ProseToken> tokens = prose_tokens(plain_math(inside, 0));
  if (tokens.size() < 2 || tokens.back().kind != ProseKind::kNumber) return std::nullopt;
  const bool negative = tokens.size() > 2 && is_sign(tokens[tokens.size() - 2], "-") &&
                        is_equality(tokens[tokens.size() - 3]);
  if (!negative && !is_equality(tokens[tokens.size() - 2])) return std::nullopt;
  const auto literal = parse_literal(tokens.back().text);
  if (!literal) return std::nullopt;
  return negative ? unary(Op::kNegate, number(*literal, {})) : number(*literal, {});
}

Rational value_of(const Claim& number) {
  return number.op() == Op::kNegate ? Rational(-number.child(0).literal().value)
                                    : number.literal().value;
}

struct Copy {
  Claim number;
  Span span;
  bool scaled = false;  // 40%, 50 cents, 3 million: may be the result times a power of ten
};

// The number that stands right behind ">>", a sign or currency between. nullopt where the prose
// goes on calculating or writes a fraction.
std::optional<Copy> copy_behind(std::string_view prose, std::size_t begin) {
  const PlainText plain = plain_math(prose.substr(0, kCopyBytes), begin);
  const std::vector<ProseToken> tokens = prose_tokens(plain);
  const std::size_t at = !tokens.empty() && is_sign(tokens[0], "-") ? 1 : 0;
  if (at >= tokens.size() || tokens[at].kind != ProseKind::kNumber) return std::nullopt;
  const std::size_t gap = plain.text.find_first_not_of("$-");
  if (gap != tokens[at].begin) return std::nullopt;
  const auto literal = parse_literal(tokens[at].text);
  if (!literal) return std::nullopt;
  Copy copy;
  copy.number = number(*literal, {});
  if (at == 1) copy.number = unary(Op::kNegate, copy.number);
  copy.span = {plain.offsets[tokens[0].begin], plain.offsets[tokens[at].end - 1] + 1};
  copy.scaled = literal->digits.back() == '%';
  if (at + 1 < tokens.size()) {
    const ProseToken& next = tokens[at + 1];
    const bool fraction = next.kind == ProseKind::kNumber || is_sign(next, "/");
    if (fraction || next.kind == ProseKind::kName) return std::nullopt;
    copy.scaled |= next.kind == ProseKind::kWord &&
                   (changes_value_before(next.text) || next.text.starts_with("cent"));
  }
  return copy;
}

bool is_scaled(const Rational& value, const Rational& of) {
  for (const int factor : {10, 12, 100, 1000, 1000000, 1000000000})
    if (value * factor == of || value == of * factor) return true;
  return false;
}

std::optional<Reading> read_copy(const Claim& result, const Copy& copy) {
  const Rational stated = value_of(result), copied = value_of(copy.number);
  if (stated == copied || abs(stated) == copied) return std::nullopt;
  if (copy.scaled && is_scaled(stated, copied)) return std::nullopt;
  auto claim = equality(result, copy.number, Rounding::kAbout);
  if (!claim || evaluate_ground(*claim) == Value(true)) return std::nullopt;
  Reading reading;
  reading.kind = ReadingKind::kAnnotation;
  reading.claim = std::move(*claim);
  reading.span = copy.span;
  return reading;
}

}  // namespace

std::vector<Reading> read_annotations(std::string_view sentence, std::size_t begin) {
  std::vector<Reading> readings;
  std::size_t at = 0;
  while ((at = sentence.find("<<", at)) != std::string_view::npos) {
    const std::size_t open = at + 2;
    const std::size_t length = sentence.substr(open, kMaxAnnotationBytes).find(">>");
    at = open;
    if (length == std::string_view::npos) continue;
    const std::string_view inside = sentence.substr(open, length);
    for (Reading& reading : read_inside(inside, begin + open))
      readings.push_back(std::move(reading));
    at = open + length + 2;
    const auto result = result_of(inside);
    const auto copy = copy_behind(sentence.substr(at), begin + at);
    if (!result || !copy) continue;
    if (auto reading = read_copy(*result, *copy)) readings.push_back(std::move(*reading));
  }
  return readings;
}

}  // namespace modus::claims
