// A campaign's counts as a small file, so that it can go on another day.
//
//   modus soundness 1
//   seed 7
//   trials 250000
//   ...
//   count  operator  div  31833
//   wrong  17  2  wrong proved: the cited claims hold and it is false where ...
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tools/soundness/campaign.h"

namespace modus::soundness {

// Of the chains counted; offenders beyond them are found again by who goes on.
std::string checkpoint_text(const CampaignResult& result, std::uint64_t seed);

// Throws ConfigError, naming `path`, for what is no checkpoint and for another seed's.
CampaignResult read_checkpoint(std::string_view text, std::uint64_t seed, const std::string& path);

}  // namespace modus::soundness
