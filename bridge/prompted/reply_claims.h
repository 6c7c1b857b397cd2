// What a model wrote as claims. Small slips of form are forgiven, since what is meant is checked
// against the sentence afterwards: bullets and marks around a line, capitals, `forall X:` before a
// rule, another form of a name that the chain has already.
//
//   "- `Kind(Ann)`."                      kind(ann)
//   "follow(old_goat, vera)", known follows/2     follows(old_goat, vera)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::bridge {

struct ReplyClaims {
  std::vector<claims::Claim> claims;
  std::string line;    // the first that is no claim
  std::string reason;  // why; "" where all lines are
};

// One claim a line, to the first blank line or eight of them. Under `logic directed` a conjunction
// becomes its members, and a rule with several heads several rules. `known` are the names of the
// chain so far.
ReplyClaims reply_claims(std::string_view reply, claims::Logic logic,
                         const claims::Signature& known);

// A line without what a model puts around a claim: "1. s3 given Kind(Ann) @2." is "kind(ann)".
std::string bare_claim(std::string_view line);

// The claim with the chain's own names where a name is but another form of one.
claims::Claim with_known_names(const claims::Claim& claim, const claims::Signature& known);

}  // namespace modus::bridge
