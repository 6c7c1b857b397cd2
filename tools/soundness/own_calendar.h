// The oracle's own calendar: it counts days one month after the other from a day whose weekday is
// known. Nothing here is shared with the checker.
//
//   1 January 2000   ->   day 0, a Saturday
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tools/soundness/own_functions.h"

namespace modus::soundness {

// nullopt for what is no day of the years 1000 to 9999: the 30th of February.
std::optional<std::int64_t> own_day(std::int64_t year, std::int64_t month, std::int64_t day);
int own_weekday(std::int64_t day);  // 1 Monday .. 7 Sunday
// "2024-03-01"; nullopt beyond the years that can be written.
std::optional<std::string> own_date(std::int64_t day);

bool is_calendar_function(std::string_view name);  // calendar_date, days_between, ...
Applied calendar_function(std::string_view name, std::span<const Fraction> arguments);

}  // namespace modus::soundness
