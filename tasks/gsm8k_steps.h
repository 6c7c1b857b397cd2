// GSM8K solutions as they are and with one planted local fault each: does the checker stay silent on
// the first and point at the sentence of the second?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "tasks/eval_result.h"

namespace modus::tasks {

enum class FaultKind : std::uint8_t {
  kNumber,    // the stated result is changed:          <<48/2=24>>24  ->  <<48/2=26>>26
  kOperator,  // an operator of the annotation:         <<48/2=24>>24  ->  <<48+2=24>>24
  kCopied,    // the number copied from the annotation: <<48/2=24>>24  ->  <<48/2=24>>42
};
std::string_view to_string(FaultKind kind);

struct PlantedFault {
  std::string solution;
  std::size_t offset = 0;  // where it was changed
};

// nullopt where no annotation of the solution takes this fault. random decides which one and how.
std::optional<PlantedFault> plant(std::string_view solution, FaultKind kind, RandomStream& random);

// figures: accuracy (share right over untouched and faulty solutions), faults_found, found_number,
// found_operator, found_copied, false_alarms, read (share of sentences understood).
EvalResult eval_gsm8k_steps(const EvalOptions& options);

}  // namespace modus::tasks
