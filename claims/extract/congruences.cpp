#include "claims/extract/congruences.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "claims/evaluate.h"
#include "claims/extract/algebra_term.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr auto kCongruenceSigns = std::to_array<std::string_view>({"\\equiv", "\u2261"});
constexpr auto kModuli = std::to_array<std::string_view>(
    {"\\pmod{", "\\pmod", "(mod", "(\\mod", "\\mod", "\\bmod", "mod"});
// In front of what is not said to hold.
constexpr auto kSupposingCongruence = std::to_array<std::string_view>(
    {"if", "suppose", "assume", "when", "not", "cannot", "would", "unless", "whether", "no"});
constexpr std::size_t kMaxTermBytes = 300;

struct Side {
  Claim term;
  std::size_t begin = 0, end = 0;
};

class CongruenceFinder {
 public:
  explicit CongruenceFinder(std::string_view text) : text_(text) {}

  std::vector<Reading> run() {
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t length = sign_at(i);
      i = length == 0 ? i + 1 : chain_at(i);
    }
    return std::move(found_);
  }

 private:
  std::size_t sign_at(std::size_t i) const {
    for (const std::string_view sign : kCongruenceSigns)
      if (text_.substr(i).starts_with(sign)) return sign.size();
    return 0;
  }
  std::size_t past_blanks(std::size_t i) const {
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\n')) ++i;
    return i;
  }

  // Reads the chain whose first sign stands at `sign`; returns where to go on.
  std::size_t chain_at(std::size_t sign) {
    std::vector<Side> sides;
    if (auto left = left_of(sign)) sides.push_back(std::move(*left));
    std::size_t at = sign;
    while (const std::size_t length = sign_at(at)) {
      auto right = right_of(at + length);
      if (!right) return at + length;
      at = past_blanks(right->end);
      sides.push_back(std::move(*right));
    }
    if (const auto modulus = modulus_at(at);
        modulus && sides.size() > 1 && !supposed(sides[0].begin))
      for (std::size_t i = 0; i + 1 < sides.size(); ++i) keep(sides[i], sides[i + 1], *modulus);
    return at;
  }

  // Numbers and operators back to something that a term does not go on from.
  std::optional<Side> left_of(std::size_t sign) const {
    static constexpr std::string_view kInside = "0123456789+-*/^(){}!., ";
    std::size_t begin = sign;
    while (begin > 0 && sign - begin < kMaxTermBytes &&
           kInside.find(text_[begin - 1]) != std::string_view::npos)
      --begin;
    while (begin < sign && std::string_view(" .,").find(text_[begin]) != std::string_view::npos)
      ++begin;
    std::size_t word = begin;
    while (word > 0 && text_[word - 1] == ' ') --word;
    std::size_t first = word;
    while (first > 0 && is_letter(text_[first - 1])) --first;
    const bool letter = word - first == 1 || (first > 0 && text_[first - 1] == '\\');
    const bool touches = word == begin && word > first;
    if (letter || touches || (word > first && !is_digit(text_[begin]))) return std::nullopt;
    return side(begin, sign);
  }
  // What stands in brackets behind it is no factor: 3 (mod 5).
  std::optional<Side> right_of(std::size_t begin) const {
    std::size_t limit = text_.size();
    for (const std::string_view bracket : {"(mod", "(\\mod", "(\\bmod"})
      limit = std::min(limit, text_.find(bracket, begin));
    return term_at(begin, limit);
  }

  std::optional<Side> side(std::size_t begin, std::size_t end) const {
    auto read = term_at(begin, end);
    return read && past_blanks(read->end) == end ? read : std::nullopt;
  }
  std::optional<Side> term_at(std::size_t begin, std::size_t limit) const {
    begin = past_blanks(begin);
    const auto term = read_algebra_term(text_.substr(0, limit), begin, Notation::kFormula);
    if (!term || !names_in(term->term).empty()) return std::nullopt;
    return Side{term->term, begin, term->end};
  }

  std::optional<Claim> modulus_at(std::size_t at) const {
    for (const std::string_view word : kModuli) {
      if (!text_.substr(at).starts_with(word)) continue;
      const std::size_t begin = past_blanks(at + word.size());
      std::size_t end = begin;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      if (end == begin || end - begin > 9) return std::nullopt;
      const auto literal = parse_literal(text_.substr(begin, end - begin));
      return literal && literal->value > 1 ? std::optional(number(*literal, {})) : std::nullopt;
    }
    return std::nullopt;
  }

  // "if 17 is congruent to ...": within the words before.
  bool supposed(std::size_t begin) const {
    constexpr std::size_t kReach = 40;
    const std::size_t from = begin > kReach ? begin - kReach : 0;
    std::string word;
    for (const char c : lower(text_.substr(from, begin - from)) + ' ') {
      if (is_letter(c)) {
        word += c;
        continue;
      }
      if (std::find(kSupposingCongruence.begin(), kSupposingCongruence.end(), word) !=
          kSupposingCongruence.end())
        return true;
      word.clear();
    }
    return false;
  }

  // 5^-1 and 1/2 are inverses here, no fractions.
  static bool is_whole(const Claim& term) {
    const Value value = evaluate_ground(term);
    const auto* quantity = std::get_if<Quantity>(&value);
    return quantity != nullptr && is_integer(quantity->value);
  }

  void keep(const Side& a, const Side& b, const Claim& modulus) {
    if (!is_whole(a.term) || !is_whole(b.term)) return;
    Reading reading;
    reading.claim =
        binary(Op::kEqual, binary(Op::kModulo, binary(Op::kSubtract, a.term, b.term), modulus),
               number_term(0));
    if (!std::holds_alternative<bool>(evaluate_ground(reading.claim))) return;
    reading.span = {a.begin, b.end};
    found_.push_back(std::move(reading));
  }

  std::string_view text_;
  std::vector<Reading> found_;
};

}  // namespace

std::vector<Reading> read_congruences(const PlainText& plain) {
  return CongruenceFinder(plain.text).run();
}

}  // namespace modus::claims
