// Where the parts of a chain's drawing stand: one box a step, from top to bottom; support arrows in
// lanes left of the boxes; what the verdict rests on in a note beside its step. Pure geometry in
// pixels, no drawing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/verdict.h"

namespace modus::app {

inline constexpr std::size_t kMaxDrawnSteps = 300;  // later steps are counted, not drawn

struct StepBox {
  std::size_t step = 0;  // index in the chain
  double x = 0, y = 0, width = 0, height = 0;
  std::string title;               // "s3  have"
  std::string badge;               // "unproved"
  std::vector<std::string> claim;  // wrapped
  std::vector<std::string> below;  // the sentence read, `by ...`: small print, wrapped
  std::vector<std::string> note;   // counter-model, right value, rules: beside the box, wrapped
};

// From the lower left of the cited box, along a lane, into the upper left of the citing one.
struct Arrow {
  std::size_t from = 0, to = 0;  // indices in boxes
  double lane_x = 0, from_y = 0, to_y = 0;
  bool used = true;  // false: cited, and the verdict did not need it
};

// An open assumption: a line beside the boxes between assume, case or fix and its discharge.
struct ScopeLine {
  double x = 0, top = 0, bottom = 0;
};

struct ChainLayout {
  std::vector<StepBox> boxes;
  std::vector<Arrow> arrows;  // by citing box, then by cited box
  std::vector<ScopeLine> scopes;
  double width = 0, height = 0;
  std::size_t left_out = 0;  // steps beyond kMaxDrawnSteps
};

// Sizes of the one monospaced face that is used, in pixels.
inline constexpr double kFontSize = 13;
inline constexpr double kSmallFontSize = 11;
inline constexpr double kLineHeight = 18;
inline constexpr double kSmallLineHeight = 15;
inline constexpr double kPadding = 10;
inline constexpr double kMargin = 24;
inline constexpr double kTop = 62;      // room for title and reason
inline constexpr double kNoteGap = 22;  // between a box and its note
inline constexpr double kNoteWidth = 330;

// Requires result.steps to be one a step of the chain, in order.
ChainLayout lay_out(const claims::Chain& chain, const symbolic::ChainResult& result);

// Breaks a text into lines of at most `columns` code points, at spaces where there are any.
std::vector<std::string> wrap(const std::string& text, std::size_t columns);

}  // namespace modus::app
