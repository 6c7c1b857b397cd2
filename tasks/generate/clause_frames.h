// Frames of arithmetic stories: a sentence with slots, and the name of the quantity that it states.
//
//   "P buys # more Gs."   name "P buy G"      Nora buys 7 more stamps.   nora_buy_stamp = 7
//
// A name is at most four words of its own clause, in order: who does what with how many of what;
// nouns singular, a third person in its base form, a past tense as it is. A question's name is at
// most three, next to each other up to words that carry nothing. Slots: P Q persons, G H what is
// counted, C what contains it, L a place, F those who get a share; with a small s behind it the
// plural. `#` is the number. Words that mean a step of time or money (T, M) are slots too, so that
// rates and prices vary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace modus::tasks {

struct ClauseFrame {
  std::string_view text;
  std::string_view name;
};

enum class Clause : std::uint8_t {
  kHolding,     // P has # Gs.
  kOther,       // Q has # Hs: a distractor, or another part of a sum
  kGain,        // P gets # more Gs.
  kLoss,        // P loses # Gs.
  kContainers,  // P has # Cs.
  kContent,     // Each C holds # Gs.
  kPurchase,    // P buys # Gs.
  kPrice,       // Each G costs # Ms.
  kPurse,       // P has # Ms.
  kRate,        // P makes # Gs every T.
  kDuration,    // P works for # Ts.
  kShare,       // P shares the Gs equally among # Fs.
  kTimes,       // Q has # times as many Gs as P.
  kMore,        // Q has # more Gs than P.
  kFewer,       // Q has # fewer Gs than P.
  kHalf,        // Q has half as many Gs as P.
  kGiveHalf,    // P gives half of the Gs to Q.
  kPercent,     // P gives #% of the Gs to Q.
};
std::span<const ClauseFrame> frames_of(Clause clause);

// Questions: text, and the name of what is asked.
enum class Asked : std::uint8_t {
  kNow,       // How many Gs does P have now?
  kLeft,      // How many Gs does P have left?
  kAmount,    // How many Gs are there?
  kTogether,  // How many Gs do P and Q have together?
  kSharePer,  // How many Gs does each F get?
  kCost,      // How many Ms does P pay?
  kChange,    // How many Ms does P have left?
  kMade,      // How many Gs does P make?
  kOfQ,       // How many Gs does Q have?
};
std::span<const ClauseFrame> questions_of(Asked asked);

// Every way to put one clause behind another and ask a question: the number of combinations of two
// to five frames that stories are made of.
std::size_t frame_combinations();

}  // namespace modus::tasks
