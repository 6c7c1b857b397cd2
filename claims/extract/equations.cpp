#include "claims/extract/equations.h"

#include <algorithm>

#include "claims/evaluate.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxTokens = 200;  // of one side

bool is_sign(const ProseToken& token, std::string_view sign) {
  return token.kind == ProseKind::kSign && token.text == sign;
}
bool is_equality(const ProseToken& token) { return is_sign(token, "=") || is_sign(token, "~="); }

// Whether a side may begin behind, or end before, this token without cutting something in two.
bool is_open(const ProseToken& token) {
  return token.kind == ProseKind::kWord || token.kind == ProseKind::kStop || is_equality(token);
}
// A bracket bounds a side only where it stands by itself, "(18 + 36 = 54)", and "and" only where it
// does not make a mixed number, "1 and 1/4".
bool bounds_left(const std::vector<ProseToken>& tokens, std::size_t begin) {
  if (begin == 0) return true;
  const ProseToken& token = tokens[begin - 1];
  const ProseToken* before = begin >= 2 ? &tokens[begin - 2] : nullptr;
  if (is_sign(token, "(")) return before == nullptr || is_open(*before);
  const bool after_equation = begin >= 3 && is_equality(tokens[begin - 3]);  // "= 42 and 8 / 2 = 4"
  if (token.kind == ProseKind::kWord && token.text == "and" && before &&
      before->kind == ProseKind::kNumber && !after_equation)
    return false;
  return is_open(token);
}
bool bounds_right(const ProseToken& token) {
  return token.kind == ProseKind::kWord || token.kind == ProseKind::kStop ||
         is_sign(token, ")") || is_equality(token);
}

class Reader {
 public:
  Reader(const std::vector<ProseToken>& tokens, const Manner& manner,
         std::set<std::string>& defined)
      : tokens_(tokens), manner_(manner), defined_(defined) {}

  Equations run() {
    for (std::size_t i = 0; i < tokens_.size();) {
      if (!is_equality(tokens_[i])) {
        ++i;
        continue;
      }
      i = chain(i);
    }
    return std::move(result_);
  }

 private:
  struct Side {
    std::size_t begin = 0, end = 0;
  };

  // The longest run of tokens that ends at `end` and reads as a term.
  std::optional<Side> left_of(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && end - begin < kMaxTokens && tokens_[begin - 1].kind != ProseKind::kStop &&
           !is_equality(tokens_[begin - 1]))
      --begin;
    for (; begin < end; ++begin)
      if (bounds_left(tokens_, begin) && opens(tokens_[begin]) &&
          read_term(tokens_, begin, end, Percent::kHundredth))
        return Side{begin, end};
    return std::nullopt;
  }

  static bool opens(const ProseToken& token) { return token.kind != ProseKind::kWord; }

  // The longest run of tokens that begins at `begin` and reads as a term.
  std::optional<Side> right_of(std::size_t begin) const {
    std::size_t end = begin;
    while (end < tokens_.size() && end - begin < kMaxTokens &&
           tokens_[end].kind != ProseKind::kStop && !is_equality(tokens_[end]))
      ++end;
    for (; end > begin; --end)
      if ((end == tokens_.size() || bounds_right(tokens_[end])) &&
          read_term(tokens_, begin, end, Percent::kHundredth))
        return Side{begin, end};
    return std::nullopt;
  }

  // Reads the chain of equalities whose first sign is at `sign`; returns where to go on.
  std::size_t chain(std::size_t sign) {
    auto left = left_of(sign);
    for (;;) {
      const auto right = right_of(sign + 1);
      if (left && right) pair(*left, *right, is_sign(tokens_[sign], "~="));
      else ++result_.unread;
      if (!right) return sign + 1;
      // The middle of a chain must reach from sign to sign: "= 12 apples = 3".
      std::size_t next = right->end;
      if (next >= tokens_.size() || !is_equality(tokens_[next])) return next;
      left = right;
      sign = next;
    }
  }

  void pair(Side left, Side right, bool about) {
    auto a = read_term(tokens_, left.begin, left.end, Percent::kHundredth);
    auto b = read_term(tokens_, right.begin, right.end, Percent::kHundredth);
    if (!a || !b || (!a->computed && !b->computed)) return;
    // "60 kW would cost = 0.10 * 60": the words behind a bare number are no unit.
    if (!a->computed && left.end > left.begin + 1) {
      ++result_.unread;
      return;
    }
    const bool single_name = left.end == left.begin + 1 &&
                             tokens_[left.begin].kind == ProseKind::kName;
    const std::string name = single_name ? tokens_[left.begin].text : "";
    const bool defines = single_name && !defined_.contains(name);
    if (!names_known(b->term) || (!defines && !names_known(a->term))) {
      ++result_.unread;
      return;
    }
    Reading reading;
    reading.span = {tokens_[left.begin].begin, tokens_[right.end - 1].end};
    if (defines) {
      defined_.insert(name);
      reading.kind = ReadingKind::kDefinition;
      reading.name = name;
      reading.claim = b->term;
    } else {
      const Rounding rounding = about || manner_.about ? Rounding::kAbout : Rounding::kExact;
      reading.claim = equation(a->term, b->term, rounding);
      if (a->percent || b->percent) reading.claim = charitable(left, right, rounding);
      if (!settle_manner(reading.claim)) {
        ++result_.unread;
        return;
      }
      reading.rounded = reading.claim.op() == Op::kApproximately;
    }
    result_.readings.push_back(std::move(reading));
  }

  // "100 - 20 = 80%": people write the sign and mean the number. Of the ways to read it one that is
  // true is taken, the plain one otherwise.
  Claim charitable(Side left, Side right, Rounding rounding) const {
    std::optional<Claim> first;
    for (const Percent l : {Percent::kHundredth, Percent::kStripped})
      for (const Percent r : {Percent::kHundredth, Percent::kStripped}) {
        const auto a = read_term(tokens_, left.begin, left.end, l);
        const auto b = read_term(tokens_, right.begin, right.end, r);
        const Claim claim = equation(a->term, b->term, rounding);
        if (evaluate_ground(claim) == Value(true)) return claim;
        if (!first) first = claim;
      }
    return *first;
  }

  // "100 / 3 = 33 with 1 remaining" says 100 div 3 = 33; "$1 / 2 = 50 cents" leaves a conversion
  // unsaid and is not read. False where the equation is to stay unread.
  bool settle_manner(Claim& claim) const {
    if (evaluate_ground(claim) != Value(false)) return true;
    const Claim &left = claim.child(0), &right = claim.child(1);
    if (manner_.remainder && left.op() == Op::kDivide) {
      const Claim whole = binary(Op::kEqual, binary(Op::kIntegerDivide, left.child(0), left.child(1)),
                                 right);
      if (evaluate_ground(whole) == Value(true)) claim = whole;
      return true;
    }
    if (!manner_.cents) return true;
    const auto scaled = [](const Claim& term) {
      return binary(Op::kMultiply, term, number_term(100));
    };
    return evaluate_ground(binary(Op::kEqual, scaled(left), right)) != Value(true) &&
           evaluate_ground(binary(Op::kEqual, left, scaled(right))) != Value(true);
  }

  bool names_known(const Claim& term) const {
    for (const std::string& name : names_in(term))
      if (!defined_.contains(name)) return false;
    return true;
  }

  const std::vector<ProseToken>& tokens_;
  const Manner& manner_;
  std::set<std::string>& defined_;
  Equations result_;
};

}  // namespace

Equations read_equations(const std::vector<ProseToken>& tokens, const Manner& manner,
                         std::set<std::string>& defined) {
  return Reader(tokens, manner, defined).run();
}

Claim equation(const Claim& left, const Claim& right, Rounding rounding) {
  const Claim exact = binary(Op::kEqual, left, right);
  if (right.op() != Op::kNumber || evaluate_ground(exact) == Value(true)) return exact;
  // A decimal that is written short of its value was rounded: 10 / 3 = 3.33.
  const bool decimal = right.literal().digits.find('.') != std::string::npos;
  if (rounding == Rounding::kAbout || decimal) return binary(Op::kApproximately, left, right);
  return exact;
}

}  // namespace modus::claims
