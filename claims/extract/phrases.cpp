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
    {"total", Op::kAdd},
    {"product", Op::kMultiply},
    {"difference", Op::kSubtract},
    {"average", Op::kDivide},  // the sum, divided by how many
    {"mean", Op::kDivide},
});
constexpr std::size_t kMaxSummands = 50;  // of sum and average
constexpr int kMaxNesting = 4;            // 3 more than twice half of 10

constexpr auto kVerbs = std::to_array<std::string_view>({"is", "equals", "makes", "gives"});

class PhraseReader {
 public:
  explicit PhraseReader(const std::vector<ProseToken>& tokens) : tokens_(tokens) {}

  std::vector<Reading> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (i < read_to_ || !may_begin(i)) continue;
      at_ = i;
      units_ = {};
      if (const auto left = expression(0)) conclude(i, *left);
    }
    return std::move(readings_);
  }

 private:
  // "3 more than twice 5", "5 + half of 24", "2/3 of half of 9": the phrase is part of a larger
  // one.
  bool may_begin(std::size_t i) const {
    if (i == 0) return true;
    const ProseToken& before = tokens_[i - 1];
    if (is_operator(before) || before.kind == ProseKind::kOpaque) return false;
    const bool share_word = before.kind == ProseKind::kWord && before.text != "one" &&
                            reaches_into_what_follows(before.text);
    const bool of_share = i >= 2 && is_word(before, "of") &&
                          (tokens_[i - 2].kind == ProseKind::kNumber ||
                           reaches_into_what_follows(tokens_[i - 2].text));
    return !share_word && !of_share;
  }

  // A calculation in words; at_ moves only where there is one.
  std::optional<Claim> expression(int nesting) {
    if (nesting > kMaxNesting) return std::nullopt;
    const std::size_t begin = at_;
    const auto units = units_;
    const auto back = [&] {
      at_ = begin;
      units_ = units;
    };
    if (auto changed = more_than(nesting)) return changed;
    back();
    if (auto changed = changed_by()) return changed;
    back();
    if (auto share = share_of(nesting)) return share;
    back();
    if (auto combined = combination()) return combined;
    back();
    return std::nullopt;
  }

  std::optional<Claim> operand(int nesting) {
    if (auto inner = expression(nesting + 1)) return inner;
    auto first = quantity();
    while (first && at_ < tokens_.size() && is_sign(tokens_[at_], "*") && tokens_[at_].spoken) {
      ++at_;
      const auto second = quantity();
      if (!second) return std::nullopt;
      first = binary(Op::kMultiply, *first, *second);
    }
    return first;
  }

  // The last unit word of the quantity just read was none: "3 more than", "2 fewer apples than".
  bool took(std::string_view word) {
    const auto found = std::find(units_.units.begin(), units_.units.end(), word);
    if (found == units_.units.end()) return false;
    units_.units.erase(found);
    return true;
  }

  // NUMBER[%] more|less|fewer [WORDS] than OPERAND
  std::optional<Claim> more_than(int nesting) {
    const auto percent = percentage();
    const auto difference = percent ? percent : quantity();
    if (!difference) return std::nullopt;
    if (percent) take_units();
    const bool more = took("more");
    if (!more && !took("less") && !took("fewer")) return std::nullopt;
    if (!word("than")) return std::nullopt;
    const auto base = operand(nesting);
    if (!base) return std::nullopt;
    return changed(*base, *difference, more ? Op::kAdd : Op::kSubtract, percent.has_value());
  }

  // NUMBER increased|decreased|reduced by NUMBER[%]
  std::optional<Claim> changed_by() {
    const auto base = quantity();
    if (!base) return std::nullopt;
    const bool more = word("increased") || took("increased");
    if (!more && !word("decreased") && !took("decreased") && !word("reduced") && !took("reduced"))
      return std::nullopt;
    if (!word("by")) return std::nullopt;
    const auto percent = percentage();
    const auto difference = percent ? percent : quantity();
    if (!difference) return std::nullopt;
    return changed(*base, *difference, more ? Op::kAdd : Op::kSubtract, percent.has_value());
  }

  static Claim changed(const Claim& base, const Claim& difference, Op op, bool relative) {
    if (!relative) return binary(op, base, difference);
    return binary(Op::kMultiply, base, binary(op, number_term(1), difference));
  }

  // "15%"
  std::optional<Claim> percentage() {
    if (at_ >= tokens_.size() || tokens_[at_].kind != ProseKind::kNumber ||
        tokens_[at_].text.back() != '%')
      return std::nullopt;
    const auto literal = parse_literal(tokens_[at_].text);
    if (!literal) return std::nullopt;
    ++at_;
    return number(*literal, {});
  }

  bool word(std::string_view word) {
    if (at_ >= tokens_.size() || !is_word(tokens_[at_], word)) return false;
    ++at_;
    return true;
  }

  // A number and its unit words.
  std::optional<Claim> quantity() {
    const auto value = number_at(at_);
    if (!value) return std::nullopt;
    if (tokens_[at_].money) units_.units.push_back("dollar");
    ++at_;
    take_units();
    return value;
  }
  // "two hundred", "a third one"; not "twice three".
  static bool is_part_before(const std::string& word) {
    return is_number_word(word) && word != "twice" && word != "thrice" && word != "double" &&
           word != "triple";
  }
  // 3, three, twenty-five; not the three of "three hundred".
  std::optional<Claim> number_at(std::size_t i) const {
    if (i >= tokens_.size()) return std::nullopt;
    const ProseToken& token = tokens_[i];
    if (token.kind == ProseKind::kNumber) {
      const auto literal = parse_literal(token.text);
      return literal && token.text.back() != '%' ? std::optional(number(*literal, {}))
                                                 : std::nullopt;
    }
    const auto value =
        token.kind == ProseKind::kWord ? number_word_value(token.text) : std::nullopt;
    if (!value) return std::nullopt;
    const auto in_words = [&](std::size_t k) {
      return k < tokens_.size() && tokens_[k].kind == ProseKind::kWord ? tokens_[k].text
                                                                       : std::string();
    };
    const bool goes_on = is_number_word(in_words(i + 1));
    const bool went_before =
        i > 0 && (tokens_[i - 1].kind == ProseKind::kNumber || is_part_before(in_words(i - 1)));
    if (goes_on || went_before) return std::nullopt;
    return number_term(Rational(*value));
  }
  void take_units() {
    const std::size_t behind = skip_unit(tokens_, at_);
    for (; at_ < behind; ++at_) units_.units.push_back(tokens_[at_].text);
  }

  // "half", "one third", "two thirds", "3 times": the factor in front of a number.
  std::optional<Claim> factor() {
    if (at_ >= tokens_.size()) return std::nullopt;
    const ProseToken& first = tokens_[at_];
    if (at_ + 1 < tokens_.size() && is_word(tokens_[at_ + 1], "times"))
      if (auto count = number_at(at_)) {
        at_ += 2;
        return count;
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
    if (before.kind == ProseKind::kName) return before.text == "A";  // it begins the sentence
    return before.kind == ProseKind::kWord &&
           (before.text == "one" || !is_number_word(before.text));
  }

  // FACTOR [as many WORDS as] [of] OPERAND
  std::optional<Claim> share_of(int nesting) {
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
    const auto base = operand(nesting);
    return base ? std::optional(binary(Op::kMultiply, *part, *base)) : std::nullopt;
  }

  // sum|product|average of|between NUMBER {, NUMBER} and NUMBER; difference of two
  std::optional<Claim> combination() {
    for (const Combination& each : kCombinations) {
      if (!word(each.word)) continue;
      if (!word("of") && !word("between")) return std::nullopt;
      const std::vector<Claim> listed = list();
      if (listed.size() < 2) return std::nullopt;
      if (each.op == Op::kSubtract) return difference(listed);
      const bool average = each.op == Op::kDivide;
      Claim total = listed.front();
      for (std::size_t i = 1; i < listed.size(); ++i)
        total = binary(average ? Op::kAdd : each.op, total, listed[i]);
      if (!average) return total;
      return binary(Op::kDivide, total, number_term(static_cast<unsigned long>(listed.size())));
    }
    return std::nullopt;
  }

  // "3 and 4", "3, 4 and 5", "3, 4, and 5": empty where it does not end in `and NUMBER`.
  std::vector<Claim> list() {
    std::vector<Claim> numbers;
    for (bool last = false; numbers.size() < kMaxSummands;) {
      const auto next = quantity();
      if (!next) return {};
      numbers.push_back(*next);
      if (last) return numbers;
      if (at_ < tokens_.size() && tokens_[at_].text == ",") ++at_;
      last = word("and");
    }
    return {};
  }

  static std::optional<Claim> difference(const std::vector<Claim>& two) {
    if (two.size() != 2) return std::nullopt;
    const bool upside_down = two[0].literal().value < two[1].literal().value;
    return binary(Op::kSubtract, two[upside_down ? 1 : 0], two[upside_down ? 0 : 1]);
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
    read_to_ = at_;
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
  std::size_t read_to_ = 0;  // the first token behind the last phrase
  ProseTerm units_;          // of the numbers read since it was last emptied
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> read_phrases(const std::vector<ProseToken>& tokens) {
  return PhraseReader(tokens).run();
}

}  // namespace modus::claims
