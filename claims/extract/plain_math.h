// Prose with its mathematics written plainly: LaTeX, typographic signs and calculator annotations
// taken out, every byte with the offset that it came from.
//
//   "\frac{1}{2} \times 24"          ->   "((1)/(2)) * 24"
//   "48/2 = <<48/2=24>>24 clips"     ->   "48/2 = 24 clips"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace modus::claims {

struct PlainText {
  std::string text;
  std::vector<std::size_t> offsets;  // one a byte, and one for the end
  std::vector<std::size_t> ends;     // one a byte: behind the sign that it was written for
  std::vector<Span>
      formulas;  // in the plain text: between $ and $, \\( and \\), ... without \\text

  // Where a part of the plain text came from. Requires one that is not empty.
  Span source(Span part) const { return {offsets[part.begin], ends[part.end - 1]}; }
};

// begin: the offset of `text` in the whole. Bounded: braces nest at most 8 deep, the rest stays.
PlainText plain_math(std::string_view text, std::size_t begin);

}  // namespace modus::claims
