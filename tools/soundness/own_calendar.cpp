#include "tools/soundness/own_calendar.h"

#include <fmt/core.h>

namespace modus::soundness {
namespace {

constexpr std::int64_t kFirstYear = 1000, kKnownYear = 2000, kLastYear = 9999;
constexpr std::int64_t kKnownWeekday = 6;  // of 1 January 2000

// Every fourth year has a leap day, of the full centuries only every fourth.
bool has_leap_day(std::int64_t year) { return (year % 100 == 0 ? year / 100 : year) % 4 == 0; }

std::int64_t length_of_year(std::int64_t year) { return has_leap_day(year) ? 366 : 365; }

std::int64_t length_of_month(std::int64_t year, std::int64_t month) {
  if (month == 2) return has_leap_day(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

std::optional<std::int64_t> own_day(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > length_of_month(year, month)) return std::nullopt;
  std::int64_t count = day - 1;
  for (std::int64_t y = kKnownYear; y < year; ++y) count += length_of_year(y);
  for (std::int64_t y = year; y < kKnownYear; ++y) count -= length_of_year(y);
  for (std::int64_t m = 1; m < month; ++m) count += length_of_month(year, m);
  return count;
}

int own_weekday(std::int64_t day) {
  const std::int64_t since_monday = (day % 7 + 7 + kKnownWeekday - 1) % 7;
  return static_cast<int>(since_monday) + 1;
}

std::optional<std::string> own_date(std::int64_t day) {
  std::int64_t year = kKnownYear, month = 1;
  for (; day < 0 && year > kFirstYear; day += length_of_year(year)) --year;
  for (; day >= length_of_year(year) && year <= kLastYear; ++year) day -= length_of_year(year);
  if (day < 0 || year > kLastYear) return std::nullopt;
  for (; day >= length_of_month(year, month); ++month) day -= length_of_month(year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day + 1);
}

bool is_calendar_function(std::string_view name) {
  return name == "calendar_date" || name == "days_between" || name == "days_after" ||
         name == "iso_weekday";
}

Applied calendar_function(std::string_view name, std::span<const Fraction> arguments) {
  Applied result;
  if (name == "calendar_date") {
    for (const Fraction& part : arguments) result.undefined |= !part.is_whole();
    if (result.undefined) return result;
    const auto day =
        own_day(arguments[0].numerator(), arguments[1].numerator(), arguments[2].numerator());
    result.undefined = !day;
    if (day) result.exact = Fraction(*day);
  } else if (name == "iso_weekday") {
    if (const auto whole = floor_of(arguments[0])) result.exact = own_weekday(whole->numerator());
  } else {
    result.exact = name == "days_after" ? add(arguments[0], arguments[1])
                                        : subtract(arguments[1], arguments[0]);
  }
  return result;
}

}  // namespace modus::soundness
