#include "claims/extract/tables.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxRows = 200, kMaxColumns = 30;

constexpr auto kTotals = std::to_array<std::string_view>(
    {"total", "totals", "sum", "grand total", "total cost", "total price", "total amount"});
// Heads of columns whose numbers do not add up, or multiply.
constexpr auto kRates = std::to_array<std::string_view>(
    {"per", "each", "average", "avg", "mean", "rate", "ratio", "percent", "percentage", "share",
     "unit", "year", "date", "no", "id", "price", "max", "min", "median"});
constexpr auto kAmounts = std::to_array<std::string_view>(
    {"quantity", "qty", "number", "count", "amount", "hours", "units", "pieces", "how"});
constexpr auto kPrices =
    std::to_array<std::string_view>({"price", "cost", "rate", "per", "each", "wage", "unit"});

struct Cell {
  std::string text;  // lower case, without emphasis
  Span span;
  std::optional<Claim> value;
};
using Row = std::vector<Cell>;

// A word of the list stands in a head.
template <std::size_t N>
bool names(const Cell& head, const std::array<std::string_view, N>& words) {
  std::string word;
  for (const char c : head.text + ' ') {
    if (c == '%') return contains(words, "percent");
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    if (contains(words, word)) return true;
    word.clear();
  }
  return false;
}

// 12, 1,200, $3.50, -4, 12 kg where the unit is one word.
std::optional<Claim> value_in(std::string_view text) {
  std::string digits;
  const bool negative = text.starts_with("-");
  if (negative) text.remove_prefix(1);
  if (text.starts_with("$")) text.remove_prefix(1);
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool group =
        c == ',' && at > 0 && at + 3 < text.size() &&
        text.substr(at + 1, 3).find_first_not_of("0123456789") == std::string_view::npos;
    if (group) continue;
    if ((c < '0' || c > '9') && c != '.') break;
    digits += c;
  }
  const std::string_view unit = text.substr(at);
  const bool plain = unit.empty() || (unit.front() == ' ' && is_unit_word(unit.substr(1)) &&
                                      unit.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1) ==
                                          std::string_view::npos);
  const auto literal = plain && digits.size() < 40 ? parse_literal(digits) : std::nullopt;
  if (!literal) return std::nullopt;
  const Claim number_read = number(*literal, {});
  return negative ? unary(Op::kNegate, number_read) : number_read;
}
Rational cell_value(const Claim& number) {
  return number.op() == Op::kNegate ? Rational(-number.child(0).literal().value)
                                    : number.literal().value;
}
const Literal& literal_of(const Claim& number) {
  return number.op() == Op::kNegate ? number.child(0).literal() : number.literal();
}

class Table {
 public:
  Table(std::vector<Row> rows, std::vector<Reading>& readings)
      : rows_(std::move(rows)), readings_(readings) {}

  void read() {
    const Row& head = rows_.front();
    const bool last_row = says_total(rows_.back().front());
    for (std::size_t r = 1; r + 1 < rows_.size(); ++r)
      if (rows_[r].front().text.find("total") != std::string::npos) return;
    for (std::size_t r = 1; r < rows_.size(); ++r) row_total(rows_[r]);
    if (!last_row || rows_.size() < 4) return;
    for (std::size_t c = 1; c < head.size(); ++c)
      if (!names(head[c], kRates)) column_total(c);
  }

 private:
  static bool says_total(const Cell& cell) { return contains(kTotals, cell.text); }

  void column_total(std::size_t column) {
    std::vector<Claim> parts;
    for (std::size_t r = 1; r + 1 < rows_.size(); ++r) {
      if (!rows_[r][column].value) return;
      parts.push_back(*rows_[r][column].value);
    }
    conclude(parts, Op::kAdd, rows_.back()[column]);
  }

  void row_total(const Row& row) {
    const Row& head = rows_.front();
    const std::size_t last = head.size() - 1;
    if (last < 3 || !says_total(head[last])) return;
    std::vector<Claim> parts;
    bool rates = false;
    for (std::size_t c = 1; c < last; ++c) {
      rates =
          rates || names(head[c], kRates) || names(head[c], kAmounts) || names(head[c], kPrices);
      if (!row[c].value) return;
      parts.push_back(*row[c].value);
    }
    if (!rates) return conclude(parts, Op::kAdd, row[last]);
    const bool multiplies = parts.size() == 2 && &row != &rows_.back() &&
                            ((names(head[1], kAmounts) && names(head[2], kPrices)) ||
                             (names(head[1], kPrices) && names(head[2], kAmounts)));
    if (multiplies) conclude(parts, Op::kMultiply, row[last]);
  }

  void conclude(const std::vector<Claim>& parts, Op op, const Cell& total) {
    if (!total.value) return;
    Claim term = parts.front();
    Rational value = cell_value(parts.front()), rounding = half_unit(literal_of(*total.value));
    bool whole = is_integer(cell_value(*total.value));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      rounding += half_unit(literal_of(parts[i]));
      whole = whole && is_integer(cell_value(parts[i]));
      if (i == 0) continue;
      term = binary(op, term, parts[i]);
      value = op == Op::kAdd ? Rational(value + cell_value(parts[i]))
                             : Rational(value * cell_value(parts[i]));
    }
    const Rational off = abs(value - cell_value(*total.value));
    if (off != 0 && !whole && (op == Op::kMultiply || off <= rounding)) return;
    Reading reading;
    reading.claim = binary(Op::kEqual, term, *total.value);
    reading.span = total.span;
    readings_.push_back(std::move(reading));
  }

  std::vector<Row> rows_;
  std::vector<Reading>& readings_;
};

class TableReader {
 public:
  explicit TableReader(std::string_view text) : text_(text) {}

  std::vector<Reading> run() {
    std::vector<Row> rows;
    bool ruled = false;
    for (std::size_t at = 0; at <= text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      auto row = row_in(at, end);
      const bool rule = rows.size() == 1 && row && is_rule(*row);
      if (rule) {
        ruled = true;
      } else if (row && rows.size() < kMaxRows && (rows.empty() || (ruled && fits(*row, rows)))) {
        rows.push_back(std::move(*row));
      } else {
        if (ruled && rows.size() > 1) Table(std::move(rows), readings_).read();
        rows.clear();
        ruled = false;
        if (row) rows.push_back(std::move(*row));
      }
      at = end + 1;
    }
    if (ruled && rows.size() > 1) Table(std::move(rows), readings_).read();
    return std::move(readings_);
  }

 private:
  static bool fits(const Row& row, const std::vector<Row>& rows) {
    return row.size() == rows.front().size();
  }
  static bool is_rule(const Row& row) {
    return std::all_of(row.begin(), row.end(), [](const Cell& cell) {
      return !cell.text.empty() && cell.text.find_first_not_of("-:") == std::string::npos;
    });
  }

  // "| a | b |"
  std::optional<Row> row_in(std::size_t begin, std::size_t end) const {
    const auto blank = [&](std::size_t i) {
      return text_[i] == ' ' || text_[i] == '\t' || text_[i] == '\r';
    };
    while (begin < end && blank(begin)) ++begin;
    while (end > begin && blank(end - 1)) --end;
    if (end - begin < 5 || text_[begin] != '|' || text_[end - 1] != '|') return std::nullopt;
    Row row;
    for (std::size_t at = begin + 1; at < end && row.size() < kMaxColumns;) {
      const std::size_t close = text_.find('|', at);
      row.push_back(cell(at, close));
      at = close + 1;
    }
    return row.size() > 1 ? std::optional(std::move(row)) : std::nullopt;
  }
  Cell cell(std::size_t begin, std::size_t end) const {
    static constexpr std::string_view kEmphasis = " \t*_`";
    while (begin < end && kEmphasis.find(text_[begin]) != std::string_view::npos) ++begin;
    while (end > begin && kEmphasis.find(text_[end - 1]) != std::string_view::npos) --end;
    Cell cell;
    cell.text = lower(text_.substr(begin, end - begin));
    cell.span = {begin, end};
    cell.value = value_in(cell.text);
    return cell;
  }

  std::string_view text_;
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> read_tables(std::string_view text) { return TableReader(text).run(); }

}  // namespace modus::claims
