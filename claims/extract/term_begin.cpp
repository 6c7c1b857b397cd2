#include "claims/extract/term_begin.h"

#include "claims/extract/words.h"

namespace modus::claims {
namespace {

class BackwardReader {
 public:
  BackwardReader(const std::vector<ProseToken>& tokens, std::size_t end)
      : tokens_(tokens), low_(end > kMaxTermTokens ? end - kMaxTermTokens : 0), at_(end) {}

  std::optional<std::size_t> run() {
    while (operand()) {
      if (at_ == low_) return low_ == 0 ? std::optional(at_) : std::nullopt;
      const ProseToken& before = tokens_[at_ - 1];
      if (is_sign(before, "+") || is_sign(before, "-")) {
        const Sign sign = sign_before();
        if (sign == Sign::kUnread) return std::nullopt;
        --at_;
        if (sign == Sign::kEnd) return at_;
        continue;
      }
      if (is_operator(before))
        --at_;
      else if (!multiplies_by_touching())
        return at_;
    }
    return std::nullopt;
  }

 private:
  enum class Sign { kBinary, kEnd, kUnread };

  // Past the unit words, if there are any, whose number ends in front of them.
  std::size_t before_unit(std::size_t at) const {
    std::size_t words = 0;
    while (at > low_ && words <= kMaxUnitWords) {
      if (is_unit(tokens_[at - 1])) {
        --at;
        ++words;
      } else if (words > 0 && is_sign(tokens_[at - 1], "/")) {
        --at;
      } else if (words > 0 && at > low_ + 1 && is_word(tokens_[at - 1], "of") &&
                 is_unit(tokens_[at - 2])) {
        --at;
      } else {
        break;
      }
    }
    return at;
  }
  bool ends_operand(std::size_t at) const {
    const std::size_t end = before_unit(at);
    return end > low_ &&
           (tokens_[end - 1].kind == ProseKind::kNumber ||
            tokens_[end - 1].kind == ProseKind::kName || is_sign(tokens_[end - 1], ")"));
  }

  bool operand() {
    const std::size_t end = before_unit(at_);
    if (end == low_) return false;
    const ProseToken& last = tokens_[end - 1];
    if (is_sign(last, ")")) return bracket(end - 1);
    if (last.kind != ProseKind::kNumber && last.kind != ProseKind::kName) return false;
    at_ = end - 1;
    const bool mixed =
        at_ > low_ && at_ + 2 < tokens_.size() && tokens_[at_ - 1].kind == ProseKind::kNumber &&
        is_sign(tokens_[at_ + 1], "/") && tokens_[at_ + 2].kind == ProseKind::kNumber;
    if (mixed) --at_;
    return true;
  }

  bool bracket(std::size_t close) {
    int depth = 0;
    for (std::size_t i = close + 1; i > low_; --i) {
      if (is_sign(tokens_[i - 1], ")")) ++depth;
      if (is_sign(tokens_[i - 1], "(") && --depth == 0) {
        at_ = i - 1;
        return true;
      }
    }
    return false;
  }

  bool multiplies_by_touching() const {
    const ProseToken& before = tokens_[at_ - 1];
    return is_sign(tokens_[at_], "(") && touches(before, tokens_[at_]) &&
           (before.kind == ProseKind::kNumber || is_sign(before, ")"));
  }

  // What the + or - in front of the operand is: between two operands; the operand's own sign, where
  // the term begins or an operator comes before; or the end of something that was not read.
  Sign sign_before() {
    const std::size_t sign = at_ - 1;
    if (ends_operand(sign)) return Sign::kBinary;
    if (sign == low_) return Sign::kEnd;
    const ProseToken& before = tokens_[sign - 1];
    if (is_operator(before)) {
      --at_;  // the caller steps over the operator, and goes on
      return Sign::kBinary;
    }
    const bool apart = before.kind == ProseKind::kStop || before.kind == ProseKind::kSign ||
                       (before.kind == ProseKind::kWord && !touches(before, tokens_[sign]));
    return apart && touches(tokens_[sign], tokens_[at_]) ? Sign::kEnd : Sign::kUnread;
  }

  const std::vector<ProseToken>& tokens_;
  std::size_t low_, at_;
};

}  // namespace

std::optional<std::size_t> term_begin(const std::vector<ProseToken>& tokens, std::size_t end) {
  return BackwardReader(tokens, end).run();
}

}  // namespace modus::claims
