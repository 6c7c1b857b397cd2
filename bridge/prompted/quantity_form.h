// The form of what a sentence of a word problem says of quantities.
//
//   vera_stamps = 12              ""
//   red_stamps = vera_stamps / 3  ""
//   stamps = stamps - 2           "`stamps` stands on both sides"
//   12 = vera_stamps              "... is not `NAME = ` and ..."
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "claims/chain.h"
#include "claims/claim.h"

namespace modus::bridge {

// Why a claim may not be read as a quantity beside the givens of a chain: of another form, defined
// by itself, or of a name that a given has a value for already, which then means something else.
// "" where it may.
std::string quantity_fault(const claims::Claim& claim, const claims::Chain& chain);

// What a sentence with one number may say: who or what it begins with, what it counts.
//   "Jason placed 131 erasers in the drawer."   jason_erasers = 131
std::optional<claims::Claim> plain_quantity(std::string_view sentence);

}  // namespace modus::bridge
