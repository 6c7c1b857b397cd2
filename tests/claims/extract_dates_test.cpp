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

struct Case {
  const char* prose;
  const char* claims;
};

class Dates : public testing::TestWithParam<Case> {};
TEST_P(Dates, AreReadAsClaims) { EXPECT_EQ(read(GetParam().prose), GetParam().claims); }

INSTANTIATE_TEST_SUITE_P(
    Table, Dates,
    testing::Values(Case{"Two weeks after 3 March 2024 is 17 March 2024.",
                         "days_after(2024-03-03, 14) = 2024-03-17"},
                    Case{"17 days before March 18, 2024 was March 1st, 2024.",
                         "days_after(2024-03-18, -17) = 2024-03-01"},
                    Case{"2024-03-17 is 14 days after the 3rd of March, 2024.",
                         "days_after(2024-03-03, 14) = 2024-03-17"},
                    Case{"3 March 2024 + 14 days = 17 March 2024",
                         "days_after(2024-03-03, 14) = 2024-03-17"},
                    Case{"It starts on 3 March 2024. Two weeks later, on 17 March 2024, it ends.",
                         "days_after(2024-03-03, 14) = 2024-03-17"},
                    Case{"There are 30 days between 1 March 2024 and 31 March 2024.",
                         "days_between(2024-03-01, 2024-03-31) = 30"},
                    Case{"From 1 March 2024 to 31 March 2024 is 40 days.",
                         "days_between(2024-03-01, 2024-03-31) = 40"},
                    Case{"3 March 2024 is a Monday.", "iso_weekday(2024-03-03) = 1"},
                    Case{"It was on Sunday, 3 March 2024.", "iso_weekday(2024-03-03) = 7"},
                    Case{"2024-02-28 is before 2024-03-01", "2024-02-28 < 2024-03-01"},
                    Case{"It ends on 29 February 2023.",
                         "calendar_date(2023, 2, 29) = calendar_date(2023, 2, 29)"},
                    Case{"3 months after 3 March 2024 is 3 June 2024.",
                         "days_after(2024-03-03, 92) = 2024-06-03"},
                    Case{"3 June 2025 is 2 years after 3 June 2023.",
                         "days_after(2023-06-03, 731) = 2025-06-03"},
                    Case{"One month before March 15, 2024 was February 16, 2024.",
                         "days_after(2024-03-15, -29) = 2024-02-16"},
                    Case{"It starts on Mar. 3, 2024 and ends two months later, on 4 May 2024.",
                         "days_after(2024-03-03, 61) = 2024-05-04"},
                    Case{"There are 5 months between 1 March 2024 and 1 June 2024.",
                         "days_between(2024-03-01, 2024-06-01) = 153"},
                    Case{"Two months after November is January.", "(10 + 2) mod 12 = 0"},
                    Case{"Three months before February is December.", "(1 - 3) mod 12 = 11"},
                    Case{"The answer is 17 March 2024.", "2024-03-17"}));

INSTANTIATE_TEST_SUITE_P(
    Unread, Dates,
    testing::Values(
        Case{"3 March 2024 is not a Monday.", ""}, Case{"Two weeks after 3 March is 18 March.", ""},
        Case{"There are 31 days between 1 March 2024 and 31 March 2024.", ""},
        Case{"14 business days after 3 March 2024 is 17 March 2024.", ""},
        Case{"One month after 31 January 2024 is 29 February 2024.", ""},
        Case{"Between 1 March 2024 and 3 March 2024 it rose. 5 days later is 9 March 2024", ""},
        Case{"There are 4 months between 1 March 2024 and 1 June 2024.", ""},
        Case{"There are 3 months between 1 March 2024 and 9 June 2024.", ""},
        Case{"Two months after March 2023 is May 2023.", ""}, Case{"They may come in May.", ""},
        Case{"2024-10-12 = 2002", ""}, Case{"The code is 2024-13-45.", ""},
        Case{"3 March 2024 comes on Sunday, 5 March 2024 too.", ""}));

}  // namespace
}  // namespace modus::claims
