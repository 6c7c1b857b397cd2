// Many trials on a few threads, each with its own checker; the same findings whatever their number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/soundness/coverage.h"
#include "tools/soundness/judge.h"

namespace modus::soundness {

struct CampaignOptions {
  std::uint64_t count = 0;
  std::uint64_t seed = 0;
  unsigned threads = 2;
  unsigned second_opinion_every = 40;  // one chain in so many is asked of cvc5; 0: none
  std::uint64_t stop_after = 0;        // wrong verdicts; 0: never
};

struct Offender {
  std::uint64_t number = 0;  // of the chain
  std::size_t step = 0;
  std::string what;  // "wrong proved: ... where ...", "cvc5 disagrees"
};

struct CampaignResult {
  Coverage coverage;
  std::vector<Offender> offenders;  // by number
  std::size_t trials = 0;
  std::size_t witnesses = 0;
  std::size_t asked_agreed = 0;  // cvc5
  std::size_t asked_unknown = 0;
};

CampaignResult run_campaign(const CampaignOptions& options);

}  // namespace modus::soundness
