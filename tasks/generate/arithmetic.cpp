// Word problems of one to four operations: what somebody has changes, is shared, bought, made, or
// compared with what somebody else has.
#include <algorithm>
#include <array>

#include "tasks/generate/story.h"
#include "tasks/generate/world.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;

constexpr std::int64_t kLargest = 5000;

Slots draw_slots(WordMaker& words, RandomStream& random) {
  constexpr auto kTimes = std::to_array<std::string_view>({"hour", "day", "week", "month"});
  Slots slots;
  slots['P'] = person_slot(words, random);
  slots['Q'] = person_slot(words, random);
  for (const char goods : {'G', 'H', 'C', 'L'})
    slots[goods] = noun_slot(words.draw(WordClass::kGoods, random));
  slots['F'] = noun_slot(words.draw(WordClass::kNoun, random));
  slots['T'] = noun_slot(any_of(kTimes, random));
  slots['M'] = noun_slot(any_of(kMoney, random));
  return slots;
}

class ArithmeticDraw {
 public:
  ArithmeticDraw(const ProblemShape& shape, RandomStream& random)
      : random_(random),
        words_(shape.split, shape.invented_words),
        story_(draw_slots(words_, random)) {}

  std::optional<GeneratedProblem> draw(std::size_t operations) {
    operations_ = operations;
    constexpr std::size_t kKinds = 5;
    bool begun = false;
    switch (random_.below(kKinds)) {
      case 0:
        begun = holding();
        break;
      case 1:
        begun = product(Clause::kContainers, Clause::kContent, Asked::kAmount);
        break;
      case 2:
        begun = product(Clause::kRate, Clause::kDuration, Asked::kMade);
        break;
      case 3:
        begun = purchase();
        break;
      default:
        begun = relation();
    }
    if (!begun) return std::nullopt;
    while (operations_ > 0) {
      if (random_.chance(0.12) && !number(Clause::kOther, between(2, 60))) return std::nullopt;
      if (!change()) return std::nullopt;
    }
    auto problem = story_.ask(questions_of(asked_), *current_, random_);
    if (problem) problem->words = words_.words();
    return problem;
  }

 private:
  std::int64_t between(std::int64_t low, std::int64_t high) { return random_.between(low, high); }

  std::optional<Claim> number(Clause clause, std::int64_t value) {
    const std::string name = story_.state(frames_of(clause), {value, "#", "", value}, random_);
    if (name.empty()) return std::nullopt;
    return claims::name(name);
  }

  // Joins what there is with a new quantity.
  bool join(Op op, const std::optional<Claim>& right, std::int64_t value) {
    if (!right || value < 0 || value > kLargest || operations_ == 0) return false;
    current_ = claims::binary(op, *current_, *right);
    value_ = value;
    --operations_;
    return true;
  }

  bool holding() {
    value_ = between(2, random_.chance(0.7) ? 60 : 400);
    current_ = number(Clause::kHolding, value_);
    return current_.has_value();
  }

  bool product(Clause one, Clause other, Asked asked) {
    const std::int64_t first = between(2, 20);
    const std::int64_t second = between(2, 12);
    current_ = number(one, first);
    if (!current_) return false;
    value_ = first;
    asked_ = asked;
    return join(Op::kMultiply, number(other, second), first * second);
  }

  // What is bought costs; from three operations on something else is bought too.
  bool purchase() {
    if (operations_ > 2) return false;
    const bool change = operations_ == 2;
    const std::int64_t count = between(2, 12);
    const std::int64_t price = between(2, 20);
    const std::int64_t cost = count * price;
    std::optional<Claim> purse;
    const bool purse_first = random_.chance(0.5);
    if (change && purse_first) purse = number(Clause::kPurse, cost + between(0, 80));
    if (!product_of(count, price)) return false;
    if (!change) return true;
    if (!purse_first) purse = number(Clause::kPurse, cost + between(0, 80));
    if (!purse) return false;
    current_ = claims::binary(Op::kSubtract, *purse, *current_);
    asked_ = Asked::kChange;
    operations_ = 0;
    return true;
  }
  bool product_of(std::int64_t count, std::int64_t price) {
    current_ = number(Clause::kPurchase, count);
    if (!current_) return false;
    asked_ = Asked::kCost;
    return join(Op::kMultiply, number(Clause::kPrice, price), count * price);
  }

  // Somebody else's share of the goods, as a relation; then both together, or changes of it.
  bool relation() {
    value_ = 2 * between(2, 60);
    const auto base = number(Clause::kHolding, value_);
    if (!base) return false;
    const std::int64_t own = value_;
    const auto other = related(base->name());
    if (!other) return false;
    --operations_;
    if (operations_ > 0 && random_.chance(0.6)) {
      current_ = base;
      asked_ = Asked::kTogether;
      if (!join(Op::kAdd, other, own + value_)) return false;
      if (operations_ > 0) return false;  // what changes then is nobody's
      return true;
    }
    current_ = other;
    asked_ = Asked::kOfQ;
    std::swap(story_.slots()['P'], story_.slots()['Q']);
    if (operations_ == 0) std::swap(story_.slots()['P'], story_.slots()['Q']);
    return true;
  }
  std::optional<Claim> related(const std::string& base) {
    Clause clause = Clause::kTimes;
    Story::Stated stated;
    stated.base = base;
    switch (random_.below(4)) {
      case 0:
        stated = {between(2, 9), "# * BASE", base, 0};
        stated.value = stated.number * value_;
        break;
      case 1:
        clause = Clause::kMore;
        stated = {between(2, 40), "BASE + #", base, 0};
        stated.value = value_ + stated.number;
        break;
      case 2:
        clause = Clause::kFewer;
        stated = {between(1, value_ - 1), "BASE - #", base, 0};
        stated.value = value_ - stated.number;
        break;
      default:
        clause = Clause::kHalf;
        stated = {2, "BASE / 2", base, value_ / 2};
    }
    const std::string name = story_.state(frames_of(clause), stated, random_);
    if (name.empty()) return std::nullopt;
    value_ = stated.value;
    return claims::name(name);
  }

  bool change() {
    const std::uint32_t percent = random_.below(100);
    if (operations_ == 1 && percent < 25) return share();
    if (operations_ >= 2 && percent < 20 && current_->op() == Op::kName) return lose_part();
    if (percent < 62) {
      const std::int64_t gain = between(2, 60);
      asked_ = Asked::kNow;
      return join(Op::kAdd, number(Clause::kGain, gain), value_ + gain);
    }
    if (value_ < 4) return false;
    const std::int64_t loss = between(2, value_ - 1);
    asked_ = Asked::kLeft;
    return join(Op::kSubtract, number(Clause::kLoss, loss), value_ - loss);
  }

  bool share() {
    std::vector<std::int64_t> divisors;
    for (std::int64_t d = 2; d <= 12; ++d)
      if (value_ % d == 0 && value_ > d) divisors.push_back(d);
    if (divisors.empty()) return false;
    const std::int64_t among = any_of(divisors, random_);
    asked_ = Asked::kSharePer;
    return join(Op::kDivide, number(Clause::kShare, among), value_ / among);
  }

  // Half of it, or some percent: two operations, the part and what is left.
  bool lose_part() {
    Clause clause = Clause::kGiveHalf;
    Story::Stated stated{2, "BASE / 2", current_->name(), value_ / 2};
    if (random_.chance(0.5)) {
      clause = Clause::kPercent;
      const std::int64_t percent = 10 * between(1, 9);
      if (value_ * percent % 100 != 0) return false;
      stated = {percent, "#% * BASE", current_->name(), value_ * percent / 100};
    } else if (value_ % 2 != 0) {
      return false;
    }
    const std::string name = story_.state(frames_of(clause), stated, random_);
    if (name.empty()) return false;
    --operations_;
    asked_ = Asked::kLeft;
    return join(Op::kSubtract, claims::name(name), value_ - stated.value);
  }

  RandomStream& random_;
  WordMaker words_;
  Story story_;
  std::size_t operations_ = 0;    // still to come
  std::optional<Claim> current_;  // what a question would ask for now
  std::int64_t value_ = 0;
  Asked asked_ = Asked::kAmount;
};

}  // namespace

std::optional<GeneratedProblem> draw_arithmetic(const ProblemShape& shape, const Target& target,
                                                RandomStream& random) {
  auto problem = ArithmeticDraw(shape, random).draw(target.depth);
  if (problem && problem->chain.text.size() < 2) return std::nullopt;
  return problem;
}

}  // namespace modus::tasks
