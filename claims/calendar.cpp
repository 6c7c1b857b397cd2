#include "claims/calendar.h"

#include <array>

#include <fmt/format.h>

#include "claims/functions.h"

namespace modus::claims {
namespace {

constexpr std::size_t kDateLength = 10;

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int month, int year) {
  static constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool exists(const Date& date) {
  return date.year >= 1000 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in(date.month, date.year);
}

// -1 where it is no number of so many digits.
int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

bool looks_like_date(std::string_view text) {
  if (text.size() != kDateLength) return false;
  for (std::size_t i = 0; i < kDateLength; ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

std::optional<Date> parse_date(std::string_view text) {
  if (!looks_like_date(text)) return std::nullopt;
  const Date date{digits(text.substr(0, 4)), digits(text.substr(5, 2)), digits(text.substr(8, 2))};
  if (!exists(date)) return std::nullopt;
  return date;
}

std::string print_date(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<Integer> day_number(const Date& date) {
  if (!exists(date)) return std::nullopt;
  // Years begin in March, so that the leap day is the last one.
  const int before_march = date.month < 3 ? 1 : 0;
  const long year = date.year + 4800L - before_march;
  const long month = date.month + 12L * before_march - 3;
  return Integer(date.day + (153 * month + 2) / 5 + 365 * year + year / 4 - year / 100 +
                 year / 400 - 32045);
}

std::optional<Date> date_of(const Integer& day_number) {
  static const Integer first = *claims::day_number({1000, 1, 1});
  static const Integer last = *claims::day_number({9999, 12, 31});
  if (day_number < first || day_number > last) return std::nullopt;
  const long a = day_number.get_si() + 32044;
  const long century = (4 * a + 3) / 146097;
  const long b = a - 146097 * century / 4;
  const long year = (4 * b + 3) / 1461;
  const long c = b - 1461 * year / 4;
  const long month = (5 * c + 2) / 153;
  return Date{static_cast<int>(100 * century + year - 4800 + month / 10),
              static_cast<int>(month + 3 - 12 * (month / 10)),
              static_cast<int>(c - (153 * month + 2) / 5 + 1)};
}

int weekday(const Integer& day_number) {
  Integer rest;
  mpz_fdiv_r_ui(rest.get_mpz_t(), day_number.get_mpz_t(), 7);
  return static_cast<int>(rest.get_si()) + 1;
}

Claim date_term(const Date& date) {
  return apply("calendar_date",
               {number_term(date.year), number_term(date.month), number_term(date.day)});
}

std::optional<Date> written_date(const Claim& claim) {
  if (function_of(claim) != Function::kDate) return std::nullopt;
  Date date;
  int* const parts[] = {&date.year, &date.month, &date.day};
  for (std::size_t i = 0; i < 3; ++i) {
    const Claim& part = claim.child(i);
    if (part.op() != Op::kNumber || !part.literal().unit.empty() ||
        part.literal().digits.size() > 4)
      return std::nullopt;
    *parts[i] = digits(part.literal().digits);
    if (*parts[i] < 0 || std::to_string(*parts[i]) != part.literal().digits) return std::nullopt;
  }
  if (!exists(date)) return std::nullopt;
  return date;
}

}  // namespace modus::claims
