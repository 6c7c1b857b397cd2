// Code that calculates, in a fenced block: what its comments, asserts and the prose round it say
// of values that its lines give. Values stand in the place of names.
//
//   total = 3 * 12     # 36       ->   3 * 12 = 36
//   total += 5         # 40       ->   36 + 5 = 40
//   assert total == 41            ->   36 + 5 = 41
//   so `total` is 41              ->   36 + 5 = 41      outside the block
#pragma once

#include <string_view>
#include <vector>

#include "claims/extract/extract.h"

namespace modus::claims {

struct CodeLine {
  Span span;
  bool understood = false;  // an assignment, print, assert or import
};

struct Code {
  std::vector<Reading> readings;  // in text order, spans in the whole
  std::vector<CodeLine> lines;    // of the blocks, without comments and blank lines; in text order
};

// Blocks between ``` and ``` without a language or in Python, where a line assigns. Behind a line
// that is not understood (a loop, a branch, a call) no name has a value: it may have changed it.
Code read_code(std::string_view text);

}  // namespace modus::claims
