#include "claims/extract/prose_tokens.h"

#include <algorithm>

namespace modus::claims {
namespace {

constexpr std::size_t kMaxUnitWords = 7;
constexpr int kMaxBrackets = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Scanner {
 public:
  explicit Scanner(const PlainText& plain) : text_(plain.text) {}

  std::vector<ProseToken> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_blank(c)) ++at_;
      else if (c == '$' && number_at(skip_blanks(at_ + 1))) at_ = skip_blanks(at_ + 1);
      else if (number_at(at_)) number();
      else if (is_letter(c)) word();
      else sign();
    }
    return std::move(tokens_);
  }

 private:
  char look(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::size_t skip_blanks(std::size_t i) const {
    while (look(i) == ' ') ++i;
    return i;
  }
  bool number_at(std::size_t i) const {
    return is_digit(look(i)) || (look(i) == '.' && is_digit(look(i + 1)));
  }

  void push(ProseKind kind, std::string text, std::size_t end) {
    tokens_.push_back({kind, std::move(text), at_, end});
    at_ = end;
  }

  void number() {
    std::size_t end = at_;
    std::string digits;
    while (is_digit(look(end)) || is_separator(end)) {
      if (look(end) != ',') digits += look(end);
      ++end;
    }
    if (digits.empty()) digits = "0";
    if (look(end) == '.' && is_digit(look(end + 1))) {
      digits += text_[end++];
      while (is_digit(look(end))) digits += text_[end++];
    }
    const bool clock = look(end) == ':' && is_digit(look(end + 1));
    const bool version = look(end) == '.' && is_digit(look(end + 1));
    const std::string_view behind = std::string_view(text_).substr(end, 2);
    const bool ordinal = (behind == "st" || behind == "nd" || behind == "rd" || behind == "th") &&
                         !is_letter(look(end + 2));
    // 10:30, 1.2.3, 5th, 16,0000, 2x: no number that could be computed with.
    const bool torn = look(end) == ',' && is_digit(look(end + 1));
    const bool product = is_letter(look(end)) && !is_letter(look(end + 1)) && look(end) != 'x';
    const bool unknown = look(end) == 'x' && !is_letter(look(end + 1)) && !factor_at(end + 1);
    if (clock || version || ordinal || torn || product || unknown || digits.size() > 60) {
      while (end < text_.size() && !is_blank(text_[end])) ++end;
      return push(ProseKind::kStop, "", end);
    }
    if (look(end) == '%') {
      digits += '%';
      ++end;
    }
    push(ProseKind::kNumber, std::move(digits), end);
  }

  bool factor_at(std::size_t i) const {
    i = skip_blanks(i);
    return number_at(i) || look(i) == '$' || look(i) == '(';
  }

  // A comma between groups of three digits.
  bool is_separator(std::size_t i) const {
    return look(i) == ',' && i > at_ && is_digit(look(i - 1)) && is_digit(look(i + 1)) &&
           is_digit(look(i + 2)) && is_digit(look(i + 3)) && !is_digit(look(i + 4));
  }

  void word() {
    std::size_t end = at_;
    while (is_letter(look(end)) || look(end) == '\'' ||
           (look(end) == '-' && is_letter(look(end + 1)) && end > at_))
      ++end;
    const std::string word = text_.substr(at_, end - at_);
    const bool after_operand = !tokens_.empty() && (tokens_.back().kind == ProseKind::kNumber ||
                                                    tokens_.back().kind == ProseKind::kWord ||
                                                    tokens_.back().text == ")");
    if ((word == "x" || word == "X") && after_operand && factor_at(end))
      return push(ProseKind::kSign, "*", end);
    if (word.size() == 1 && word != "a" && word[0] >= 'a')  // an unknown: x + 15
      return push(ProseKind::kStop, word, end);
    const bool capital = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
    push(capital && word != "I" ? ProseKind::kName : ProseKind::kWord, word, end);
  }

  void sign() {
    const char c = text_[at_];
    if (c == '~' && look(at_ + 1) == '=') return push(ProseKind::kSign, "~=", at_ + 2);
    if (c == '[' || c == ']') return push(ProseKind::kSign, c == '[' ? "(" : ")", at_ + 1);
    if (std::string_view("+-*/^()=").find(c) == std::string_view::npos)
      return push(ProseKind::kStop, std::string(1, c), at_ + 1);
    // "8-hour", "$18/hour": a sign that joins words.
    const bool joins = (c == '-' || c == '/') && is_letter(look(at_ + 1)) &&
                       is_letter(look(at_ + 2));
    const bool per = joins && c == '/';  // 4 miles/day: still the unit
    push(per ? ProseKind::kWord : joins ? ProseKind::kStop : ProseKind::kSign, std::string(1, c),
         at_ + 1);
  }

  const std::string& text_;
  std::size_t at_ = 0;
  std::vector<ProseToken> tokens_;
};

class TermReader {
 public:
  TermReader(const std::vector<ProseToken>& tokens, std::size_t begin, std::size_t end,
             Percent percent)
      : tokens_(tokens), at_(begin), end_(end), percent_(percent) {}

  std::optional<ProseTerm> run() {
    auto term = sum();
    if (!term || at_ != end_) return std::nullopt;
    result_.term = *term;
    return result_;
  }

 private:
  bool accept(std::string_view sign) {
    if (at_ >= end_ || tokens_[at_].kind != ProseKind::kSign || tokens_[at_].text != sign)
      return false;
    ++at_;
    return true;
  }

  std::optional<Claim> joined(Op op, const Claim& left, const std::optional<Claim>& right) {
    if (!right || left.depth() > 200) return std::nullopt;
    result_.computed = true;
    return binary(op, left, *right);
  }

  std::optional<Claim> sum() {
    auto left = product();
    while (left) {
      if (accept("+")) left = joined(Op::kAdd, *left, product());
      else if (accept("-")) left = joined(Op::kSubtract, *left, product());
      else break;
    }
    return left;
  }

  std::optional<Claim> product() {
    auto left = factor();
    while (left) {
      if (accept("*")) left = joined(Op::kMultiply, *left, factor());
      else if (accept("/")) left = joined(Op::kDivide, *left, factor());
      else break;
    }
    return left;
  }

  std::optional<Claim> factor() {
    if (++brackets_ > kMaxBrackets) return std::nullopt;
    std::optional<Claim> value;
    if (accept("-")) {
      value = factor();
      if (value) value = unary(Op::kNegate, *value);
    } else {
      value = primary();
      if (value && accept("^")) value = joined(Op::kPower, *value, factor());
    }
    --brackets_;
    return value;
  }

  std::optional<Claim> primary() {
    if (at_ >= end_) return std::nullopt;
    if (accept("(")) {
      auto inside = sum();
      return inside && accept(")") ? skip_unit(inside) : std::nullopt;
    }
    const ProseToken& token = tokens_[at_];
    if (token.kind == ProseKind::kName) {
      ++at_;
      result_.computed = true;
      return name(token.text);
    }
    if (token.kind != ProseKind::kNumber) return std::nullopt;
    ++at_;
    std::string digits = token.text;
    if (digits.back() == '%') {
      result_.percent = true;
      if (percent_ == Percent::kStripped) digits.pop_back();
    }
    const auto literal = parse_literal(digits);
    if (!literal) return std::nullopt;
    return skip_unit(number(*literal, {}));
  }

  std::optional<Claim> skip_unit(std::optional<Claim> value) {
    std::size_t words = 0;
    while (at_ < end_ && tokens_[at_].kind == ProseKind::kWord && words++ < kMaxUnitWords) ++at_;
    return value;
  }

  const std::vector<ProseToken>& tokens_;
  std::size_t at_, end_;
  Percent percent_;
  int brackets_ = 0;
  ProseTerm result_;
};

}  // namespace

std::vector<ProseToken> prose_tokens(const PlainText& plain) { return Scanner(plain).run(); }

std::optional<ProseTerm> read_term(const std::vector<ProseToken>& tokens, std::size_t begin,
                                   std::size_t end, Percent percent) {
  return TermReader(tokens, begin, end, percent).run();
}

}  // namespace modus::claims
