// An arithmetic story as it grows: sentences, the quantities that they state, and the chain.
//
//   Nora has 12 stamps.               s1 given nora_stamp = 12  @1
//   Tom has 3 times as many stamps as Nora.   s2 given tom_stamp = 3 * nora_stamp  @2
//   How many stamps do Nora and Tom have together?   ask X: stamp_nora_tom_together = X
//     s3  have  tom_stamp = 36  by calculate s1 s2
//     s4  let   stamp_nora_tom_together := nora_stamp + tom_stamp
//     s5  have  stamp_nora_tom_together = 48  by calculate s1 s3
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "claims/chain.h"
#include "tasks/generate.h"
#include "tasks/generate/clause_frames.h"
#include "tasks/generate/word_maker.h"

namespace modus::tasks {

inline constexpr auto kMoney = std::to_array<std::string_view>({"dollar", "coin", "euro", "token"});

struct SlotWord {
  std::string singular;      // as in a name: stamp
  std::string written;       // stamp, Nora
  std::string plural;        // stamps
  std::string pronoun = {};  // of a subject: She
};
SlotWord noun_slot(std::string_view stem);
SlotWord person_slot(WordMaker& words, RandomStream& random);
using Slots = std::map<char, SlotWord>;  // 'G' -> stamp

class Story {
 public:
  explicit Story(Slots slots) : slots_(std::move(slots)) {}

  Slots& slots() { return slots_; }

  // One sentence in any of the frames, with a pronoun where the subject stays the same. The name of
  // its quantity; empty where every frame tried would name a quantity twice.
  struct Stated {
    std::int64_t number = 0;
    std::string_view pattern = "#";  // "# * BASE", "BASE + #": the right side of the equation
    std::string base;                // the name that stands for BASE
    std::int64_t value = 0;
  };
  std::string state(std::span<const ClauseFrame> frames, const Stated& stated,
                    RandomStream& random);

  // The problem that asks for the expression over stated names; nullopt where the question's name
  // is taken.
  std::optional<GeneratedProblem> ask(std::span<const ClauseFrame> questions,
                                      const claims::Claim& expression, RandomStream& random);

 private:
  struct Quantity {
    std::int64_t value = 0;
    claims::StepId given;
    std::optional<claims::StepId> step;  // that says its value
    std::string base;                    // of a relation
  };

  std::string fill(std::string_view text, std::string_view number) const;
  std::string name_of(std::string_view name) const;
  std::size_t place_of(const std::string& name) const;
  void add_given(const std::string& name, const claims::Claim& right,
                 std::vector<std::size_t> sentences);
  // Steps that calculate an expression, one operation each.
  claims::StepId settle(const claims::Claim& expression);
  std::vector<claims::StepId> operands(const claims::Claim& expression);
  std::int64_t value_of(const claims::Claim& expression) const;
  claims::StepId have(claims::Claim claim, std::vector<claims::StepId> cites);

  Slots slots_;
  claims::Chain chain_;
  std::map<std::string, Quantity> quantities_;
  std::vector<std::string> templates_;
  std::string subject_;  // of the last sentence: a pronoun may stand for it; empty: nobody
};

}  // namespace modus::tasks
