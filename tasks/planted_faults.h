// One local fault, planted into a solution with calculator annotations. What is planted is judged
// by the claim language's own parser and evaluator, never by the reader of prose that is being
// tested.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace modus::tasks {

enum class FaultKind : std::uint8_t {
  kNumber,    // the stated result is changed:          <<48/2=24>>24  ->  <<48/2=26>>26
  kOperator,  // an operator of the annotation:         <<48/2=24>>24  ->  <<48+2=24>>24
  kCopied,    // the number copied from the annotation: <<48/2=24>>24  ->  <<48/2=24>>27
  kOperand,   // a number of the prose before it: 48/2 = <<48/2=24>>24 ->  41/2 = <<48/2=24>>24
};
std::string_view to_string(FaultKind kind);

struct PlantedFault {
  std::string solution;
  std::size_t offset = 0;  // where it was changed
};

// nullopt where nothing in the solution takes this fault: only true annotations that calculate do,
// and the change makes a false equation of a true one. random decides where and how.
std::optional<PlantedFault> plant(std::string_view solution, FaultKind kind, RandomStream& random);

}  // namespace modus::tasks
