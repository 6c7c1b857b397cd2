// Calculator annotations, and the number that is copied from each into the prose.
//
//   48/2 = <<48/2=24>>24 clips   ->   48 / 2 = 24
//   48/2 = <<48/2=24>>42 clips   ->   48 / 2 = 24, and 24 = 42 from the copy
#pragma once

#include <string_view>
#include <vector>

#include "claims/extract/extract.h"

namespace modus::claims {

// Of one sentence, whose offset in the whole is `begin`; spans are in the whole. A copy that agrees
// says nothing new and is no reading.
std::vector<Reading> read_annotations(std::string_view sentence, std::size_t begin);

}  // namespace modus::claims
