// What a question for an amount counts where it has no noun for it.
//
//   "How much do 6 caps cost?"      dollars, cents
//   "How far can she drive?"        miles, feet, ...
//   "How long does it take?"        minutes, hours, ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bridge/asked_about.h"
#include "claims/number.h"

namespace modus::bridge {

// The units that may answer it; empty where it asks for no measure.
std::vector<std::string> units_asked_for(const SentenceTokens& question);

// "$14.02": the number of this value has a dollar sign before it.
bool is_in_dollars(std::string_view sentence, const claims::Rational& value);

}  // namespace modus::bridge
