#include "claims/lexer.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "base/ascii.h"
#include "base/error.h"
#include "claims/calendar.h"
#include "claims/grammar.h"
#include "claims/json_string.h"
#include "claims/lookalikes.h"
#include "claims/units.h"

namespace modus::claims {
namespace {

// Longer symbols first.
constexpr std::array kSymbols = std::to_array<std::string_view>(
    {"<->", "<~>", "->", ":=", "!=", "<=", ">=", "~=", "~>", "(", ")", "{", "}", "[",
     "]",   ",",   ":",  ";",  "=",  "<",  ">",  "+",  "-",  "*", "/", "^", "|"});

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_word_char(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

class Lexer {
 public:
  Lexer(const Source& source, std::size_t max_tokens)
      : source_(source),
        end_(std::min(source.end, source.text.size())),
        at_(std::min(source.begin, end_)),
        max_tokens_(max_tokens) {}

  std::vector<Token> run() {
    for (skip_blanks(); at_ < end_; skip_blanks()) {
      if (tokens_.size() == max_tokens_)
        fail(at_, fmt::format("this is too long: more than {} words and signs", max_tokens_));
      tokens_.push_back(next());
    }
    tokens_.push_back({TokenKind::kEnd, {}, {}, {end_, end_}});
    return std::move(tokens_);
  }

 private:
  [[noreturn]] void fail(std::size_t offset, std::string_view message) const {
    throw ParseError(source_.name, source_.text, offset, message);
  }

  std::string_view rest() const { return source_.text.substr(at_, end_ - at_); }
  char look(std::size_t at) const { return at < end_ ? source_.text[at] : '\0'; }

  void skip_blanks() {
    for (;;) {
      while (at_ < end_ && is_white(source_.text[at_])) ++at_;
      if (look(at_) != '#') return;
      while (at_ < end_ && source_.text[at_] != '\n') ++at_;
    }
  }

  Token finish(TokenKind kind, std::size_t end) {
    Token token{kind, source_.text.substr(at_, end - at_), {}, {at_, end}};
    at_ = end;
    return token;
  }

  std::size_t end_of(std::size_t from, bool (*belongs)(char)) const {
    while (from < end_ && belongs(source_.text[from])) ++from;
    return from;
  }

  Token next() {
    const char c = source_.text[at_];
    if (is_letter(c)) return word();
    if (is_digit(c)) return number();
    if (c == '"') return string();
    if (c == '@') return sentence();
    if (const auto remedy = lookalike_remedy(rest())) fail(at_, *remedy);
    for (const std::string_view symbol : kSymbols)
      if (rest().starts_with(symbol)) return finish(TokenKind::kSymbol, at_ + symbol.size());
    fail(at_, "this character is not in the language");
  }

  Token word() {
    const std::size_t end = end_of(at_, is_word_char);
    const std::string_view text = source_.text.substr(at_, end - at_);
    if (text.size() > kMaxNameLength)
      fail(at_, fmt::format("a name has at most {} characters", kMaxNameLength));
    if (is_variable(text)) return finish(TokenKind::kVariable, end);
    if (std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      fail(at_, word_remedy(text));
    if (is_step_id(text)) return step(end);
    return finish(is_keyword(text) ? TokenKind::kKeyword : TokenKind::kName, end);
  }

  Token step(std::size_t end) {
    if (source_.text[at_ + 1] == '0') fail(at_, "steps count from s1, without leading zeros");
    if (end - at_ > 9) fail(at_, "this step number is too large");
    return finish(TokenKind::kStep, end);
  }

  Token sentence() {
    const std::size_t end = end_of(at_ + 1, is_digit);
    if (end == at_ + 1) fail(at_, "`@` stands before the number of a sentence: @3");
    if (source_.text[at_ + 1] == '0') fail(at_, "sentences count from @1, without leading zeros");
    if (end - at_ > 9) fail(at_, "this sentence number is too large");
    return finish(TokenKind::kSentence, end);
  }

  Token string() {
    const auto length = json_string_length(rest());
    if (!length) fail(at_, "this string is not closed on its line, add `\"`");
    if (!read_json_string(rest().substr(0, *length)))
      fail(at_, "this is no JSON string: a wrong escape, a control character or no UTF-8");
    return finish(TokenKind::kString, at_ + *length);
  }

  // 2024-03-01, standing alone: 2024 - 3 - 1 is written with blanks.
  bool date_at(std::size_t at) const {
    const std::string_view text = source_.text.substr(at, std::min<std::size_t>(10, end_ - at));
    if (!looks_like_date(text) || is_word_char(look(at + 10)) || look(at + 10) == '.' ||
        look(at + 10) == '-')
      return false;
    if (!parse_date(text))
      fail(at, fmt::format("{} is no day of the calendar; a subtraction is written with blanks "
                           "round its signs",
                           text));
    return true;
  }

  Token number() {
    if (date_at(at_)) return finish(TokenKind::kNumber, at_ + 10);
    std::size_t end = end_of(at_, is_digit);
    if (look(end) == '.') {
      if (!is_digit(look(end + 1))) fail(end, "a point in a number needs digits behind it");
      end = end_of(end + 1, is_digit);
    }
    if (look(end) == '%') ++end;
    if (end - at_ > kMaxDigits)
      fail(at_, fmt::format("a number has at most {} digits", kMaxDigits));
    Token token = finish(TokenKind::kNumber, end);
    if (token.text.back() == '%') return token;
    const std::size_t unit = end_of(end, [](char c) { return c == ' ' || c == '\t'; });
    const std::size_t unit_end = end_of_unit(unit);
    if (unit_end == unit) return token;
    token.unit = source_.text.substr(unit, unit_end - unit);
    if (!parse_unit(token.unit)) fail(unit, fmt::format("`{}` is no unit", token.unit));
    token.span.end = at_ = unit_end;
    return token;
  }

  bool unit_at(std::size_t at) const {
    if (!is_letter(look(at))) return false;
    const std::string_view text = source_.text.substr(at, end_of(at, is_word_char) - at);
    return !is_keyword(text) && is_unit_name(text);
  }

  // The end of a unit such as km/h or m/s^2 that begins at `at`; `at` itself when there is none.
  std::size_t end_of_unit(std::size_t at) const {
    if (!unit_at(at)) return at;
    for (;;) {
      at = end_of(at, is_word_char);
      const std::size_t digits = at + (look(at + 1) == '-' ? 2 : 1);
      if (look(at) == '^' && is_digit(look(digits))) at = end_of(digits, is_digit);
      if ((look(at) != '/' && look(at) != '*') || !unit_at(at + 1)) return at;
      ++at;
    }
  }

  const Source& source_;
  std::size_t end_;
  std::size_t at_;
  std::size_t max_tokens_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(const Source& source, std::size_t max_tokens) {
  return Lexer(source, max_tokens).run();
}

}  // namespace modus::claims
