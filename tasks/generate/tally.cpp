// Word problems that count over several occasions: each number is said or compared with an earlier
// one, then the whole is asked for, or what becomes of it.
//
//   The bakery makes 12 buns in the morning. At noon it makes twice as many buns as in the morning.
//   All the buns are packed evenly in 4 boxes. How many buns are in each box?
#include <algorithm>
#include <span>

#include "tasks/generate/story.h"
#include "tasks/generate/tally_frames.h"
#include "tasks/generate/world.h"
#include "tasks/template_words.h"

namespace modus::tasks {
namespace {

using namespace tally;
using claims::Claim;
using claims::Op;

constexpr std::int64_t kLargestTally = 5000;

template <typename Nouns>
SlotWord noun_but(const std::string& stem, const Nouns& nouns, RandomStream& random) {
  SlotWord noun;
  do noun = noun_slot(any_of(nouns, random));
  while (noun.singular == stem);
  return noun;
}

Slots draw_tally_slots(WordMaker& words, RandomStream& random) {
  Slots slots;
  if (random.chance(0.35)) {
    slots['P'] = person_slot(words, random);
  } else {
    const std::string place(any_of(kPlaces, random));
    slots['P'] = {place, "the " + place, plural_of(place), "It"};
  }
  const Verb& verb = any_of(kVerbs, random);
  const bool past = random.chance(0.4);
  const std::string written(past ? verb.past : verb.base);
  slots['V'] = {written, written, std::string(past ? verb.past : verb.third)};
  slots['W'] = noun_slot(verb.base);
  slots['U'] = noun_slot(past ? "did" : "does");
  slots['G'] = noun_slot(words.draw(WordClass::kGoods, random));
  slots['F'] = noun_but(slots['G'].singular, kBoxes, random);
  slots['M'] = noun_but(slots['G'].singular, kMoney, random);
  return slots;
}

// What becomes of the whole.
enum class End { kNothing, kShared, kBoxed, kPriced, kReduced };

class TallyDraw {
 public:
  TallyDraw(const ProblemShape& shape, RandomStream& random)
      : random_(random),
        words_(shape.split, shape.invented_words),
        story_(draw_tally_slots(words_, random)),
        occasions_(any_of(kOccasions, random)) {}

  std::optional<GeneratedProblem> draw(std::size_t operations) {
    plan(operations);
    for (std::size_t i = 0; i < occasions_wanted_; ++i)
      if (!count(i)) return std::nullopt;
    const auto questions = become();
    if (questions.empty()) return std::nullopt;
    auto problem = story_.ask(questions, *whole_, random_);
    if (problem) problem->words = words_.words();
    return problem;
  }

 private:
  // Operations: one for each occasion but the first, one for each comparison, one for what becomes
  // of the whole.
  void plan(std::size_t operations) {
    if (operations > 1 && random_.chance(0.6)) {
      end_ = static_cast<End>(random_.between(1, 4));
      --operations;
    }
    const std::size_t least = operations > 2 ? 3 : 2;
    occasions_wanted_ = operations == 1 ? 2 : operations == 2 && random_.chance(0.5) ? 3 : least;
    compared_ = operations + 1 - occasions_wanted_;
    if (compared_ >= occasions_wanted_) {  // more than there is to compare: the whole as well
      compared_ = occasions_wanted_ - 1;
      if (end_ == End::kNothing) end_ = static_cast<End>(random_.between(1, 4));
    }
  }

  std::int64_t between(std::int64_t low, std::int64_t high) { return random_.between(low, high); }

  bool count(std::size_t i) {
    story_.slots()['X'] = slot_of(occasions_[i]);
    const std::size_t comparable = occasions_wanted_ - i;  // this and those to come
    const bool compares =
        i > 0 && compared_ > 0 && random_.below(static_cast<std::uint32_t>(comparable)) < compared_;
    const std::optional<std::string> name = compares ? compare(i) : plain();
    if (!name) return false;
    names_.push_back(*name);
    const Claim named = claims::name(*name);
    whole_ = whole_ ? claims::binary(Op::kAdd, *whole_, named) : named;
    value_ += values_.back();
    return value_ <= kLargestTally;
  }

  std::optional<std::string> plain() { return stated(kCounted, of(2 * between(2, 60))); }

  std::optional<std::string> compare(std::size_t i) {
    --compared_;
    const std::size_t earlier = random_.below(static_cast<std::uint32_t>(i));
    story_.slots()['Y'] = slot_of(occasions_[earlier]);
    const std::int64_t base = values_[earlier];
    Story::Stated fact = of(2);
    fact.base = names_[earlier];
    switch (random_.below(5)) {
      case 0:
        fact.pattern = "2 * BASE";
        fact.value = 2 * base;
        return stated(kTwice, fact);
      case 1:
        fact.number = between(3, 9);
        fact.pattern = "# * BASE";
        fact.value = fact.number * base;
        return stated(kTimes, fact);
      case 2:
        if (base % 2 != 0) return std::nullopt;
        fact.pattern = "BASE / 2";
        fact.value = base / 2;
        return stated(kHalf, fact);
      case 3:
        fact.number = between(2, 40);
        fact.pattern = "BASE + #";
        fact.value = base + fact.number;
        return stated(kMore, fact);
      default:
        if (base < 3) return std::nullopt;
        fact.number = between(1, base - 1);
        fact.pattern = "BASE - #";
        fact.value = base - fact.number;
        return stated(kFewer, fact);
    }
  }

  std::optional<std::string> stated(std::span<const ClauseFrame> frames, Story::Stated fact) {
    const std::string name = story_.state(frames, fact, random_);
    if (name.empty()) return std::nullopt;
    values_.push_back(fact.value);
    return name;
  }

  static Story::Stated of(std::int64_t number) { return {number, "#", "", number}; }

  static SlotWord slot_of(const Occasion& occasion) {
    return {std::string(occasion.name), std::string(occasion.written),
            std::string(occasion.written)};
  }

  // What becomes of the whole, and what is asked then; empty where the numbers do not allow it.
  std::span<const ClauseFrame> become() {
    switch (end_) {
      case End::kNothing:
        return kWhole;
      case End::kShared:
        return parted(kParted, kInEach);
      case End::kBoxed:
        return parted(kHeld, kNeeded);
      case End::kPriced: {
        const std::int64_t price = between(2, 12);
        return joined(kWorth, price, Op::kMultiply) ? std::span(kEarned)
                                                    : std::span<const ClauseFrame>();
      }
      default: {
        const std::int64_t lost = between(2, value_ - 1);
        return joined(kLost, lost, Op::kSubtract) ? std::span(kRemaining)
                                                  : std::span<const ClauseFrame>();
      }
    }
  }

  std::span<const ClauseFrame> parted(std::span<const ClauseFrame> frames,
                                      std::span<const ClauseFrame> questions) {
    std::vector<std::int64_t> divisors;
    for (std::int64_t d = 2; d <= 20; ++d)
      if (value_ % d == 0 && value_ > d) divisors.push_back(d);
    if (divisors.empty() || !joined(frames, any_of(divisors, random_), Op::kDivide)) return {};
    return questions;
  }

  bool joined(std::span<const ClauseFrame> frames, std::int64_t number, Op op) {
    const auto name = stated(frames, of(number));
    if (name) whole_ = claims::binary(op, *whole_, claims::name(*name));
    return name.has_value();
  }

  RandomStream& random_;
  WordMaker words_;
  Story story_;
  const std::array<Occasion, kMostOccasions>& occasions_;
  End end_ = End::kNothing;
  std::size_t occasions_wanted_ = 2, compared_ = 0;
  std::vector<std::string> names_;
  std::vector<std::int64_t> values_;
  std::optional<Claim> whole_;  // the sum so far
  std::int64_t value_ = 0;
};

}  // namespace

std::optional<GeneratedProblem> draw_tally(const ProblemShape& shape, const Target& target,
                                           RandomStream& random) {
  auto problem = TallyDraw(shape, random).draw(target.depth);
  if (problem) problem->family = Family::kTally;
  return problem;
}

}  // namespace modus::tasks
