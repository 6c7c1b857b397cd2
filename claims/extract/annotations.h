// Calculator annotations, and the number that is copied from each into the prose.
//
//   48/2 = <<48/2=24>>24 clips   ->   48 / 2 = 24
//   48/2 = <<48/2=24>>42 clips   ->   48 / 2 = 24, and 24 = 42 from the copy
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/extract/extract.h"

namespace modus::claims {

// Of one sentence, whose offset in the whole is `begin`; spans are in the whole. A copy that agrees
// says nothing new and is no reading.
std::vector<Reading> read_annotations(std::string_view sentence, std::size_t begin);

// The text as it was before they were put in; one that is not closed stays.
std::string without_annotations(std::string_view text);

}  // namespace modus::claims
