#include "claims/extract/algebra.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "claims/evaluate.h"
#include "claims/extract/rounding.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxGapBytes = 200;  // between two equations of one derivation
constexpr std::size_t kOrReach = 60;       // between two alternatives
constexpr std::size_t kRememberedEquations = 6;
constexpr std::size_t kReach = 3;  // sentences back
constexpr int kTolerance = 50;     // one part of so many: the value may be rounded
constexpr auto kPoints = std::to_array<int>({2, 3, 5, 7});

// In front of a value that follows from what was said.
constexpr auto kDeriving = std::to_array<std::string_view>(
    {"so",   "then",    "thus",   "therefore", "hence",    "get",        "gives",
     "give", "find",    "yields", "obtain",    "that",     "is",         "us",
     "to",   "implies", "means",  "have",      "solution", "rightarrow", "longrightarrow",
     "iff"});

constexpr auto kCues = std::to_array<std::string_view>(
    {"so",       "thus",        "then",        "therefore",    "hence",       "implies",  "gives",
     "get",      "yields",      "becomes",     "obtain",       "sides",       "implying", "giving",
     "means",    "simplifies",  "rightarrow",  "simplify",     "simplifying", "solving",  "adding",
     "dividing", "subtracting", "multiplying", "equivalently", "equivalent"});
constexpr auto kBreaks = std::to_array<std::string_view>(
    {"or",       "and",          "if",         "when",     "case",      "suppose", "assume",
     "assuming", "supposing",    "provided",   "unless",   "except",    "neq",     "ne",
     "let",      "also",         "other",      "another",  "where",     "check",   "verify",
     "plug",     "substituting", "substitute", "not",      "try",       "either",  "instead",
     "for",      "second",       "similarly",  "likewise", "because",   "since",   "recall",
     "know",     "given",        "line",       "point",    "equations", "system",  "wrong",
     "false",    "mistake",      "intersect",  "squaring", "square",    "root"});

std::optional<Rational> value_of(const Claim& term) {
  const Value value = evaluate_ground(term);
  const auto* quantity = std::get_if<Quantity>(&value);
  return quantity ? std::optional(quantity->value) : std::nullopt;
}

Claim at(const Claim& term, const std::string& unknown, const Claim& value) {
  const Replacement one[] = {{unknown, value}};
  return substitute_names(term, one);
}

bool has_sum(const Claim& term) {
  if (term.op() == Op::kAdd || term.op() == Op::kSubtract) return true;
  return std::any_of(term.children().begin(), term.children().end(), has_sum);
}

// Letters that people use for unknown numbers, and not for complex ones, points or functions.
bool is_unknown_number(const std::string& name) {
  return std::string_view("xyabcnkmtrsuvpq").find(name) != std::string_view::npos;
}

// A point where the sides of a would-be identity differ, when they differ at all points where both
// have a value. Powers alone may belong to a number with properties of its own: z^1 = z^25.
std::optional<Claim> where_different(const Claim& left, const Claim& right,
                                     const std::string& unknown) {
  if (!has_sum(left) && !has_sum(right)) return std::nullopt;
  std::optional<Claim> first;
  std::size_t tried = 0;
  for (const int point : kPoints) {
    const Claim value = number_term(Rational(point));
    const auto a = value_of(at(left, unknown, value)), b = value_of(at(right, unknown, value));
    if (!a || !b) continue;
    if (*a == *b) return std::nullopt;
    if (!first) first = value;
    ++tried;
  }
  return tried >= 2 ? first : std::nullopt;
}

// Numbers with functions. An irrational value is compared only with one that is written exactly.
std::optional<Claim> numeric(const Claim& left, const Claim& right) {
  const Claim exact = binary(Op::kEqual, left, right);
  const Value value = evaluate_ground(exact);
  if (value == Value(true)) return exact;
  if (value != Value(false) || !value_of(left) || !value_of(right)) return std::nullopt;
  return equality(left, right, Rounding::kExact);
}

// Is what follows said to follow? "so", "we get", a formula that goes on: not "for", "if", "or",
// "when".
bool derives(std::string_view before, bool leads) {
  const std::size_t last = before.find_last_not_of(" \n\t,:.;$");
  if (last == std::string_view::npos) return true;
  if (!is_letter(before[last])) return !leads;
  std::size_t begin = last;
  while (begin > 0 && is_letter(before[begin - 1])) --begin;
  return contains(kDeriving, lower(before.substr(begin, last + 1 - begin)));
}

bool has_word(std::string_view text, std::string_view word) {
  const auto letter_at = [&](std::size_t i) { return i < text.size() && is_letter(text[i]); };
  for (std::size_t i = text.find(word); i != std::string_view::npos; i = text.find(word, i + 1))
    if (!letter_at(i - 1) && !letter_at(i + word.size())) return true;
  return false;
}

Reading reading_of(ReadingKind kind, Claim claim, Span span) {
  Reading reading;
  reading.kind = kind;
  reading.rounded = claim.op() == Op::kApproximately;
  reading.claim = std::move(claim);
  reading.span = span;
  return reading;
}

}  // namespace

std::vector<Reading> Algebra::read(const PlainText& plain, const std::set<std::string>& known) {
  std::vector<Reading> readings;
  ++sentence_;
  for (const AlgebraicEquation& equation : algebraic_equations(plain)) {
    const auto is_known = [&](const Claim& side) {
      const std::vector<std::string> names = names_in(side);
      return std::any_of(names.begin(), names.end(),
                         [&](const std::string& name) { return known.contains(name); });
    };
    if (std::any_of(equation.sides.begin(), equation.sides.end(), is_known)) continue;
    leads_ = equation.leads;
    before_ = std::string_view(plain.text).substr(0, equation.span.begin);
    read_equation(equation, plain.source(equation.span), readings);
  }
  return readings;
}

void Algebra::read_equation(const AlgebraicEquation& equation, Span span,
                            std::vector<Reading>& readings) {
  bool follows = false, differs = false;
  for (std::size_t i = 0; i + 1 < equation.sides.size(); ++i) {
    const Claim &left = equation.sides[i], &right = equation.sides[i + 1];
    const Claim claim = binary(Op::kEqual, left, right);
    const std::vector<std::string> unknowns = names_in(claim);
    if (unknowns.empty()) {
      if (auto counted = has_function(claim) ? numeric(left, right) : std::nullopt)
        readings.push_back(reading_of(ReadingKind::kEquation, std::move(*counted), span));
      continue;
    }
    if (equation.complete) {
      readings.push_back(linked(claim, span));
      follows = follows || readings.back().follows.has_value();
    }
    const std::string& unknown = unknowns.front();
    if (!equation.formula || differs || unknowns.size() != 1 ||
        (!is_unknown_number(unknown) && !let_.contains(unknown)))
      continue;
    if (left.op() == Op::kName && names_in(right).empty()) {
      auto fails = equation.sides.size() == 2 && !follows ? put_back(unknown, right) : std::nullopt;
      if (fails) readings.push_back(reading_of(ReadingKind::kEquation, std::move(*fails), span));
      continue;
    }
    const bool both = names_in(left) == names_in(right);
    const bool chained = i > 0 || !equation.complete;
    if (const auto point = chained && both ? where_different(left, right, unknown) : std::nullopt) {
      readings.push_back(reading_of(
          ReadingKind::kEquation,
          binary(Op::kEqual, at(left, unknown, *point), at(right, unknown, *point)), span));
      differs = true;
      continue;
    }
    equations_.push_back({unknown, left, right, sentence_});
    if (equations_.size() > kRememberedEquations) equations_.pop_front();
  }
}

// An equation in one unknown follows from the last one where the words say so. What has found the
// value of the unknown ends a derivation: `x = 3` and then `x = -3` are two solutions. From one of
// two alternatives nothing follows: `x + 4 = 0 or x - 20 = 0, so x = -4`.
Reading Algebra::linked(const Claim& claim, Span span) {
  Reading reading = reading_of(ReadingKind::kAlgebra, claim, span);
  const std::vector<std::string> unknowns = names_in(claim);
  const auto between = [&](std::size_t begin) {
    return text_.substr(begin, span.begin - std::min(begin, span.begin));
  };
  if (unknowns.size() == 1 && last_ && names_in(last_->claim) == unknowns &&
      last_->span.end <= span.begin && says_it_follows(between(last_->span.end)))
    reading.follows = last_->count;
  const bool alternative = last_end_ <= span.begin && span.begin - last_end_ < kOrReach &&
                           has_word(between(last_end_), "or");
  const bool solved = claim.child(0).op() == Op::kName && names_in(claim.child(1)).empty();
  last_end_ = span.end;
  last_.reset();
  if (unknowns.size() == 1 && !solved && !alternative) last_ = {claim, span, count_};
  ++count_;
  return reading;
}

// "x = 8" behind equations in x of which it satisfies none: the last of them, with the value in it.
std::optional<Claim> Algebra::put_back(const std::string& unknown, const Claim& value) const {
  if (!derives(before_, leads_)) return std::nullopt;
  std::optional<Claim> last;
  for (const Equation& equation : equations_) {
    if (equation.unknown != unknown || equation.sentence + kReach < sentence_) continue;
    const Claim left = at(equation.left, unknown, value),
                right = at(equation.right, unknown, value);
    const auto a = value_of(left), b = value_of(right);
    if (!a || !b) return std::nullopt;
    if (abs(*a - *b) * kTolerance <= std::max(Rational(1), Rational(abs(*a)))) return std::nullopt;
    last = binary(Op::kEqual, left, right);
  }
  return last;
}

bool says_it_follows(std::string_view between) {
  if (between.size() > kMaxGapBytes) return false;
  if (const std::size_t arrow = between.find("=>"); arrow != std::string_view::npos)
    return says_it_follows(std::string(between).replace(arrow, 2, " so "));
  if (between.find_first_of("=<>") != std::string_view::npos) return false;
  bool cue = between.find("\u21d2") != std::string_view::npos ||
             between.find("\u2192") != std::string_view::npos;
  // The next line of an aligned derivation.
  if (std::none_of(between.begin(), between.end(), is_letter))
    return cue || between.find("\\\\") != std::string_view::npos;
  std::string word;
  for (const char c : lower(between) + ' ') {
    if (is_letter(c)) {
      word += c;
      continue;
    }
    if (contains(kBreaks, word)) return false;
    cue = cue || contains(kCues, word);
    word.clear();
  }
  return cue;
}

}  // namespace modus::claims
