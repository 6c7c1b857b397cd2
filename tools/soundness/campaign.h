// Many trials on a few threads, each with its own checker; the same findings whatever their number.
// Chains are judged in blocks of kBlock. What is counted are whole blocks, the first ones of a
// seed, so that a campaign that was cut short goes on where it stood.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tools/soundness/coverage.h"
#include "tools/soundness/judge.h"

namespace modus::soundness {

inline constexpr std::uint64_t kBlock = 100;  // chains

struct Offender {
  std::uint64_t number = 0;  // of the chain
  std::size_t step = 0;
  std::string what;  // "wrong proved: ... where ...", "cvc5 disagrees"
  bool operator==(const Offender&) const = default;
};

struct CampaignResult {
  Coverage coverage;
  std::vector<Offender> offenders;  // by number
  std::uint64_t trials = 0;         // the chains 0 .. trials - 1 of the seed
  std::uint64_t witnesses = 0;
  std::uint64_t asked_agreed = 0;  // cvc5
  std::uint64_t asked_unknown = 0;
};

struct CampaignOptions {
  std::uint64_t count = 0;
  std::uint64_t seed = 0;
  unsigned jobs = 2;
  unsigned second_opinion_every = 40;       // one chain in so many is asked of cvc5; 0: none
  std::uint64_t stop_after = 0;             // wrong verdicts; 0: never
  double seconds = 0;                       // wall time after which no chain is begun; 0: no limit
  const std::atomic<bool>* stop = nullptr;  // set from outside: as if the time were over

  // Both may be called by any thread, one call at a time.
  std::function<void(const Offender&)> on_offender;            // as soon as it is found
  std::function<void(const CampaignResult&)> on_more_counted;  // after each block
};

// Goes on after the chains that `so_far` counts. With `stop_after` the offenders may lie beyond the
// chains counted.
CampaignResult run_campaign(const CampaignOptions& options, CampaignResult so_far);

}  // namespace modus::soundness
