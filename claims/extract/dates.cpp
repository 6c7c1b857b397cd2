#include "claims/extract/dates.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>

#include "claims/extract/words.h"

namespace modus::claims {
namespace {

// The days from a date over so many months to the same day of another month; nullopt where that
// month has no such day (one month after 31 January): people count it in several ways.
std::optional<int> days_in_months(const Date& from, int months) {
  const int whole = 12 * from.year + from.month - 1 + months;
  const Date to{whole / 12, whole % 12 + 1, from.day};
  const auto begin = day_number(from), end = day_number(to);
  if (!begin || !end || to.year < 1000 || to.year > 9999) return std::nullopt;
  return static_cast<int>(Integer(*end - *begin).get_si());
}

// Words that make a statement about dates something else.
constexpr auto kLoosening = std::to_array<std::string_view>(
    {"not",   "no",     "cannot",  "never",    "isn",       "wasn",        "wrong",
     "if",    "unless", "suppose", "instead",  "inclusive", "inclusively", "including",
     "least", "most",   "more",    "less",     "fewer",     "within",      "over",
     "under", "or",     "would",   "business", "working",   "every"});

class DateReader {
 public:
  DateReader(const std::vector<DateItem>& items, const std::vector<DateItem>& before)
      : items_(items), before_(before) {}

  std::vector<Reading> run() {
    for (const DateItem& item : items_)
      if (item.kind == DateItemKind::kWord &&
          (contains(kLoosening, item.text) || says_rounded(item.text)))
        return {};
    for (from_ = 0; from_ < items_.size(); ++from_) {
      if (items_[from_].kind == DateItemKind::kDate && !day_number(items_[from_].date))
        no_such_day();
      for (const auto read : {&DateReader::shifted, &DateReader::shift_of, &DateReader::added,
                              &DateReader::month_shifted, &DateReader::later, &DateReader::counted,
                              &DateReader::distance, &DateReader::weekday, &DateReader::ordered}) {
        at_ = from_;
        if ((this->*read)()) break;
      }
    }
    return std::move(readings_);
  }

 private:
  const DateItem* take(DateItemKind kind) {
    if (at_ >= items_.size() || items_[at_].kind != kind) return nullptr;
    if (kind == DateItemKind::kDate && !day_number(items_[at_].date)) return nullptr;
    return &items_[at_++];
  }
  bool word(std::initializer_list<std::string_view> wanted) {
    if (at_ >= items_.size()) return false;
    const DateItem& item = items_[at_];
    const bool plain = item.kind == DateItemKind::kWord || item.kind == DateItemKind::kSign;
    if (!plain || std::find(wanted.begin(), wanted.end(), item.text) == wanted.end()) return false;
    ++at_;
    return true;
  }
  // "14 days", "three months"
  const DateItem* take_span() {
    const DateItem* days = take(DateItemKind::kDuration);
    return days ? days : take(DateItemKind::kMonths);
  }
  bool verb() {
    if (word({"is", "was", "="})) return true;
    return word({"will"}) && word({"be"});
  }
  // 1 after, -1 before, 0 neither
  int direction() {
    const bool after = word({"after", "from", "following"});
    if (!after && !word({"before"}) && !(word({"prior"}) && word({"to"}))) return 0;
    word({"the"});
    return after ? 1 : -1;
  }

  bool conclude(Claim claim) {
    Reading reading;
    reading.kind = ReadingKind::kPhrase;
    reading.claim = std::move(claim);
    reading.span = {items_[from_].span.begin, items_[at_ - 1].span.end};
    readings_.push_back(std::move(reading));
    from_ = items_[at_ - 1].kind == DateItemKind::kDate ? at_ - 2
                                                        : at_ - 1;  // it may begin the next one
    return true;
  }
  bool conclude_shift(const Date& from, int sign, const DateItem& span, const Date& to) {
    const auto days = span.kind == DateItemKind::kMonths ? days_in_months(from, sign * span.number)
                                                         : std::optional(sign * span.number);
    if (!days) return false;
    const Claim shifted = apply("days_after", {date_term(from), number_term(Rational(*days))});
    return conclude(binary(Op::kEqual, shifted, date_term(to)));
  }

  void no_such_day() {
    at_ = from_ + 1;
    const Date& date = items_[from_].date;
    const auto part = [](int value) { return number_term(Rational(value)); };
    const Claim term = apply("calendar_date", {part(date.year), part(date.month), part(date.day)});
    const std::size_t from = from_;
    conclude(binary(Op::kEqual, term, term));
    from_ = from;
  }

  // two weeks after A is B
  bool shifted() {
    const DateItem* duration = take_span();
    const int sign = duration ? direction() : 0;
    const DateItem* from = sign ? take(DateItemKind::kDate) : nullptr;
    if (!from) return false;
    word({","});
    if (!verb()) return false;
    const DateItem* to = take(DateItemKind::kDate);
    return to && conclude_shift(from->date, sign, *duration, to->date);
  }
  // B is two weeks after A
  bool shift_of() {
    const DateItem* to = take(DateItemKind::kDate);
    if (!to || !verb()) return false;
    word({"exactly"});
    const DateItem* duration = take_span();
    const int sign = duration ? direction() : 0;
    const DateItem* from = sign ? take(DateItemKind::kDate) : nullptr;
    return from && conclude_shift(from->date, sign, *duration, to->date);
  }
  // A plus two weeks is B
  bool added() {
    const DateItem* from = take(DateItemKind::kDate);
    if (!from) return false;
    const bool plus = word({"plus", "+"});
    if (!plus && !word({"minus", "-"})) return false;
    const DateItem* duration = take_span();
    if (!duration || !verb()) return false;
    const DateItem* to = take(DateItemKind::kDate);
    return to && conclude_shift(from->date, plus ? 1 : -1, *duration, to->date);
  }
  // two months after March is May
  bool month_shifted() {
    const DateItem* months = take(DateItemKind::kMonths);
    const int sign = months ? direction() : 0;
    const DateItem* from = sign ? take(DateItemKind::kMonth) : nullptr;
    if (!from || !verb()) return false;
    const DateItem* to = take(DateItemKind::kMonth);
    if (!to) return false;
    const auto whole = [](int value) { return number_term(Rational(value)); };
    // Months from January on, round the year.
    const Claim moved =
        binary(sign > 0 ? Op::kAdd : Op::kSubtract, whole(from->number - 1), whole(months->number));
    return conclude(
        binary(Op::kEqual, binary(Op::kModulo, moved, whole(12)), whole(to->number - 1)));
  }
  // ... A ... two weeks later, on B
  bool later() {
    const DateItem* duration = take_span();
    if (!duration) return false;
    const bool later = word({"later"});
    if (!later && !word({"earlier"})) return false;
    while (word({",", "on", "is", "was", "that", "which", "it", "this", "will", "be", "the"}))
      continue;
    const DateItem* to = take(DateItemKind::kDate);
    const DateItem* from = to ? anchor() : nullptr;
    return from && conclude_shift(from->date, later ? 1 : -1, *duration, to->date);
  }
  // The one date that a duration counts from.
  const DateItem* anchor() const {
    const DateItem* only = nullptr;
    for (std::size_t i = 0; i < from_; ++i) {
      if (items_[i].kind != DateItemKind::kDate) continue;
      if (only) return nullptr;
      only = &items_[i];
    }
    if (!only && before_.size() == 1) only = &before_.front();
    return only && day_number(only->date) ? only : nullptr;
  }

  // 14 days between A and B; 14 days from A to B
  bool counted() {
    const DateItem* duration = take_span();
    const auto ends = duration ? range() : std::nullopt;
    return ends && conclude_distance(*ends, *duration);
  }
  // between A and B there are 14 days; from A to B is 14 days
  bool distance() {
    const auto ends = range();
    if (!ends) return false;
    word({","});
    word({"there", "it", "that"});
    if (!word({"is", "are", "was", "were", "=", ":"})) return false;
    word({"exactly"});
    const DateItem* duration = take_span();
    return duration && conclude_distance(*ends, *duration);
  }
  std::optional<std::pair<Date, Date>> range() {
    const bool between = word({"between"});
    if (!between && !word({"from"})) return std::nullopt;
    const DateItem* first = take(DateItemKind::kDate);
    if (!first || !word({between ? "and" : "to", between ? "and" : "until"})) return std::nullopt;
    const DateItem* second = take(DateItemKind::kDate);
    return second ? std::optional(std::pair(first->date, second->date)) : std::nullopt;
  }
  // Days may be counted with one end, both or none, weeks and months as they begin: only what is
  // wrong in each way, or right in the plain one, is a claim.
  bool conclude_distance(const std::pair<Date, Date>& ends, const DateItem& duration) {
    const bool turned = *day_number(ends.second) < *day_number(ends.first);
    const Date &a = turned ? ends.second : ends.first, &b = turned ? ends.first : ends.second;
    const bool months = duration.kind == DateItemKind::kMonths;
    if (months && a.day != b.day) return false;
    const auto length =
        months ? days_in_months(a, duration.number) : std::optional(duration.number);
    if (!length) return false;
    const Integer off = abs(*day_number(b) - *day_number(a) - *length);
    if (off != 0 && off < (months ? 32 : duration.weeks ? 7 : 2)) return false;
    const Claim days = apply("days_between", {date_term(a), date_term(b)});
    return conclude(binary(Op::kEqual, days, number_term(Rational(*length))));
  }

  // A is a Sunday; Sunday, A
  bool weekday() {
    const DateItem* day = take(DateItemKind::kWeekday);
    const DateItem* date = nullptr;
    if (day) {
      for (std::size_t i = 0; i < from_; ++i)
        if (items_[i].kind == DateItemKind::kDate)
          return false;  // the weekday may belong to that one
      word({","});
      word({"the"});
      date = take(DateItemKind::kDate);
    } else if ((date = take(DateItemKind::kDate))) {
      const bool falls = word({"falls", "fell"});
      if (falls ? !word({"on"}) : !verb()) return false;
      word({"on"});
      word({"a"});
      day = take(DateItemKind::kWeekday);
    }
    if (!date || !day) return false;
    return conclude(binary(Op::kEqual, apply("iso_weekday", {date_term(date->date)}),
                           number_term(Rational(day->number))));
  }

  // A is before B
  bool ordered() {
    const DateItem* first = take(DateItemKind::kDate);
    if (!first || !verb()) return false;
    const bool before = word({"before"}) || (word({"earlier"}) && word({"than"}));
    if (!before && !word({"after"}) && !(word({"later"}) && word({"than"}))) return false;
    const DateItem* second = take(DateItemKind::kDate);
    return second && conclude(binary(before ? Op::kLess : Op::kGreater, date_term(first->date),
                                     date_term(second->date)));
  }

  const std::vector<DateItem>& items_;
  const std::vector<DateItem>& before_;
  std::size_t from_ = 0, at_ = 0;
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> Dates::read(const PlainText& plain) {
  const std::vector<DateItem> items = date_items(plain.text);
  std::vector<Reading> readings = DateReader(items, dates_).run();
  dates_.clear();
  for (const DateItem& item : items)
    if (item.kind == DateItemKind::kDate) dates_.push_back(item);
  return readings;
}

}  // namespace modus::claims
