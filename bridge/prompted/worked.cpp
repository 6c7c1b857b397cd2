#include "bridge/prompted/worked.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "bridge/answer_value.h"
#include "bridge/prompted/prose.h"
#include "claims/evaluate.h"
#include "claims/extract/extract.h"
#include "claims/sorts.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using claims::Rational;
using claims::Step;
using claims::StepKind;

constexpr std::uint64_t kEvaluateBudget = 10'000;
constexpr std::size_t kMostParts = 16;
constexpr std::size_t kMostNodes = 4096;  // of a part written out

std::optional<Rational> value_of(const Claim& term) {
  const claims::Value value = claims::evaluate_ground(term);
  const auto* quantity = std::get_if<claims::Quantity>(&value);
  return quantity == nullptr ? std::nullopt : std::optional(quantity->value);
}

// One unit in the other: where the text speaks of both, the number is known to everybody.
struct Conversion {
  std::string_view one, other;
  int factor;
};
constexpr auto kConversions = std::to_array<Conversion>({
    {"minute", "hour", 60},
    {"second", "minute", 60},
    {"day", "week", 7},
    {"hour", "day", 24},
    {"month", "year", 12},
    {"week", "year", 52},
    {"day", "year", 365},
    {"cent", "dollar", 100},
    {"inch", "foot", 12},
    {"feet", "yard", 3},
    {"ounce", "pound", 16},
    {"gram", "kilogram", 1000},
    {"meter", "kilometer", 1000},
    {"centimeter", "meter", 100},
});

// Terms over amounts and earlier parts, by the value that the prose writes for them.
class Working {
 public:
  Working(std::span<const Amount> amounts, std::string_view text)
      : amounts_(amounts), words_(reading::tokenise(text)), used_(amounts.size()) {}

  void read(const Claim& equation) {
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const Claim& term = equation.child(side);
      if (term.op() == Op::kNumber || parts_.size() >= kMostParts) continue;
      const auto value = value_of(term);
      if (!value) continue;
      const std::vector<bool> used = used_;
      const std::vector<Part> before = parts_;
      const auto resolved = resolve(term);
      const std::size_t nodes = resolved ? nodes_of(*resolved) : 0;
      if (resolved && nodes <= kMostNodes) {
        if (resolved->op() != Op::kName) parts_.push_back({*value, *resolved, nodes, false});
        return;
      }
      used_ = used;
      parts_ = before;
    }
  }

  // The part or amount of this value.
  std::optional<Claim> answer(const Rational& value) {
    for (std::size_t i = parts_.size(); i > 0; --i)
      if (is_same_number(parts_[i - 1].value, value)) return part_name(i - 1);
    for (const Amount& amount : amounts_)
      if (amount.values.front() == value) return amount.claim.child(0);
    return std::nullopt;
  }

  const Claim& part(std::size_t i) const { return parts_[i].term; }
  static Claim part_name(std::size_t i) { return claims::name(fmt::format("part_{}", i + 1)); }
  std::optional<std::size_t> part_of(const std::string& name) const {
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (part_name(i).name() == name) return i;
    return std::nullopt;
  }

  const std::string& unsaid() const { return unsaid_; }

 private:
  struct Part {
    Rational value;
    Claim term;
    std::size_t nodes = 0;  // of the term written out
    bool used = false;
  };

  std::size_t nodes_of(const Claim& term) const {
    if (const auto part = term.op() == Op::kName ? part_of(term.name()) : std::nullopt)
      return parts_[*part].nodes;
    std::size_t nodes = 1;
    for (const Claim& child : term.children()) nodes += nodes_of(child);
    return nodes;
  }

  std::optional<Claim> resolve(const Claim& term) {
    if (term.op() == Op::kNumber) return named(term.literal().value);
    if (term.op() != Op::kAdd && term.op() != Op::kSubtract && term.op() != Op::kMultiply &&
        term.op() != Op::kDivide)
      return std::nullopt;
    const auto left = resolve(term.child(0));
    const auto right = left ? resolve(term.child(1)) : std::nullopt;
    if (!right) return std::nullopt;
    return claims::binary(term.op(), *left, *right);
  }

  // What a number of the prose stands for: what was worked out last, else what the text says.
  std::optional<Claim> named(const Rational& value) {
    for (const bool again : {false, true}) {
      for (std::size_t i = parts_.size(); i > 0; --i)
        if (is_same_number(parts_[i - 1].value, value) && parts_[i - 1].used == again) {
          parts_[i - 1].used = true;
          return part_name(i - 1);
        }
      for (std::size_t i = 0; i < amounts_.size(); ++i)
        if (used_[i] == again)
          if (const auto term = as_amount(amounts_[i], value)) {
            used_[i] = true;
            return term;
          }
    }
    if (is_known(value)) return claims::number_term(value);
    if (unsaid_.empty()) unsaid_ = claims::to_string(value);
    return std::nullopt;
  }

  // 15 of "15%" is a hundred times it, 2 of "half" one over it.
  static std::optional<Claim> as_amount(const Amount& amount, const Rational& value) {
    const Rational& own = amount.values.front();
    const Claim name = amount.claim.child(0);
    if (own == value) return name;
    if (std::ranges::find(amount.values, value) == amount.values.end() || own == 0)
      return std::nullopt;
    if (own * 100 == value) return claims::binary(Op::kMultiply, claims::number_term(100), name);
    if (own * value == 1) return claims::binary(Op::kDivide, claims::number_term(1), name);
    return std::nullopt;
  }

  bool is_known(const Rational& value) const {
    const bool parts = std::ranges::any_of(amounts_, &Amount::is_part);
    if (parts && (value == 1 || value == 100)) return true;
    return std::ranges::any_of(kConversions, [&](const Conversion& conversion) {
      return value == conversion.factor && says(conversion.one) && says(conversion.other);
    });
  }

  bool says(std::string_view word) const {
    return std::ranges::any_of(
        words_, [&](const reading::Token& token) { return reading::same_word(token.text, word); });
  }

  const std::span<const Amount> amounts_;
  const std::vector<reading::Token> words_;
  std::vector<bool> used_;  // amounts
  std::vector<Part> parts_;
  std::string unsaid_;
};

Claim unfolded(const Claim& term, const Working& working) {
  if (term.op() == Op::kName) {
    const auto part = working.part_of(term.name());
    return part ? unfolded(working.part(*part), working) : term;
  }
  if (term.children().size() != 2) return term;
  return claims::binary(term.op(), unfolded(term.child(0), working),
                        unfolded(term.child(1), working));
}

void collect_parts(const Claim& term, const Working& working, std::set<std::size_t>& parts) {
  for (const std::string& name : reading::constants_in(term))
    if (const auto part = working.part_of(name); part && parts.insert(*part).second)
      collect_parts(working.part(*part), working, parts);
}

Step let(std::string name, Claim term) {
  Step step;
  step.kind = StepKind::kLet;
  step.name = std::move(name);
  step.definition = std::move(term);
  return step;
}

// A value for each amount, equal ones for equal amounts.
claims::Model point(std::span<const Amount> amounts, int shift) {
  claims::Model model;
  std::vector<Rational> values;
  for (const Amount& amount : amounts) {
    const Rational& own = amount.values.front();
    auto found = std::ranges::find(values, own);
    if (found == values.end()) found = values.insert(values.end(), own);
    const auto index = static_cast<int>(found - values.begin());
    model.constants[amount.name()] =
        claims::Quantity{Rational(1009 + 173 * index * index + 37 * index + shift), {}};
  }
  return model;
}

}  // namespace

Worked worked_out(const Prose& prose, std::span<const Amount> amounts, std::string_view text) {
  Worked worked;
  const auto answer = value_of_answer(prose.answer);
  if (!answer) {
    worked.lacking = "the prose comes to no number";
    return worked;
  }
  Working working(amounts, text);
  for (const claims::Reading& read : claims::extract(prose.text).readings)
    if (read.claim.op() == Op::kEqual || read.claim.op() == Op::kApproximately)
      working.read(read.claim);
  const auto asked = working.answer(*answer);
  if (!asked) {
    worked.lacking =
        working.unsaid().empty()
            ? fmt::format("no calculation of the prose comes to {}", prose.answer)
            : fmt::format("the prose uses {}, which no sentence says", working.unsaid());
    return worked;
  }
  std::set<std::size_t> parts;
  collect_parts(*asked, working, parts);
  for (const std::size_t part : parts)
    worked.lets.push_back(let(Working::part_name(part).name(), working.part(part)));
  if (worked.lets.empty())
    worked.lets.push_back(let("asked", *asked));
  else
    worked.lets.back().name = "asked";
  worked.formula = unfolded(*asked, working);
  return worked;
}

Agreed most_worked_out(std::span<const Prose> proses, std::span<const Amount> amounts,
                       std::string_view text) {
  std::vector<Worked> all;
  for (const Prose& prose : proses) all.push_back(worked_out(prose, amounts, text));
  Agreed best;
  if (!all.empty()) best.worked = all.front();
  best.samples = proses.size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].lets.empty()) continue;
    Agreed here{all[i], 0, 0, proses.size()};
    for (std::size_t k = 0; k < all.size(); ++k)
      if (all[k].lets.empty())
        here.by_answer += same_answer(proses[k].answer, proses[i].answer);
      else
        here.agreeing += same_formula(all[i].formula, all[k].formula, amounts);
    if (here.agreeing > best.agreeing) best = std::move(here);
  }
  return best;
}

bool same_formula(const Claim& a, const Claim& b, std::span<const Amount> amounts) {
  for (const int shift : {0, 5, 11}) {
    const claims::Model model = point(amounts, shift);
    const claims::Value left = claims::evaluate(a, model, kEvaluateBudget);
    const claims::Value right = claims::evaluate(b, model, kEvaluateBudget);
    if (!std::holds_alternative<claims::Quantity>(left) || !(left == right)) return false;
  }
  return true;
}

}  // namespace modus::bridge
