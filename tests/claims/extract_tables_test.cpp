#include "claims/extract/extract.h"

#include <gtest/gtest.h>

#include "claims/print.h"

namespace modus::claims {
namespace {

// What is claimed, joined by "; ".
std::string read(std::string_view text) {
  std::string told;
  for (const Reading& reading : extract(text).readings)
    told += (told.empty() ? "" : "; ") + print(reading.claim);
  return told;
}

std::string table(const std::string& head, const std::string& rows) {
  std::string rule;
  for (const char c : head) rule += c == '|' ? '|' : '-';
  return read(head + "\n" + rule + "\n" + rows);
}

TEST(Tables, TotalsAreSums) {
  EXPECT_EQ(table("| Day | Rolls | Cost |",
                  "| Mon | 12 | $5 |\n| Tue | 18 | $7 |\n| **Total** | 31 | $12 |"),
            "12 + 18 = 31; 5 + 7 = 12");
  EXPECT_EQ(table("| Name | May | June | Total |", "| Ann | 1,200 | 3 | 1,203 |"),
            "1200 + 3 = 1203");
}

TEST(Tables, AmountsTimesPrices) {
  EXPECT_EQ(table("| Item | Qty | Price | Total |",
                  "| Pens | 3 | 4 | 12 |\n| Ink | 2 | 5 | 11 |\n| Total | 5 | | 23 |"),
            "3 * 4 = 12; 2 * 5 = 11; 3 + 2 = 5; 12 + 11 = 23");
}

TEST(Tables, NothingIsReadThatNeedNotAddUp) {
  EXPECT_EQ(table("| Item | Price per kg |", "| a | 3 |\n| b | 4 |\n| Total | 3.5 |"), "")
      << "a rate";
  EXPECT_EQ(table("| Item | Share |", "| a | 33% |\n| b | 66% |\n| Total | 100% |"), "");
  EXPECT_EQ(table("| Item | Mass |", "| a | 3.33 |\n| b | 6.67 |\n| Total | 10.01 |"), "")
      << "rounded";
  EXPECT_EQ(table("| Item | Mass |", "| a | 3 |\n| b | ? |\n| Total | 10 |"), "");
  EXPECT_EQ(table("| Item | Mass |", "| a | 3 |\n| Subtotal | 3 |\n| b | 4 |\n| Total | 9 |"), "");
  EXPECT_EQ(read("| Item | Mass |\n| a | 3 |\n| b | 4 |\n| Total | 9 |"), "") << "no table";
}

}  // namespace
}  // namespace modus::claims
