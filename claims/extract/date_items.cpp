#include "claims/extract/date_items.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr int kMaxDays = 100'000;  // of a duration
constexpr int kMaxYears = 1'000;
constexpr std::size_t kMaxDateDigits = 6;

constexpr auto kMonths =
    std::to_array<std::string_view>({"january", "february", "march", "april", "may", "june", "july",
                                     "august", "september", "october", "november", "december"});
constexpr auto kWeekdays = std::to_array<std::string_view>(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});

// The place of a word in a list, from 1; 0 where it is not there.
template <std::size_t N>
int place_in(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? 0 : static_cast<int>(found - words.begin()) + 1;
}
// "march", and "mar" where the rest is left out.
int month_of(std::string_view word) {
  if (const int whole = place_in(kMonths, word)) return whole;
  if (word.size() != 3 && word != "sept") return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i].starts_with(word)) return static_cast<int>(i) + 1;
  return 0;
}

// What the words are made of: runs of letters, numbers, single signs.
struct Piece {
  std::string text;           // lower case
  std::optional<int> number;  // 14, 3rd, two
  std::optional<Date> date;   // 2024-03-01
  bool ordinal = false;
  Span span;
};

class Pieces {
 public:
  explicit Pieces(std::string_view text) : text_(text) {}

  std::vector<Piece> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_digit(c))
        digits();
      else if (is_letter(c))
        word();
      else if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
        ++at_;
      else
        push(at_ + 1);
    }
    return std::move(pieces_);
  }

 private:
  char look(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::size_t run_of(std::size_t i, bool (*belongs)(char)) const {
    while (i < text_.size() && belongs(text_[i])) ++i;
    return i;
  }
  Piece& push(std::size_t end) {
    Piece piece;
    piece.text = lower(text_.substr(at_, end - at_));
    piece.span = {at_, end};
    at_ = end;
    pieces_.push_back(std::move(piece));
    return pieces_.back();
  }

  void word() {
    Piece& piece = push(run_of(at_, is_letter));
    if (const auto value = number_word_value(piece.text)) piece.number = value;
  }

  void digits() {
    const std::string_view iso = text_.substr(at_, 10);
    const char behind = look(at_ + 10);
    const bool apart = at_ == 0 || (text_[at_ - 1] != '-' && text_[at_ - 1] != '.');
    if (apart && looks_like_date(iso) && !is_digit(behind) && !is_letter(behind) && behind != '-') {
      const auto part = [&](std::size_t i, std::size_t n) {
        return std::stoi(std::string(iso.substr(i, n)));
      };
      push(at_ + 10).date = Date{part(0, 4), part(5, 2), part(8, 2)};
      return;
    }
    const std::size_t end = run_of(at_, is_digit);
    const bool part = !apart || (look(end) == '.' && is_digit(look(end + 1))) || look(end) == '/' ||
                      look(end) == '%' || (look(end) == ',' && is_digit(look(end + 1)));
    if (part || end - at_ > kMaxDateDigits) {  // 1.5, 1/2, 1,200: none that is looked for
      push(run_of(end, [](char c) { return is_digit(c) || c == '.' || c == ',' || c == '/'; }));
      return;
    }
    const int value = std::stoi(std::string(text_.substr(at_, end - at_)));
    const std::size_t letters = run_of(end, is_letter);
    const std::string suffix = lower(text_.substr(end, letters - end));
    const bool ordinal = suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th";
    Piece& piece = push(letters);
    if (!suffix.empty() && !ordinal) return;  // 3x
    piece.number = value;
    piece.ordinal = ordinal;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Piece> pieces_;
};

class Items {
 public:
  explicit Items(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}

  std::vector<DateItem> run() {
    while (at_ < pieces_.size())
      if (!iso() && !day_first() && !month_first() && !duration()) single();
    return std::move(items_);
  }

 private:
  const Piece* piece(std::size_t ahead) const {
    return at_ + ahead < pieces_.size() ? &pieces_[at_ + ahead] : nullptr;
  }
  bool is(std::size_t ahead, std::string_view text) const {
    return piece(ahead) && piece(ahead)->text == text;
  }
  std::optional<int> number(std::size_t ahead, int low, int high) const {
    const Piece* found = piece(ahead);
    if (!found || !found->number || *found->number < low || *found->number > high)
      return std::nullopt;
    return found->number;
  }
  // A year in digits; "2024 people" is none.
  std::optional<int> year(std::size_t ahead) const {
    const auto value = number(ahead, 1000, 9999);
    return value && piece(ahead)->text.size() == 4 ? value : std::nullopt;
  }
  int month(std::size_t ahead) const { return piece(ahead) ? month_of(piece(ahead)->text) : 0; }

  DateItem& push(DateItemKind kind, std::size_t pieces) {
    DateItem item;
    item.kind = kind;
    item.span = {pieces_[at_].span.begin, pieces_[at_ + pieces - 1].span.end};
    at_ += pieces;
    items_.push_back(std::move(item));
    return items_.back();
  }
  bool take_date(Date date, std::size_t pieces) {
    push(DateItemKind::kDate, pieces).date = date;
    return true;
  }

  bool iso() {
    const auto& date = pieces_[at_].date;
    const bool plausible =
        date && date->month >= 1 && date->month <= 12 && date->day >= 1 && date->day <= 31;
    return plausible && take_date(*date, 1);
  }
  bool short_name(std::size_t ahead) const { return piece(ahead)->text.size() <= 4; }
  // Where the year may stand behind the name of a month.
  std::size_t behind_name(std::size_t name) const {
    const bool dot = month(name) && is(name + 1, ".") && short_name(name);
    return dot || is(name + 1, ",") ? name + 2 : name + 1;
  }
  // 3 March 2024, the 3rd of March, 2024, 3 Mar. 2024
  bool day_first() {
    const auto day = number(0, 1, 31);
    if (!day || is_letter(piece(0)->text.front())) return false;
    const std::size_t name = is(1, "of") ? 2 : 1;
    const std::size_t last = behind_name(name);
    const auto in_year = year(last);
    return month(name) && in_year && take_date({*in_year, month(name), *day}, last + 1);
  }
  // March 3, 2024; Mar. 3, 2024
  bool month_first() {
    const std::size_t at = month(0) && is(1, ".") && short_name(0) ? 2 : 1;
    const auto day = number(at, 1, 31);
    if (!month(0) || !day || is_letter(piece(at)->text.front())) return false;
    const std::size_t last = is(at + 1, ",") ? at + 2 : at + 1;
    const auto in_year = year(last);
    return in_year && take_date({*in_year, month(0), *day}, last + 1);
  }
  bool duration() {
    const auto count = number(0, 1, kMaxDays);
    if (!count || piece(0)->ordinal) return false;
    const bool years = is(1, "year") || is(1, "years");
    if (years || is(1, "month") || is(1, "months")) {
      if (*count > (years ? kMaxYears : 12 * kMaxYears)) return false;
      push(DateItemKind::kMonths, 2).number = (years ? 12 : 1) * *count;
      return true;
    }
    const bool weeks = is(1, "week") || is(1, "weeks");
    if (!weeks && !is(1, "day") && !is(1, "days")) return false;
    DateItem& item = push(DateItemKind::kDuration, 2);
    item.number = weeks ? 7 * *count : *count;
    item.weeks = weeks;
    return true;
  }
  void single() {
    const Piece& one = pieces_[at_];
    const int weekday = place_in(kWeekdays, one.text);
    const int month = place_in(kMonths, one.text);
    const bool word = is_letter(one.text.front()) || is_digit(one.text.front());
    DateItem& item = push(weekday ? DateItemKind::kWeekday
                          : month ? DateItemKind::kMonth
                          : word  ? DateItemKind::kWord
                                  : DateItemKind::kSign,
                          1);
    item.text = one.text;
    item.number = weekday ? weekday : month;
  }

  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::vector<DateItem> items_;
};

}  // namespace

std::vector<DateItem> date_items(std::string_view text) { return Items(Pieces(text).run()).run(); }

}  // namespace modus::claims
