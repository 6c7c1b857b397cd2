// Strata of a program with `absent`: a relation comes after all that its rules use, and strictly
// after those whose absence they use. Internal to kg.
#pragma once

#include <cstddef>
#include <span>
#include <variant>
#include <vector>

namespace modus::kg {

struct Dependency {  // a rule's head uses a relation of its body
  std::size_t head = 0;
  std::size_t body = 0;
  bool absent = false;
};

// Stratum of each relation, from 0 and as low as possible; or a cycle through an absent dependency:
// relations r, ..., r, each depending on the next.
struct Cycle {
  std::vector<std::size_t> relations;
};
std::variant<std::vector<std::size_t>, Cycle> stratify(std::size_t relation_count,
                                                       std::span<const Dependency> dependencies);

}  // namespace modus::kg
