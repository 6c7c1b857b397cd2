// What prose says of dates, as claims over the calendar.
//
//   Two weeks after 3 March 2024 is 17 March 2024     ->   days_after(2024-03-03, 14) = 2024-03-17
//   It starts on March 3, 2024 and ends 14 days later, on 2024-03-17             the same
//   There are 14 days between 2024-03-03 and 2024-03-17   ->   days_between(..., ...) = 14
//   3 March 2024 is a Sunday; Sunday, 3 March 2024    ->   iso_weekday(2024-03-03) = 7
//   29 February 2023                                  ->   a claim without a value: no such day
//   3 months after 3 March 2024 is 3 June 2024        ->   days_after(2024-03-03, 92) = 2024-06-03
//   Two months after November is January              ->   (10 + 2) mod 12 = 0
#pragma once

#include <vector>

#include "claims/extract/date_items.h"
#include "claims/extract/extract.h"
#include "claims/extract/plain_math.h"

namespace modus::claims {

// Reads the sentences of one text in order: "two weeks later" counts from the one date that stands
// before it in its sentence, or else from the one date of the sentence before.
class Dates {
 public:
  // Spans are in the plain text. Nothing is read where a date has no year, days may be counted with
  // or without their ends, the month counted to has no such day, something is denied or rounded.
  std::vector<Reading> read(const PlainText& plain);

  // Of the sentence that was read last.
  const std::vector<DateItem>& dates() const { return dates_; }

 private:
  std::vector<DateItem> dates_;
};

}  // namespace modus::claims
