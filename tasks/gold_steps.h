// The steps of a ProverQA solution as claims.
//
//   fact1: Ann is kind.  rule: If Ann is kind, she is nice.  conclusion: Ann is nice.
//     -> premises kind(ann), kind(ann) -> nice(ann); conclusion nice(ann)
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace modus::tasks {

struct GoldStep {
  std::vector<std::string> premises;  // sentences: facts, then the rule
  std::string conclusion;
};
// Blocks that do not end in a conclusion are left out.
std::vector<GoldStep> gold_steps(std::string_view reasoning);

// The claim of a short sentence as a literal over the atoms of `rule`, its variables replaced by
// one of `constants` that the sentence names: the atom of whose predicate most words stand in the
// sentence, when it is the only one and at least kLeastShare of them do; negated when the sentence
// has an odd number of negations more than the predicate's name.
inline constexpr double kLeastShare = 0.6;
std::optional<claims::Claim> literal_in(std::string_view sentence, const claims::Claim& rule,
                                        const std::vector<std::string>& constants);

}  // namespace modus::tasks
