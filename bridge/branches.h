// The choices at the heads of steps that were not taken: what to come back to when a step is
// refused again and again.
//
//   boundary 6   s7 have modus_ponens s2 -0.3 (taken)   s7 have modus_ponens s1 -1.9   answer -4.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "neural/tokenizer.h"

namespace modus::bridge {

struct Branch {
  std::size_t boundary = 0;             // counted in accepted parts
  std::vector<neural::TokenId> tokens;  // from the boundary on
  float log_probability = 0;            // of all of them together
};

// A value. What was chosen is only noted down: it is sorted when somebody asks.
class Branches {
 public:
  // `path` was written behind the boundary, with this log-probability together; its last token was
  // chosen among `others`, whose tokens, rising, and log-probabilities behind the same beginning
  // are given.
  struct Other {
    neural::TokenId token = 0;
    float log_probability = 0;
  };
  void chose(std::size_t boundary, std::span<const neural::TokenId> path,
             std::vector<Other> others);

  // The most probable one that was never taken, and takes it; ties go to the lower boundary, then
  // to the lower tokens. nullopt: all were.
  std::optional<Branch> take_best();
  // Forgets those behind the first `boundaries` boundaries.
  void rollback(std::size_t boundaries);

 private:
  struct Note {
    std::size_t boundary = 0;
    std::vector<neural::TokenId> path;
    std::vector<Other> others;
  };
  void sort_in(const Note& note);

  struct Choices {  // behind one beginning
    std::vector<Other> untried;
    std::vector<neural::TokenId> known;  // tried or listed, rising
  };
  using AtBoundary = std::map<std::vector<neural::TokenId>, Choices>;  // by beginning
  std::vector<AtBoundary> boundaries_;
  std::vector<Note> notes_;  // not yet sorted in
};

}  // namespace modus::bridge
