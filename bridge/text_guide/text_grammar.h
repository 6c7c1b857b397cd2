// A grammar over bytes, compiled: rules, each of which may use others, as one pushdown automaton.
//
//   0 line      sequence({use(RuleId{1}, Nesting::kFlat), bytes("\n")})
//   1 claim     choice({bytes("true"), use(RuleId{2}, Nesting::kDeeper)})
//   2 brackets  sequence({bytes("("), use(RuleId{1}, Nesting::kFlat), bytes(")")})
//
// The language: what the rules give in at most max_nesting nested uses at a time, and with each of
// its prefixes so short that it can be ended within max_bytes without nesting deeper than it does.
// So nothing is accepted that cannot be ended. Immutable, thread-safe.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bridge/text_guide/expression.h"
#include "bridge/text_guide/rule_automaton.h"

namespace modus::bridge {

struct TextRule {
  std::string name;
  Expression pattern;
};

struct TextLimits {
  std::size_t max_bytes = 600;  // of a whole text
  std::size_t max_nesting = 32;
};

inline constexpr std::size_t kMaxTextRules = 1024;
inline constexpr std::size_t kMaxTextStates = 1u << 18;
inline constexpr std::size_t kMaxTextNesting = 1000;
inline constexpr std::size_t kMaxGuidedBytes = 1u << 20;

class TextGrammar {
 public:
  // The language of rules[0]. ConfigError: no rule or more than kMaxTextRules, a use of a rule that
  // is not there, a rule that matches the empty text or begins with itself, a language that is
  // empty or cannot be written without nesting, limits beyond the constants above, more than
  // kMaxTextStates states.
  TextGrammar(std::span<const TextRule> rules, const TextLimits& limits);

  // A state: within one rule. A frame: the state where a rule goes on when the rule that it uses is
  // over; kDeeperFrame is set where that use is nested.
  using State = std::uint32_t;
  using Frame = std::uint32_t;
  static constexpr Frame kDeeperFrame = 0x80000000u;
  static constexpr State kNoState = ~State{0};

  // What a text may begin with, without any bytes read: the frames to push, the first outermost,
  // and the state, which has steps by bytes.
  struct Opening {
    State state = 0;
    std::uint32_t first_frame = 0;
    std::uint16_t frames = 0;
    std::uint16_t deeper = 0;  // how many of the frames are nested
  };

  State start() const { return start_; }
  std::size_t size() const { return states_.size(); }
  const TextLimits& limits() const { return limits_; }

  // The state after a byte, or kNoState.
  State next(State state, std::uint8_t byte) const {
    const States& of = states_[state];
    const std::uint64_t word = of.bytes[byte / 64];
    const std::uint64_t bit = std::uint64_t{1} << (byte % 64);
    if ((word & bit) == 0) return kNoState;
    std::uint32_t rank = static_cast<std::uint32_t>(std::popcount(word & (bit - 1)));
    for (std::size_t i = 0; i < byte / 64u; ++i)
      rank += static_cast<std::uint32_t>(std::popcount(of.bytes[i]));
    return targets_[of.first_target + rank];
  }
  // The bytes that have a step: bit b % 64 of word b / 64.
  const std::array<std::uint64_t, 4>& bytes(State state) const { return states_[state].bytes; }
  std::span<const Opening> openings(State state) const {
    return std::span(openings_).subspan(states_[state].first_opening, states_[state].openings);
  }
  std::span<const Frame> frames(const Opening& opening) const {
    return std::span(frames_).subspan(opening.first_frame, opening.frames);
  }
  bool final(State state) const { return states_[state].final; }
  // The least number of bytes to the end of the state's rule without nesting.
  std::size_t need(State state) const { return states_[state].need; }

 private:
  struct States {
    std::array<std::uint64_t, 4> bytes = {};
    std::uint32_t first_target = 0;
    std::uint32_t first_opening = 0, openings = 0;
    std::uint32_t need = 0;
    bool final = false;
  };
  friend class GrammarCompiler;

  TextLimits limits_;
  State start_ = 0;
  std::vector<States> states_;
  std::vector<State> targets_;  // by state, then by byte
  std::vector<Opening> openings_;
  std::vector<Frame> frames_;
};

}  // namespace modus::bridge
