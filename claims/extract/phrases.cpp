#include "claims/extract/phrases.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "claims/extract/measures.h"
#include "claims/extract/rounding.h"
#include "claims/extract/terms.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

struct Share {
  std::string_view word;
  int numerator, denominator;
};
constexpr auto kShares = std::to_array<Share>({
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

struct Combination {
  std::string_view word;
  Op op;
};
constexpr auto kCombinations = std::to_array<Combination>({
    {"sum", Op::kAdd},
    {"product", Op::kMultiply},
    {"difference", Op::kSubtract},
});

constexpr auto kVerbs = std::to_array<std::string_view>({"is", "equals", "makes", "gives"});

class PhraseReader {
 public:
  explicit PhraseReader(const std::vector<ProseToken>& tokens) : tokens_(tokens) {}

  std::vector<Reading> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      at_ = i;
      units_ = {};
      auto left = share_of();
      if (!left) {
        at_ = i;
        left = combination();
      }
      if (left) conclude(i, *left);
    }
    return std::move(readings_);
  }

 private:
  bool word(std::string_view word) {
    if (at_ >= tokens_.size() || !is_word(tokens_[at_], word)) return false;
    ++at_;
    return true;
  }

  // A number and its unit words.
  std::optional<Claim> quantity() {
    if (at_ >= tokens_.size() || tokens_[at_].kind != ProseKind::kNumber) return std::nullopt;
    const ProseToken& token = tokens_[at_];
    const auto literal = parse_literal(token.text);
    if (!literal || token.text.back() == '%') return std::nullopt;
    if (token.money) units_.units.push_back("dollar");
    const std::size_t behind = skip_unit(tokens_, ++at_);
    for (; at_ < behind; ++at_) units_.units.push_back(tokens_[at_].text);
    return number(*literal, {});
  }

  // "half", "one third", "two thirds", "3 times": the factor in front of a number.
  std::optional<Claim> factor() {
    if (at_ >= tokens_.size()) return std::nullopt;
    const ProseToken& first = tokens_[at_];
    if (first.kind == ProseKind::kNumber && at_ + 1 < tokens_.size() &&
        is_word(tokens_[at_ + 1], "times")) {
      const auto literal = parse_literal(first.text);
      at_ += 2;
      return literal ? std::optional(number(*literal, {})) : std::nullopt;
    }
    for (const Share& share : kShares)
      if (is_word(first, share.word) && whole_share()) {
        ++at_;
        return number_term(Rational(share.numerator, share.denominator));
      }
    return std::nullopt;
  }

  // "two thirds", "two and a half": the share is not one.
  bool whole_share() const {
    if (at_ == 0 || tokens_[at_ - 1].kind == ProseKind::kStop) return true;
    const ProseToken& before = tokens_[at_ - 1];
    if (at_ >= 2 && is_word(before, "a") && is_word(tokens_[at_ - 2], "and")) return false;
    return before.kind == ProseKind::kWord &&
           (before.text == "one" || !is_number_word(before.text));
  }

  // FACTOR [as many WORDS as] [of] NUMBER
  std::optional<Claim> share_of() {
    const auto part = factor();
    if (!part) return std::nullopt;
    const bool counted = is_word(tokens_[at_ - 1], "times");
    if (word("as")) {
      if (!word("many") && !word("much")) return std::nullopt;
      at_ = skip_unit(tokens_, at_);
      // skip_unit takes the second "as" for a unit word
      if (!is_word(tokens_[at_ - 1], "as")) return std::nullopt;
    } else if (counted) {
      return std::nullopt;
    } else {
      word("of");
    }
    const auto base = quantity();
    return base ? std::optional(binary(Op::kMultiply, *part, *base)) : std::nullopt;
  }

  // sum|product|difference of|between NUMBER and NUMBER
  std::optional<Claim> combination() {
    for (const Combination& each : kCombinations) {
      if (!word(each.word)) continue;
      if (!word("of") && !word("between")) return std::nullopt;
      auto first = quantity();
      if (!first || !word("and")) return std::nullopt;
      auto second = quantity();
      if (!second) return std::nullopt;
      const bool upside_down = first->literal().value < second->literal().value;
      if (each.op == Op::kSubtract && upside_down) std::swap(*first, *second);
      return binary(each.op, *first, *second);
    }
    return std::nullopt;
  }

  // is|equals NUMBER, or ", which is NUMBER"
  void conclude(std::size_t begin, const Claim& left) {
    if (at_ < tokens_.size() && tokens_[at_].text == ",") {
      ++at_;
      if (!word("which")) return;
    }
    if (at_ >= tokens_.size() || tokens_[at_].kind != ProseKind::kWord ||
        std::find(kVerbs.begin(), kVerbs.end(), tokens_[at_].text) == kVerbs.end())
      return;
    ++at_;
    const ProseTerm operands = std::exchange(units_, {});
    const auto value = quantity();
    if (!value || goes_on() || hides_conversion(operands, units_)) return;
    auto claim = equality(left, *value, Rounding::kExact);
    if (!claim) return;
    Reading reading;
    reading.kind = ReadingKind::kPhrase;
    reading.rounded = claim->op() == Op::kApproximately;
    reading.claim = std::move(*claim);
    reading.span = {tokens_[begin].begin, tokens_[at_ - 1].end};
    readings_.push_back(std::move(reading));
  }

  // The number belongs to something larger: "is 12 more than", "is 12 + 3", "is 3 dozen".
  bool goes_on() const {
    for (const std::string& unit : units_.units)
      if (unit == "more" || unit == "less" || unit == "fewer") return true;
    if (at_ >= tokens_.size() || tokens_[at_].kind == ProseKind::kStop) return false;
    const ProseToken& next = tokens_[at_];
    return next.kind != ProseKind::kWord || changes_value_before(next.text) || next.text == "of" ||
           next.text == "to";
  }

  const std::vector<ProseToken>& tokens_;
  std::size_t at_ = 0;
  ProseTerm units_;  // of the numbers read since it was last emptied
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> read_phrases(const std::vector<ProseToken>& tokens) {
  return PhraseReader(tokens).run();
}

}  // namespace modus::claims
