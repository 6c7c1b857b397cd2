// What follows from supposing that one person is of one kind, by steps that use one testimony each.
//
//   Ann says that Bob is a knave. Bob said: "Ann and I are knights."
//     suppose knight(ann)   knave(bob) by Ann's testimony; no clash
//     suppose knave(ann)    knight(bob) by Ann's; a clash with Bob's
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "tasks/generate/testimony.h"

namespace modus::tasks {

// That somebody is of one kind, and why: by which testimony, and what was known before (indices
// into Supposition::known).
struct Known {
  std::size_t person = 0;
  bool knight = true;
  std::size_t testimony = 0;
  std::vector<std::size_t> from;
};

struct Supposition {
  std::vector<Known> known;            // first what is supposed: its testimony means nothing
  std::optional<Known> clash;          // its person and kind mean nothing
  std::optional<std::size_t> settles;  // index of what is known of the one asked about, if no clash
};

// Always the first testimony, in the order of the text, that says more; a clash before all.
Supposition suppose(const Island& island, std::size_t person, bool knight, std::size_t asked);

}  // namespace modus::tasks
