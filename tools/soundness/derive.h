// Claims that follow, or nearly follow, from others by the usual moves: detaching, instantiating,
// weakening, computing. Which of them really follow is for the checker to say.
#pragma once

#include <span>
#include <vector>

#include "tools/soundness/claim_maker.h"
#include "tools/soundness/model.h"

namespace modus::soundness {

struct DeriveContext {
  const Scope& scope;
  const World& world;
  std::span<const Model* const> models;  // where the premises hold
};

claims::Claim derive(std::span<const claims::Claim> premises, const DeriveContext& context,
                     RandomStream& random);

// The value as somebody would write it: 54, 2.25, 7 / 3, with its unit.
claims::Claim written(const Fraction& value, const std::string& unit);

}  // namespace modus::soundness
