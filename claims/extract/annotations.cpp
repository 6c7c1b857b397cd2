#include "claims/extract/annotations.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "claims/extract/equations.h"
#include "claims/extract/plain_math.h"
#include "claims/extract/prose_tokens.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxAnnotationBytes = 2000;
constexpr std::size_t kMaxCopyBytes = 64;

std::optional<Claim> plain_number(std::string_view digits, bool negative) {
  const auto literal = parse_literal(digits);
  if (!literal) return std::nullopt;
  return negative ? unary(Op::kNegate, number(*literal, {})) : number(*literal, {});
}

Rational signed_value(const Claim& number) {
  return number.op() == Op::kNegate ? Rational(-number.child(0).literal().value)
                                    : number.literal().value;
}

// What stands inside an annotation.
struct Inside {
  std::vector<Reading> readings;
  std::optional<Claim> result;  // behind its last equality: 24 of 48/2=24
};

Inside read_inside(std::string_view text, std::size_t begin) {
  const PlainText plain = plain_math(text, begin);
  const std::vector<ProseToken> tokens = prose_tokens(plain);
  Inside inside;
  Names none;
  inside.readings = read_equations(tokens, none).readings;
  for (Reading& reading : inside.readings) {
    reading.kind = ReadingKind::kAnnotation;
    reading.span = plain.source(reading.span);
  }
  const std::size_t n = tokens.size();
  if (n < 2 || tokens[n - 1].kind != ProseKind::kNumber) return inside;
  const bool negative = n > 2 && is_sign(tokens[n - 2], "-") && is_equality(tokens[n - 3]);
  if (negative || is_equality(tokens[n - 2]))
    inside.result = plain_number(tokens[n - 1].text, negative);
  return inside;
}

// The number that stands right behind ">>".
struct Copy {
  Claim number;
  Span span;
  std::string_view behind;  // the prose that follows it
};

std::optional<Copy> copy_behind(std::string_view prose, std::size_t begin) {
  std::size_t at = 0;
  const auto look = [&](std::size_t i) { return i < prose.size() ? prose[i] : '\0'; };
  bool negative = false;
  for (; look(at) == '$' || look(at) == '-'; ++at) negative |= look(at) == '-';
  const std::size_t first = at;
  std::string digits;
  for (; at < first + kMaxCopyBytes; ++at) {
    if (look(at) == ',' && is_digit(look(at + 1)) && !digits.empty()) continue;
    const bool point =
        look(at) == '.' && is_digit(look(at + 1)) && digits.find('.') == std::string::npos;
    if (!is_digit(look(at)) && !point) break;
    if (point && digits.empty()) digits = "0";
    digits += look(at);
  }
  if (digits.empty()) return std::nullopt;
  const auto value = plain_number(digits, negative);
  if (!value) return std::nullopt;
  return Copy{*value, {begin, begin + at}, prose.substr(at, kMaxCopyBytes)};
}

// "1/2", "3 1/2", "5 and a half": the number is part of a larger one.
bool is_part(std::string_view behind) {
  const std::vector<ProseToken> next = prose_tokens(plain_math(behind, 0));
  const auto fraction = [&](std::size_t i) {
    return i + 2 < next.size() && next[i].kind == ProseKind::kNumber && is_sign(next[i + 1], "/") &&
           next[i + 2].kind == ProseKind::kNumber;
  };
  if (next.empty()) return false;
  if (is_sign(next[0], "/") && next.size() > 1 && next[1].kind == ProseKind::kNumber) return true;
  return fraction(0) || (is_word(next[0], "and") &&
                         (fraction(1) || (next.size() > 2 && is_number_word(next[2].text))));
}

// 40%, 50 cents, 3 million: the copy may be the result times a power of ten.
bool is_scaled(std::string_view behind) {
  std::size_t at = 0;
  while (at < behind.size() && behind[at] == ' ') ++at;
  std::size_t end = at;
  while (end < behind.size() && is_letter(behind[end])) ++end;
  const std::string_view word = behind.substr(at, end - at);
  return behind.starts_with("%") || changes_value_before(word) || word.starts_with("cent");
}

bool differs_by_scale(const Rational& a, const Rational& b) {
  for (const int factor : {10, 12, 100, 1000, 1000000, 1000000000})
    if (a * factor == b || a == b * factor) return true;
  return false;
}

std::optional<Reading> read_copy(const Claim& result, const Copy& copy) {
  const Rational stated = signed_value(result), copied = signed_value(copy.number);
  if (stated == copied || abs(stated) == copied || is_part(copy.behind)) return std::nullopt;
  if (is_scaled(copy.behind) && differs_by_scale(stated, copied)) return std::nullopt;
  const Claim& written = copy.number.op() == Op::kNegate ? copy.number.child(0) : copy.number;
  if (abs(stated - copied) <= half_unit(written.literal()) && !is_integer(stated))
    return std::nullopt;  // copied rounded
  Reading reading;
  reading.kind = ReadingKind::kAnnotation;
  reading.claim = binary(Op::kEqual, result, copy.number);
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
    Inside inside = read_inside(sentence.substr(open, length), begin + open);
    for (Reading& reading : inside.readings) readings.push_back(std::move(reading));
    at = open + length + 2;
    const auto copy = copy_behind(sentence.substr(at), begin + at);
    if (!inside.result || !copy) continue;
    if (auto reading = read_copy(*inside.result, *copy)) readings.push_back(std::move(*reading));
  }
  return readings;
}

std::string without_annotations(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find("<<", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find(">>", open);
    if (close == std::string_view::npos) return plain.append(text.substr(at));
    plain.append(text.substr(at, open - at));
    at = close + 2;
  }
  return plain;
}

}  // namespace modus::claims
