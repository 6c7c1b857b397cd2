#include "claims/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "base/error.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "claims/definedness.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"

namespace modus::claims {
namespace {

std::string ground(std::string_view text) {
  return to_string(evaluate_ground(parse_claim(text, "test")));
}

TEST(Calendar, DayNumbersAreJulian) {
  EXPECT_EQ(*day_number({2000, 1, 1}), 2451545);
  EXPECT_EQ(*day_number({1858, 11, 17}), 2400001);
  EXPECT_EQ(*date_of(2460371), (Date{2024, 3, 1}));
  EXPECT_FALSE(day_number({2023, 2, 29}));
  EXPECT_FALSE(day_number({1900, 2, 29})) << "proleptic Gregorian: no leap year";
  EXPECT_TRUE(day_number({2000, 2, 29}));
  EXPECT_EQ(weekday(*day_number({2024, 3, 1})), 5) << "a Friday";
}

// The standard library's calendar is the judge.
RC_GTEST_PROP(CalendarProperty, AgreesWithTheStandardLibrary, ()) {
  using namespace std::chrono;
  const int days = *rc::gen::inRange(-350'000, 2'900'000);  // the years 1012 to 9909
  const sys_days point{std::chrono::days{days}};
  const year_month_day civil{point};
  const Date date{static_cast<int>(civil.year()), static_cast<int>(unsigned(civil.month())),
                  static_cast<int>(unsigned(civil.day()))};
  const Integer number = *day_number(date);
  RC_ASSERT(number == Integer(2440588 + days));
  RC_ASSERT(*date_of(number) == date);
  RC_ASSERT(weekday(number) == static_cast<int>(std::chrono::weekday{point}.iso_encoding()));
  RC_ASSERT(*parse_date(print_date(date)) == date);
}

TEST(Calendar, DatesAreLiterals) {
  EXPECT_EQ(print(parse_claim("day = 2024-03-01", "test")), "day = 2024-03-01");
  EXPECT_EQ(print(parse_claim("x = 2024 - 03 - 01", "test")), "x = 2024 - 03 - 01");
  EXPECT_THROW(parse_claim("x = 2024-13-01", "test"), ParseError) << "no such month";
  EXPECT_THROW(parse_claim("x = 2023-02-29", "test"), ParseError) << "no leap year";
  EXPECT_EQ(print(parse_claim("x = 2024 - 13 - 01", "test")), "x = 2024 - 13 - 01");
  EXPECT_EQ(print(parse_claim("x = 2024-03-01-5", "test")), "x = 2024 - 03 - 01 - 5");
  const Chain chain = parse_chain(
      "s1 given start(trip) = 2024-03-01\ns2 given likely before(trip, visit) and p(trip)\n"
      "s3 have days_after(2024-02-28, 2) = start(trip) or not possible q\n",
      "test");
  EXPECT_EQ(parse_chain(print_chain(chain), "test"), chain);
  EXPECT_EQ(chain_from_tokens(chain_to_tokens(chain), "test"), chain);
  EXPECT_EQ(chain_from_json(chain_to_json(chain), "test"), chain);
}

TEST(Calendar, DatesAreCounted) {
  EXPECT_EQ(ground("2024-02-28 < 2024-03-01"), "true");
  EXPECT_EQ(ground("days_between(2024-02-28, 2024-03-01) = 2"), "true");
  EXPECT_EQ(ground("days_between(2023-02-28, 2023-03-01)"), "1");
  EXPECT_EQ(ground("days_after(2023-12-31, 1)"), "2024-01-01");
  EXPECT_EQ(ground("iso_weekday(2024-03-01) = 5"), "true");
  EXPECT_EQ(ground("calendar_date(2023, 2, 29) = 2023-03-01"), "undefined");
  EXPECT_EQ(print(definedness(parse_claim("calendar_date(2023, 2, 29) = d", "test"), {})), "false");
}

TEST(Sets, AreEvaluated) {
  EXPECT_EQ(ground("union({1, 2}, {2, 3}) = {1, 2, 3}"), "true");
  EXPECT_EQ(ground("intersection({1, 2}, {2, 3}, {2, 4}) = {2}"), "true");
  EXPECT_EQ(ground("difference({1, 2}, {2, 3}) = {1}"), "true");
  EXPECT_EQ(ground("subset({1}, {1, 2}) and not subset({3}, {1, 2})"), "true");
  EXPECT_EQ(ground("card({1, 1.0, 2})"), "2");
  EXPECT_EQ(ground("sum({1, 2, 3, 3})"), "6");
  EXPECT_EQ(ground("2 in union({1}, {2})"), "true");
}

TEST(Modality, HasNoValue) {
  EXPECT_EQ(ground("likely 1 = 1"), "unknown (modality)");
  EXPECT_EQ(print(parse_claim("not likely (p and q) or usually p", "test")),
            "not likely (p and q) or usually p");
}

}  // namespace
}  // namespace modus::claims
