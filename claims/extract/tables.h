// Tables in Markdown whose words say that they add up.
//
//   | Item  | Rolls | Price |         | Item | Qty | Price | Total |
//   |-------|-------|-------|         |------|-----|-------|-------|
//   | Mon   | 12    | 5     |         | Pens | 3   | 4     | 12    |   ->   3 * 4 = 12
//   | Tue   | 18    | 7     |
//   | Total | 30    | 12    |   ->   12 + 18 = 30; 5 + 7 = 12
#pragma once

#include <string_view>
#include <vector>

#include "claims/extract/extract.h"

namespace modus::claims {

// The last row is a total where its first cell says so: each column of numbers is a sum, but for
// rates (per, each, average, %). The last column is one where its head says so: a product where the
// two columns before it are an amount and a price, else the sum of the row. A column or row with a
// cell that is no plain number stays unread; so does a sum of decimals that is off by their
// rounding. Spans are those of the totals.
std::vector<Reading> read_tables(std::string_view text);

}  // namespace modus::claims
