// Where a text stands in a grammar: every stack of the pushdown automaton that its bytes leave,
// mostly one. A value; its size is what is open, not what was written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bridge/text_guide/text_grammar.h"

namespace modus::bridge {

class Stacks {
 public:
  using State = TextGrammar::State;
  using Frame = TextGrammar::Frame;
  struct Top {
    State state = 0;
    std::uint32_t first_frame = 0;
    std::uint32_t frames = 0;
    std::uint32_t nesting = 0;
  };

  Stacks() = default;
  // One stack with nothing below the state: the end of its rule is the end of all that is known.
  Stacks(State state, std::uint32_t nesting) : tops_{{state, 0, 0, nesting}} {}

  bool alive() const { return ends_ || !tops_.empty(); }
  bool ends() const { return ends_; }  // the bottom is reached: nothing is left to be written
  std::span<const Top> tops() const { return tops_; }
  std::span<const Frame> frames(const Top& top) const {
    return std::span(frames_).subspan(top.first_frame, top.frames);
  }

  // Becomes the stacks of a text that has not begun.
  void begin(const TextGrammar& grammar);
  // Becomes what `from` is after a byte; `from` is another object.
  void advance(const TextGrammar& grammar, const Stacks& from, std::uint8_t byte);
  // Becomes what a stack of `from` is when the rule of its state is over. Requires a frame.
  void pop(const TextGrammar& grammar, const Stacks& from, const Top& top);

  // The bytes that may come next: bit b % 64 of word b / 64.
  std::array<std::uint64_t, 4> bytes(const TextGrammar& grammar) const;
  // The least number of bytes with which the text ends without nesting deeper.
  std::size_t need(const TextGrammar& grammar) const;
  std::size_t need_below(const TextGrammar& grammar, const Top& top) const;  // of the frames alone

  // The stacks in an order of their own, so that equal sets are equal keys.
  void write_key(std::vector<std::uint32_t>& key) const;

 private:
  void clear();
  void enter(const TextGrammar& grammar, State state, std::span<const Frame> below,
             std::uint32_t nesting);
  void add(const TextGrammar& grammar, const TextGrammar::Opening& opening,
           std::span<const Frame> below, std::uint32_t nesting);

  std::vector<Top> tops_;      // no two alike
  std::vector<Frame> frames_;  // of all tops, the outermost first
  bool ends_ = false;
};

}  // namespace modus::bridge
