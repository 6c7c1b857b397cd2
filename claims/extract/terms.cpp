#include "claims/extract/terms.h"

#include <algorithm>

#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr int kMaxBrackets = 40;
constexpr std::size_t kMaxTermDepth = 200;

// "24 pounds of oats": `of` between two words of one unit.
bool joins_unit(const std::vector<ProseToken>& tokens, std::size_t at) {
  return is_word(tokens[at], "of") && at + 1 < tokens.size() && is_unit(tokens[at + 1]);
}

class TermReader {
 public:
  TermReader(const std::vector<ProseToken>& tokens, std::size_t begin, std::size_t end,
             Percent percent)
      : tokens_(tokens),
        at_(begin),
        end_(std::min(end, begin + kMaxTermTokens)),
        percent_(percent) {
    result_.begin = begin;
  }

  std::optional<ProseTerm> run() {
    auto term = sum();
    if (!term) return std::nullopt;
    result_.term = *term;
    result_.end = at_;
    return std::move(result_);
  }

 private:
  bool at_sign(std::string_view sign) const { return at_ < end_ && is_sign(tokens_[at_], sign); }
  bool accept(std::string_view sign) {
    if (!at_sign(sign)) return false;
    ++at_;
    return true;
  }
  bool operand_at(std::size_t i) const {
    return i < end_ &&
           (tokens_[i].kind == ProseKind::kNumber || tokens_[i].kind == ProseKind::kName ||
            is_sign(tokens_[i], "(") || is_sign(tokens_[i], "-"));
  }
  // An operator with something to work on; a dash before a word is punctuation.
  bool operates(std::string_view sign) const { return at_sign(sign) && operand_at(at_ + 1); }

  std::optional<Claim> joined(Op op, const std::optional<Claim>& left,
                              const std::optional<Claim>& right) {
    if (!left || !right || left->depth() > kMaxTermDepth) return std::nullopt;
    result_.computed = true;
    return binary(op, *left, *right);
  }

  std::optional<Claim> sum() {
    auto left = product();
    while (left) {
      const bool plus = operates("+");
      if (!plus && !operates("-")) break;
      ++at_;
      result_.additive = true;
      left = joined(plus ? Op::kAdd : Op::kSubtract, left, product());
    }
    return left;
  }

  std::optional<Claim> product() {
    bool divided = false;
    auto left = factor();
    while (left) {
      if (operates("*")) {
        result_.spoken |= tokens_[at_].spoken;
        ++at_;
        left = joined(Op::kMultiply, left, factor());
      } else if (operates("/")) {
        if (divided && (loose_before_tight() || divides_by_one(*left))) return std::nullopt;
        divided = true;
        slash_ = at_++;
        left = joined(Op::kDivide, left, factor());
      } else if (bracket_touches()) {
        if (divided) return std::nullopt;  // 3 / 2(1 + 1)
        left = joined(Op::kMultiply, left, factor());
      } else {
        break;
      }
    }
    return left;
  }

  // "14 / 1 / 4": a quarter of one, or of fourteen?
  static bool divides_by_one(const Claim& left) {
    return left.op() == Op::kDivide && left.child(1).op() == Op::kNumber &&
           left.child(1).literal().value == 1;
  }

  // "50/ 1/2", "a / b/c": the second slash is written tighter than the first.
  bool loose_before_tight() const {
    const bool tight =
        touches(tokens_[at_ - 1], tokens_[at_]) && touches(tokens_[at_], tokens_[at_ + 1]);
    return tight && !touches(tokens_[slash_], tokens_[slash_ + 1]);
  }

  // 2(3 + 4), (2)(3)
  bool bracket_touches() const {
    return at_sign("(") && operand_at(at_ + 1) && touches(tokens_[at_ - 1], tokens_[at_]) &&
           (tokens_[at_ - 1].kind == ProseKind::kNumber || is_sign(tokens_[at_ - 1], ")"));
  }

  std::optional<Claim> factor() {
    if (++brackets_ > kMaxBrackets) return std::nullopt;
    std::optional<Claim> value;
    if (accept("-")) {
      value = factor();
      if (value) value = unary(Op::kNegate, *value);
    } else if (accept("+")) {
      result_.computed = true;
      value = factor();
    } else {
      value = primary();
      if (value && operates("^") && tokens_[at_ - 1].kind != ProseKind::kWord) {
        ++at_;
        value = joined(Op::kPower, value, factor());
      }
    }
    --brackets_;
    return value;
  }

  std::optional<Claim> primary() {
    if (accept("(")) {
      ++open_;
      auto inside = sum();
      --open_;
      if (!inside || !accept(")")) return std::nullopt;
      unit();
      return inside;
    }
    if (at_ >= end_) return std::nullopt;
    if (tokens_[at_].kind == ProseKind::kName) {
      result_.computed = true;
      return name(tokens_[at_++].text);
    }
    auto value = literal();
    if (value && mixed_fraction()) {
      const auto numerator = literal();
      ++at_;
      value = joined(Op::kAdd, value, joined(Op::kDivide, numerator, literal()));
    }
    if (value) unit();
    return value;
  }

  std::optional<Claim> literal() {
    if (at_ >= end_ || tokens_[at_].kind != ProseKind::kNumber) return std::nullopt;
    const ProseToken& token = tokens_[at_++];
    std::string digits = token.text;
    if (digits.back() == '%') {
      result_.percent = true;
      if (percent_ == Percent::kStripped) digits.pop_back();
    }
    result_.fractional |= digits.find('.') != std::string::npos;
    if (token.money) result_.units.push_back("dollar");
    const auto read = parse_literal(digits);
    return read ? std::optional(number(*read, {})) : std::nullopt;
  }

  // "3 1/2": behind a whole number, a fraction below one.
  bool mixed_fraction() const {
    if (at_ + 2 >= end_ || tokens_[at_].kind != ProseKind::kNumber ||
        !is_sign(tokens_[at_ + 1], "/") || tokens_[at_ + 2].kind != ProseKind::kNumber)
      return false;
    const std::string &top = tokens_[at_].text, &bottom = tokens_[at_ + 2].text;
    return !result_.fractional && std::pair(top.size(), top) < std::pair(bottom.size(), bottom);
  }

  // The words behind a number are its unit where something goes on behind them.
  void unit() {
    const std::size_t behind = std::min(skip_unit(tokens_, at_), end_);
    const bool goes_on = behind == end_ || is_equality(tokens_[behind]) ||
                         (is_operator(tokens_[behind]) && operand_at(behind + 1)) ||
                         (open_ > 0 && is_sign(tokens_[behind], ")"));
    if (!goes_on) return;
    for (; at_ < behind; ++at_)
      if (tokens_[at_].kind == ProseKind::kWord) result_.units.push_back(tokens_[at_].text);
  }

  const std::vector<ProseToken>& tokens_;
  std::size_t at_, end_;
  Percent percent_;
  std::size_t slash_ = 0;
  int brackets_ = 0, open_ = 0;
  ProseTerm result_;
};

}  // namespace

std::optional<ProseTerm> read_term(const std::vector<ProseToken>& tokens, std::size_t begin,
                                   std::size_t end, Percent percent) {
  auto term = TermReader(tokens, begin, std::min(end, tokens.size()), percent).run();
  return term && term->end == end ? term : std::nullopt;
}

std::optional<ProseTerm> read_term_from(const std::vector<ProseToken>& tokens, std::size_t begin,
                                        Percent percent) {
  return TermReader(tokens, begin, tokens.size(), percent).run();
}

std::size_t skip_unit(const std::vector<ProseToken>& tokens, std::size_t at) {
  std::size_t words = 0;
  while (at < tokens.size() && words < kMaxUnitWords) {
    if (is_unit(tokens[at])) {
      ++at;
      ++words;
    } else if (is_sign(tokens[at], "/") && at + 1 < tokens.size() && is_unit(tokens[at + 1])) {
      at += 2;
      ++words;
    } else if (words > 0 && joins_unit(tokens, at)) {
      at += 2;
      ++words;
    } else {
      break;
    }
  }
  return at;
}

}  // namespace modus::claims
