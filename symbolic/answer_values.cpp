#include "symbolic/answer_values.h"

#include <string>

#include "base/ascii.h"
#include "claims/calendar.h"
#include "claims/extract/date_items.h"
#include "claims/extract/words.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxDigits = 60;

class NumberScanner {
 public:
  explicit NumberScanner(std::string_view text) : text_(text) {}

  Numbers run() {
    while (at_ < text_.size()) {
      if (is_digit(text_[at_]) || (text_[at_] == '.' && is_digit(look(1))))
        digits();
      else if (is_letter(text_[at_]))
        word();
      else
        ++at_;
    }
    return std::move(numbers_);
  }

 private:
  char look(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void digits() {
    std::string written;
    bool point = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (is_digit(c)) {
        written += c;
      } else if (c == '.' && !point && is_digit(look(1))) {
        written += written.empty() ? "0." : ".";
        point = true;
      } else if (c != ',' || written.empty() || !is_digit(look(1))) {
        break;
      }
    }
    if (written.size() > kMaxDigits) return;
    if (const auto literal = claims::parse_literal(written)) numbers_.insert(literal->value);
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    const std::string word = claims::lower(text_.substr(begin, at_ - begin));
    if (const auto value = claims::number_word_value(word)) numbers_.insert(*value);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Numbers numbers_;
};

claims::Rational day_of(const claims::Date& date) {
  return claims::Rational(*claims::day_number(date));
}

void collect(const Claim& claim, Numbers& numbers) {
  if (const auto date = claims::written_date(claim)) {
    numbers.insert(day_of(*date));
    return;
  }
  if (claim.op() == Op::kNumber) numbers.insert(claim.literal().value);
  for (const Claim& child : claim.children()) collect(child, numbers);
}

bool is_literal_number(const Claim& term) {
  return term.op() == Op::kNumber || claims::written_date(term) ||
         (term.op() == Op::kNegate && term.child(0).op() == Op::kNumber);
}

}  // namespace

// A date is one number, its day; what is left is scanned for others.
Numbers numbers_in(std::string_view text) {
  std::string rest(text);
  Numbers days;
  for (const claims::DateItem& item : claims::date_items(text)) {
    if (item.kind != claims::DateItemKind::kDate) continue;
    if (claims::day_number(item.date)) days.insert(day_of(item.date));
    rest.replace(item.span.begin, item.span.end - item.span.begin, item.span.end - item.span.begin,
                 ' ');
  }
  Numbers numbers = NumberScanner(rest).run();
  numbers.merge(days);
  return numbers;
}

Numbers numbers_in(const Claim& claim) {
  Numbers numbers;
  collect(claim, numbers);
  return numbers;
}

Roles roles_of(const Claim& claim) {
  Roles roles;
  if (!claims::is_comparison(claim.op())) {
    roles.operands = numbers_in(claim);
    return roles;
  }
  const Claim &left = claim.child(0), &right = claim.child(1);
  const bool left_is_result = !is_literal_number(right) && is_literal_number(left);
  collect(left_is_result ? right : left, roles.operands);
  const Claim& result = left_is_result ? left : right;
  collect(result, is_literal_number(result) ? roles.results : roles.operands);
  return roles;
}

void ValueOrigins::taint(const Numbers& values, std::size_t sentence) {
  for (const claims::Rational& value : values)
    if (!knows(value)) tainted_.emplace(value, sentence);
}

Sentences ValueOrigins::rests_on(const Numbers& values) const {
  Sentences sentences;
  for (const claims::Rational& value : values)
    if (const auto found = tainted_.find(value); found != tainted_.end() && !knows(value))
      sentences.insert(found->second);
  return sentences;
}

}  // namespace modus::symbolic
