// Are the checker's verdicts on a chain right? Small models are the witnesses: a step called proved
// whose claim fails in a model where everything it rests on holds was wrongly proved.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/random.h"
#include "claims/chain.h"
#include "symbolic/verdict.h"
#include "tools/soundness/model.h"

namespace modus::soundness {

enum class Wrong : std::uint8_t { kProved, kRefuted, kUnproved, kAccepted, kInconsistent };
std::string_view to_string(Wrong wrong);  // "wrong proved", ...

struct Finding {
  std::size_t step = 0;  // index; the chain's last for findings about the whole
  Wrong wrong = Wrong::kProved;
  std::string why;  // with the model
};

struct Judgement {
  std::vector<Finding> findings;
  std::size_t witnesses = 0;  // verdicts that were compared with at least one model of the premises
};

Judgement judge_classical(const claims::Chain& chain, const World& world,
                          const symbolic::ChainResult& result, RandomStream random);

}  // namespace modus::soundness
