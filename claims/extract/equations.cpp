#include "claims/extract/equations.h"

#include <algorithm>
#include <array>

#include "claims/evaluate.h"
#include "claims/extract/bounds.h"
#include "claims/extract/lets.h"
#include "claims/extract/measures.h"
#include "claims/extract/rounding.h"
#include "claims/extract/term_begin.h"
#include "claims/extract/terms.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr auto kDefiningWords = std::to_array<std::string_view>(
    {"where", "let", "call", "calculate", "compute", "define", "set", "with"});

// What introduces a value only for the sake of the argument: "for k = 2", "if x = 3".
constexpr auto kSupposing = std::to_array<std::string_view>(
    {"for",     "if",     "when",  "consider", "substitute", "substituting", "plugging",
     "plug",    "at",     "case",  "take",     "taking",     "try",          "trying",
     "suppose", "assume", "using", "assuming", "letting",    "setting",      "test",
     "testing", "given",  "or",    "put",      "either",     "choose",       "choosing",
     "putting", "since",  "let",   "set",      "with",       "define",       "call"});

// A sentence that weighs several values.
constexpr auto kAlternatives = std::to_array<std::string_view>(
    {"if", "case", "or", "suppose", "assume", "when", "guess", "try", "either", "would", "could"});

// What a division of whole things leaves.
constexpr auto kRest = std::to_array<std::string_view>(
    {"remaining", "remain", "remains", "remainder", "left", "leftover", "over", "extra", "rest"});

// In front of what is said not to hold: "we cannot have 1 + 2 = 2".
constexpr auto kDenying = std::to_array<std::string_view>(
    {"not", "cannot", "can't", "never", "impossible", "isn't", "doesn't", "don't", "no", "wrong",
     "contradiction", "false", "incorrect", "unless", "instead"});
constexpr std::size_t kDenialReach = 4;  // tokens

bool is_name(const ProseTerm& term) { return term.term.op() == Op::kName; }

class EquationReader {
 public:
  EquationReader(const std::vector<ProseToken>& tokens, Names& names)
      : tokens_(tokens), names_(names), defined_(names.defined) {
    for (const ProseToken& token : tokens)
      if (token.kind == ProseKind::kWord && says_rounded(token.text)) rounding_ = Rounding::kAbout;
  }

  Equations run() {
    std::optional<ProseTerm> middle;  // the right side of the equality before, where it ends here
    let();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const bool strong = is_equality(tokens_[i]);
      if (!strong && !is_verb(i)) continue;
      const bool in_chain = middle && middle->end == i;
      auto left = in_chain ? std::move(middle) : left_of(i);
      middle = right_of(i + 1, strong);
      if (left && middle && pair(*left, *middle, {i, in_chain})) continue;
      result_.unread += strong;
      if (!strong) middle.reset();  // "is 4 minutes faster = 10 - 4"
    }
    forget_let();
    return std::move(result_);
  }

 private:
  void let() {
    for (LetName& each : read_lets(tokens_)) {
      if (defined_.contains(each.name)) continue;
      if (!each.value || !names_known(each.value->term)) {
        names_.let.insert(each.name);
        continue;
      }
      ProseTerm name;
      name.term = claims::name(each.name);
      name.begin = each.begin;
      define(name, *each.value);
    }
  }

  // What an equation has spoken of is an unknown from now on: later equations find its value. One
  // that is not read, or only supposed, may speak of every name.
  void forget_let() {
    const bool equates = std::any_of(tokens_.begin(), tokens_.end(), is_equality);
    if (!equates || names_.let.empty()) return;
    for (const ProseToken& token : tokens_) {
      if (token.kind == ProseKind::kName) names_.let.erase(token.text);
      if (token.kind == ProseKind::kOpaque || is_alternative(token)) names_.let.clear();
    }
  }

  static bool is_alternative(const ProseToken& token) {
    return token.kind == ProseKind::kWord && contains(kAlternatives, token.text);
  }

  struct Place {
    std::size_t sign;
    bool in_chain;
  };

  // "18 + 36 is 54": a verb between a calculation and a number.
  bool is_verb(std::size_t i) const {
    static constexpr auto kVerbs =
        std::to_array<std::string_view>({"is", "equals", "makes", "gives"});
    return tokens_[i].kind == ProseKind::kWord && i + 1 < tokens_.size() &&
           tokens_[i + 1].kind == ProseKind::kNumber &&
           std::find(kVerbs.begin(), kVerbs.end(), tokens_[i].text) != kVerbs.end();
  }

  std::optional<ProseTerm> left_of(std::size_t sign) const {
    const auto begin = term_begin(tokens_, sign);
    if (!begin || !may_begin_at(tokens_, *begin)) return std::nullopt;
    return read_term(tokens_, *begin, sign, Percent::kHundredth);
  }

  std::optional<ProseTerm> right_of(std::size_t begin, bool strong) const {
    auto term = read_term_from(tokens_, begin, Percent::kHundredth);
    if (!term || !may_end_at(tokens_, term->end)) return std::nullopt;
    const bool more = term->end < tokens_.size();
    if (!strong && (term->computed || (more && goes_on(tokens_[term->end])))) return std::nullopt;
    // "= 1/3 of 150", "= 20 times 2 people": the equation may have ended before these words.
    if (term->spoken && !(more && is_equality(tokens_[term->end]))) return std::nullopt;
    if (more && tokens_[term->end].kind == ProseKind::kWord &&
        !dimension_of_word(tokens_[term->end].text).empty())
      term->units.push_back(tokens_[term->end].text);
    return term;
  }

  // Behind a verb the number may belong to a comparison: "5 + 3 is 2 more than".
  static bool goes_on(const ProseToken& next) {
    static constexpr auto kComparing = std::to_array<std::string_view>(
        {"more", "less", "fewer", "of", "out", "greater", "larger", "smaller", "higher", "lower",
         "multiplied", "divided", "raised", "times", "to"});
    return next.kind == ProseKind::kWord &&
           std::find(kComparing.begin(), kComparing.end(), next.text) != kComparing.end();
  }

  // "week 3 = 5 * 2", "weeks 1-2 = 96 - 70", "8 batches = 5.5 * 8": the numbers name something.
  bool is_label(const ProseTerm& left, const ProseTerm& right) const {
    const bool range = right.computed && is_range(left);
    if (left.computed && !range) return false;
    if (!range && !left.units.empty() && left.units != std::vector<std::string>{"dollar"})
      return true;
    if (left.begin == 0) return false;
    const ProseToken& before = tokens_[left.begin - 1];
    return before.kind == ProseKind::kWord && !introduces_equation(before.text);
  }

  // "100 stickers / 3 friends = 33 stickers, with 1 remaining": a quotient with a rest.
  bool leaves_rest(const ProseTerm& left, const ProseTerm& right) const {
    const Rational &of = left.term.child(0).literal().value,
                   &by = left.term.child(1).literal().value;
    if (right.term.op() != Op::kNumber || by == 0) return false;
    const auto whole = floor_div(of, by);
    return whole && *whole * by != of && *whole == right.term.literal().value &&
           std::any_of(tokens_.begin(), tokens_.end(), [](const ProseToken& token) {
             return token.kind == ProseKind::kWord && contains(kRest, token.text);
           });
  }

  bool is_range(const ProseTerm& term) const {
    return term.end == term.begin + 3 && is_sign(tokens_[term.begin + 1], "-") &&
           tokens_[term.begin].end == tokens_[term.begin + 1].begin;
  }

  // "1/2 a cup = 4 ounces" compares two quantities, nothing is calculated; "20 minutes / 4",
  // "$36 / 4 puppies", "360 / 72 seats" are calculations.
  bool is_quantity(const ProseTerm& term) const {
    const bool fraction = is_fraction(term.term);
    const auto counts = [](const std::string& unit) { return unit != "dollar"; };
    return !term.computed || (fraction && !is_division(term) &&
                              std::any_of(term.units.begin(), term.units.end(), counts));
  }
  static bool is_fraction(const Claim& term) {
    return term.op() == Op::kDivide && term.child(0).op() == Op::kNumber &&
           term.child(1).op() == Op::kNumber;
  }
  // What is divided has a unit of its own, or is no part of a whole and stands apart from its
  // slash.
  bool is_division(const ProseTerm& term) const {
    const ProseToken& first = tokens_[term.begin];
    if (first.kind != ProseKind::kNumber || term.begin + 1 >= term.end) return false;
    const ProseToken& next = tokens_[term.begin + 1];
    if (!is_sign(next, "/")) return next.kind == ProseKind::kWord;
    const bool apart = first.end < next.begin;
    return first.money ||
           (apart && term.term.child(0).literal().value > term.term.child(1).literal().value);
  }

  // false: the equality could not be read.
  bool pair(const ProseTerm& left, const ProseTerm& right, Place place) {
    if (!place.in_chain && defines(left, right)) return true;
    if (!place.in_chain && supposes(left, right)) return false;
    if (!place.in_chain && is_denied(left.begin)) return false;
    if (!names_known(left.term) || !names_known(right.term)) return false;
    const bool bare = is_quantity(left) && is_quantity(right);
    if (bare && (!place.in_chain || !left.units.empty() || !right.units.empty())) return false;
    if (!place.in_chain && is_label(left, right)) return false;
    if (hides_conversion(left, right)) return false;
    if (is_fraction(left.term) && (divides_measures(left, right) || leaves_rest(left, right)))
      return false;
    const bool strong = is_equality(tokens_[place.sign]);
    if (!strong && (!left.computed || !left.units.empty())) return false;
    const Rounding rounding = is_sign(tokens_[place.sign], "~=") ? Rounding::kStated : rounding_;
    auto claim = left.percent || right.percent ? with_percent(left, right, rounding)
                                               : equality(left.term, right.term, rounding);
    if (!claim) return false;
    Reading reading;
    reading.claim = std::move(*claim);
    reading.rounded = reading.claim.op() == Op::kApproximately;
    keep(std::move(reading), left, right);
    return true;
  }

  // where A = 5 + 2, B = 3, and C = 4
  bool defines(const ProseTerm& left, const ProseTerm& right) {
    if (!is_name(left) || defined_.contains(left.term.name()) || !names_known(right.term))
      return false;
    std::size_t before = left.begin;
    if (before > 0 && is_word(tokens_[before - 1], "and")) --before;
    if (before > 0 && tokens_[before - 1].text == ",") --before;
    const bool listed = before < left.begin && before == last_definition_;
    const bool cued = left.begin > 0 && contains(kDefiningWords, tokens_[left.begin - 1].text);
    if (!listed && !cued && !says_what_was_let(left, right)) return false;
    define(left, right);
    return true;
  }

  // let x be the number of apples; x = 5 + 3
  bool says_what_was_let(const ProseTerm& left, const ProseTerm& right) const {
    if (!names_.let.contains(left.term.name()) || !right.computed) return false;
    const bool supposed = left.begin > 0 && contains(kSupposing, tokens_[left.begin - 1].text);
    return !supposed && std::none_of(tokens_.begin(), tokens_.end(), [](const ProseToken& token) {
      return token.kind == ProseKind::kOpaque || is_alternative(token);
    });
  }

  void define(const ProseTerm& name, const ProseTerm& value) {
    defined_.insert(name.term.name());
    names_.let.erase(name.term.name());
    last_definition_ = value.end;
    Reading reading;
    reading.kind = ReadingKind::kDefinition;
    reading.name = name.term.name();
    reading.claim = value.term;
    keep(std::move(reading), name, value);
  }

  bool is_denied(std::size_t begin) const {
    for (std::size_t i = begin; i > 0 && begin - i < kDenialReach; --i) {
      const ProseToken& token = tokens_[i - 1];
      if (token.kind == ProseKind::kStop) return false;
      if (token.kind == ProseKind::kWord &&
          std::find(kDenying.begin(), kDenying.end(), token.text) != kDenying.end())
        return true;
    }
    return false;
  }

  // A name that is known is given another value for a while: from here on it is not known.
  bool supposes(const ProseTerm& left, const ProseTerm& right) {
    if (!is_name(left) || !names_in(right.term).empty() || left.begin == 0) return false;
    if (!contains(kSupposing, tokens_[left.begin - 1].text)) return false;
    defined_.erase(left.term.name());
    return true;
  }

  void keep(Reading reading, const ProseTerm& left, const ProseTerm& right) {
    reading.span = {tokens_[left.begin].begin, tokens_[right.end - 1].end};
    result_.readings.push_back(std::move(reading));
  }

  // "100 - 40 = 60%": people write the sign and mean the number. The claim is the plain reading
  // unless only the other one holds.
  std::optional<Claim> with_percent(const ProseTerm& left, const ProseTerm& right,
                                    Rounding rounding) const {
    std::optional<Claim> plain;
    for (const Percent percent : {Percent::kHundredth, Percent::kStripped}) {
      const auto a = read_term(tokens_, left.begin, left.end, percent);
      const auto b = read_term(tokens_, right.begin, right.end, percent);
      auto claim = a && b ? equality(a->term, b->term, rounding) : std::nullopt;
      if (!claim || evaluate_ground(*claim) == Value(true)) return claim;
      if (!plain) plain = std::move(claim);
    }
    return plain;
  }

  bool names_known(const Claim& term) const {
    for (const std::string& name : names_in(term))
      if (!defined_.contains(name)) return false;
    return true;
  }

  const std::vector<ProseToken>& tokens_;
  Names& names_;
  std::set<std::string>& defined_;
  Rounding rounding_ = Rounding::kExact;
  std::size_t last_definition_ = static_cast<std::size_t>(-1);  // token behind it
  Equations result_;
};

}  // namespace

Equations read_equations(const std::vector<ProseToken>& tokens, Names& names) {
  return EquationReader(tokens, names).run();
}

}  // namespace modus::claims
