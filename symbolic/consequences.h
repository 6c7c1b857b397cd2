// The literals that a few premises of classical logic entail, by their truth tables.
//
//   knight(ann) xor knave(ann)   knight(ann) <-> knave(bob)   knave(bob)
//     -> knight(ann), not knave(ann), knave(bob)
//
// For whoever chooses what to write next; verdicts come from the kernel.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "claims/claim.h"

namespace modus::symbolic {

struct Consequences {
  bool contradictory = false;           // no assignment makes all premises true
  std::vector<claims::Claim> literals;  // over the atoms of the premises; none if contradictory
};

inline constexpr std::size_t kMaxTableAtoms = 14;

// Quantifiers over entities and free variables stand for each of `names`. nullopt where a premise
// has more than atoms over names, connectives and `forall` in front, or where there would be more
// than kMaxTableAtoms atoms.
std::optional<Consequences> consequences(std::span<const claims::Claim> premises,
                                         std::span<const std::string> names);

}  // namespace modus::symbolic
