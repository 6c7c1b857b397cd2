// Dates of the proleptic Gregorian calendar as Julian day numbers (Richards, Explanatory Supplement
// to the Astronomical Almanac, 2013, 15.11): one whole number a day.
//
//   2024-03-01   ->   2460371       weekday 5, a Friday
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "claims/claim.h"
#include "claims/number.h"

namespace modus::claims {

inline constexpr std::string_view kDayNumberUnit = "jdn";  // of the dimension `date`

struct Date {
  int year = 0;  // 1000 .. 9999
  int month = 0;
  int day = 0;
  bool operator==(const Date&) const = default;
};

bool looks_like_date(std::string_view text);  // "2023-02-29": ten characters, four-two-two digits
std::optional<Date> parse_date(std::string_view text);  // "2024-03-01": the same, and a real day
std::string print_date(const Date& date);

std::optional<Integer> day_number(const Date& date);  // nullopt for the 30th of February
std::optional<Date> date_of(const Integer& day_number);
int weekday(const Integer& day_number);  // 1 Monday .. 7 Sunday (ISO 8601)

// calendar_date(2024, 3, 1), the claim that the literal stands for, and back; nullopt for every
// other claim, and where a part is no literal as the date's parts are written.
Claim date_term(const Date& date);
std::optional<Date> written_date(const Claim& claim);

}  // namespace modus::claims
