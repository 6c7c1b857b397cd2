// A sentence as dates, durations and the words between them.
//
//   "Two weeks after 3 March 2024, on a Sunday"
//     ->   duration 14 days, word after, date 2024-03-03, sign ,  word on, word a, weekday 7
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claims/calendar.h"
#include "claims/claim.h"

namespace modus::claims {

enum class DateItemKind : std::uint8_t {
  kDate,      // 2024-03-01  3 March 2024  the 3rd of March, 2024  March 3, 2024  Mar. 3, 2024
  kDuration,  // 14 days  two weeks
  kMonths,    // three months  2 years
  kMonth,     // March, with no day or no year
  kWeekday,
  kWord,  // lower case; a number that belongs to nothing is its digits
  kSign,  // one character
};

struct DateItem {
  DateItemKind kind = DateItemKind::kWord;
  std::string text;    // kWord, kSign
  Date date;           // kDate: as written; may be no day of the calendar
  int number = 0;      // kDuration: days; kMonths: months; kWeekday: 1 Monday .. 7 Sunday;
                       // kMonth: 1 January .. 12 December
  bool weeks = false;  // kDuration: said in weeks
  Span span;           // in the text
};

// Dates have a day, a month from 1 to 12 and a year of four digits, else they are none.
std::vector<DateItem> date_items(std::string_view text);

}  // namespace modus::claims
