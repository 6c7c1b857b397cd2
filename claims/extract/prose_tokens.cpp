#include "claims/extract/prose_tokens.h"

#include <algorithm>

#include "base/ascii.h"
#include "claims/calendar.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMostDigits = 60;  // longer ones are no quantities of a story

bool is_prose_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }  // inside UTF-8

class Scanner {
 public:
  explicit Scanner(const PlainText& plain) : text_(plain.text) {}

  std::vector<ProseToken> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_prose_blank(c))
        ++at_;
      else if (c == '$')
        currency();
      else if (number_at(at_))
        number();
      else if (is_letter(c))
        word();
      else if (is_high(c))
        push(ProseKind::kOpaque, "", run_of(at_, is_high));
      else
        sign();
    }
    return std::move(tokens_);
  }

 private:
  char look(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::size_t skip_blanks(std::size_t i) const {
    while (look(i) == ' ') ++i;
    return i;
  }
  std::size_t run_of(std::size_t i, bool (*belongs)(char)) const {
    while (i < text_.size() && belongs(text_[i])) ++i;
    return i;
  }
  bool number_at(std::size_t i) const {
    return is_digit(look(i)) || (look(i) == '.' && is_digit(look(i + 1)));
  }
  // Whether a quantity begins here: what makes a word in front of it an operator.
  bool operand_at(std::size_t i) const {
    i = skip_blanks(i);
    while (look(i) == '$' || look(i) == '(') i = skip_blanks(i + 1);
    return number_at(i);
  }
  bool after_operand() const {
    return !tokens_.empty() &&
           (tokens_.back().kind == ProseKind::kNumber || tokens_.back().kind == ProseKind::kWord ||
            tokens_.back().kind == ProseKind::kName || is_sign(tokens_.back(), ")"));
  }
  // Nothing but blanks before it on its line.
  bool begins_line() const {
    std::size_t i = at_;
    while (i > 0 && (text_[i - 1] == ' ' || text_[i - 1] == '\t')) --i;
    return i == 0 || text_[i - 1] == '\n';
  }

  void push(ProseKind kind, std::string text, std::size_t end) {
    const bool spoken = kind == ProseKind::kSign && is_letter(text_[at_]) && end - at_ > 1;
    tokens_.push_back({kind, std::move(text), at_, end, money_, spoken});
    at_ = end;
    money_ = false;
  }

  // A currency sign, or the mark of inline LaTeX: both say nothing about how far a term reaches.
  void currency() {
    money_ = number_at(skip_blanks(at_ + 1));
    ++at_;
  }

  void number() {
    if (looks_like_date(std::string_view(text_).substr(at_, 10)) && !is_digit(look(at_ + 10)))
      return push(ProseKind::kOpaque, "", at_ + 10);
    std::size_t end = at_;
    std::string digits;
    while (is_digit(look(end)) || is_separator(end)) {
      if (look(end) != ',') digits += look(end);
      ++end;
    }
    if (digits.empty()) digits = "0";
    if (look(end) == '.' && is_digit(look(end + 1))) {
      digits += text_[end++];
      while (is_digit(look(end))) digits += text_[end++];
    }
    const std::size_t opaque = opaque_end(end);
    const bool clock = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';  // 0730
    if (opaque != end || clock || digits.size() > kMostDigits)
      return push(ProseKind::kOpaque, "", std::max(opaque, end));
    const std::size_t sign = skip_blanks(end);
    if (look(end) == '%' || text_.compare(sign, 7, "percent") == 0) {
      digits += '%';
      end = look(end) == '%' ? end + 1 : sign + 7;
    }
    push(ProseKind::kNumber, std::move(digits), end);
  }

  // Where something ends that only begins with a number: 3c, 2nd, 9:30, 1.2.3, 3!, 8.33... ; `end`
  // itself when the number stands alone.
  std::size_t opaque_end(std::size_t end) const {
    const char next = look(end), after = look(end + 1);
    if ((next == ':' || next == '.' || next == ',') && is_digit(after) && !is_separator(end))
      return run_of(end, [](char c) { return is_digit(c) || c == ':' || c == '.' || c == ','; });
    if (next == '\\' || (next == '.' && after == '\\')) return end + 1;  // 3\pi, 0.\overline{6}
    if (next == '.' && after == '.') return run_of(end, [](char c) { return c == '.'; });
    if (next == '!' && continues(skip_blanks(end + 1))) return end + 1;
    if (next == '_') return end + 1;
    if (!is_letter(next)) return end;
    const std::size_t letters = run_of(end, is_letter);
    const std::string unit = text_.substr(end, letters - end);
    if ((next == 'x' || next == 'X') && letters == end + 1 && operand_at(letters)) return end;
    // 30mph is a number with a unit; 3ab may be algebra, 4ths is an ordinal, 5ooo has letters for
    // digits.
    if (unit.find_first_not_of("oO") == std::string::npos) return letters;
    const bool is_unit =
        !dimension_of_word(unit).empty() ? unit.size() > 1 : unit.size() > 2 && unit != "ths";
    return is_unit ? end : letters;
  }

  // Mathematics goes on here: 3! + 1 is no exclamation.
  bool continues(std::size_t i) const {
    return look(i) != '\0' &&
           std::string_view("=+-*/^)0123456789").find(look(i)) != std::string_view::npos;
  }

  // A comma between groups of three digits.
  bool is_separator(std::size_t i) const {
    return look(i) == ',' && i > at_ && is_digit(look(i - 1)) && is_digit(look(i + 1)) &&
           is_digit(look(i + 2)) && is_digit(look(i + 3)) && !is_digit(look(i + 4));
  }

  std::size_t word_end(std::size_t end) const {
    while (is_letter(look(end)) || is_high(look(end)) || look(end) == '\'' ||
           (look(end) == '-' && is_letter(look(end + 1)) && is_letter(look(end + 2))))
      ++end;
    return end;
  }

  void word() {
    std::size_t end = word_end(at_);
    std::string word = text_.substr(at_, end - at_);
    const bool lone = word.size() == 1;
    if (is_digit(look(end)) && !(lone && operator_word(word, end).size() == 1))
      return push(ProseKind::kOpaque, "",
                  run_of(end, [](char c) { return is_digit(c) || is_letter(c); }));
    if (lone && look(end) == '_') return push(ProseKind::kOpaque, "", end + 1);
    // "(3/4)a", "(1/3)Bh": letters that touch a bracket are factors.
    if (at_ > 0 && text_[at_ - 1] == ')' && dimension_of_word(word).empty())
      return push(lone ? ProseKind::kName : ProseKind::kOpaque, word, end);
    word = lower(word);
    const std::string sign = operator_word(word, end);
    if (!sign.empty()) return push(ProseKind::kSign, sign, end);
    if (lone && text_[at_] != 'a' && text_[at_] != 'I')
      return push(ProseKind::kName, text_.substr(at_, 1), end);
    push(ProseKind::kWord, std::move(word), end);
  }

  // "x", "times", "multiplied by" between two quantities, "of" behind a fraction or a percentage,
  // "equals": the sign that it stands for, and moves `end` behind it. Empty for any other word.
  std::string operator_word(const std::string& word, std::size_t& end) const {
    if (!after_operand()) return "";
    const std::size_t behind = skip_blanks(end);
    const bool by = text_.compare(behind, 3, "by ") == 0 && operand_at(behind + 3);
    if ((word == "multiplied" || word == "divided") && by) {
      end = behind + 2;
      return word == "divided" ? "/" : "*";
    }
    if (!operand_at(end)) return "";
    if (word == "x" || word == "X" || word == "times") return "*";
    if (word == "plus") return "+";
    if (word == "minus") return "-";
    if (word == "equals") return "=";
    if (word == "of" && is_share()) return "*";
    return "";
  }

  // The last tokens are 15% or 3 / 4.
  bool is_share() const {
    const std::size_t n = tokens_.size();
    if (tokens_.back().kind != ProseKind::kNumber) return false;
    return tokens_.back().text.back() == '%' ||
           (n >= 3 && is_sign(tokens_[n - 2], "/") && tokens_[n - 3].kind == ProseKind::kNumber);
  }

  void sign() {
    const char c = text_[at_];
    const char next = look(at_ + 1);
    if (c == '~' && next == '=') return push(ProseKind::kSign, "~=", at_ + 2);
    if (c == '[' || c == ']') return push(ProseKind::kSign, c == '[' ? "(" : ")", at_ + 1);
    // "2/- each": a sign for whole rupees and shillings.
    if (c == '/' && next == '-' && !is_digit(look(at_ + 2)) && look(at_ + 2) != '(')
      return push(ProseKind::kStop, "", at_ + 2);
    if (c == '=' && (next == '>' || next == '<')) return push(ProseKind::kStop, "", at_ + 2);
    if ((c == '<' || c == '>' || c == '!') && next == '=')
      return push(ProseKind::kOpaque, "", at_ + 2);
    if (std::string_view("<>_|\\?{}").find(c) != std::string_view::npos)
      return push(ProseKind::kOpaque, std::string(1, c), at_ + 1);
    const bool bullet = (c == '-' || c == '*' || c == '+') && begins_line() && is_prose_blank(next);
    if (bullet || std::string_view("+-*/^()=").find(c) == std::string_view::npos)
      return push(ProseKind::kStop, std::string(1, c), at_ + 1);
    // "8-hour", "thirty-six": a sign that joins words.
    if (c == '-' && at_ > 0 && !is_prose_blank(text_[at_ - 1]) && is_letter(next) &&
        is_letter(look(at_ + 2)))
      return push(ProseKind::kWord, text_.substr(at_, word_end(at_ + 1) - at_), word_end(at_ + 1));
    push(ProseKind::kSign, std::string(1, c), at_ + 1);
  }

  const std::string& text_;
  std::size_t at_ = 0;
  bool money_ = false;
  std::vector<ProseToken> tokens_;
};

}  // namespace

std::vector<ProseToken> prose_tokens(const PlainText& plain) { return Scanner(plain).run(); }

bool is_sign(const ProseToken& token, std::string_view sign) {
  return token.kind == ProseKind::kSign && token.text == sign;
}
bool is_equality(const ProseToken& token) { return is_sign(token, "=") || is_sign(token, "~="); }
bool is_operator(const ProseToken& token) {
  return token.kind == ProseKind::kSign && !is_equality(token) && token.text != "(" &&
         token.text != ")";
}
bool is_word(const ProseToken& token, std::string_view word) {
  return token.kind == ProseKind::kWord && token.text == word;
}
bool is_unit(const ProseToken& token) {
  return token.kind == ProseKind::kWord && is_unit_word(token.text);
}
bool touches(const ProseToken& left, const ProseToken& right) { return left.end == right.begin; }

}  // namespace modus::claims
