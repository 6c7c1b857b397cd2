// Learning the merges of a byte-pair encoding (Sennrich et al. 2016, algorithm 1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "neural/vocabulary.h"

namespace modus::neural {

// Merges the most frequent neighbours, ties to the lower pair of ids, until `size` tokens are
// there. Two neighbours that spell a token are left apart, so that a reserved token is never part
// of a longer word. piece_counts: pieces that begin words. ConfigError where the pieces give fewer
// tokens.
Vocabulary learn_merges(Vocabulary base, const std::map<std::string, std::uint64_t>& piece_counts,
                        std::size_t size);

}  // namespace modus::neural
