#include "claims/extract/code.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/error.h"
#include "claims/evaluate.h"
#include "claims/extract/rounding.h"
#include "claims/parse.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxLineBytes = 400;
constexpr std::size_t kMaxLines = 2000;       // later ones stay unread
constexpr std::size_t kMaxDecimals = 12;      // more of them show how a machine rounds
constexpr std::size_t kMaxCarriedBits = 400;  // of a value that is carried on

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

std::string_view name_at_front(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_name_char(text[end])) ++end;
  return !text.empty() && is_digit(text.front()) ? std::string_view() : text.substr(0, end);
}

// The operators of the claim language for those of Python.
std::string in_our_signs(std::string_view code) {
  std::string text;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool twice = i + 1 < code.size() && code[i + 1] == code[i];
    if (code[i] == '*' && twice)
      text += '^', ++i;
    else if (code[i] == '/' && twice)
      text += " div ", ++i;
    else if (code[i] == '%')
      text += " mod ";
    else
      text += code[i];
  }
  return text;
}

struct Known {
  Claim term;  // with values for names
  Rational value;
};

class CodeReader {
 public:
  explicit CodeReader(std::string_view text) : text_(text) {}

  Code run() {
    for (std::size_t at = 0, lines = 0; at < text_.size() && lines < kMaxLines; ++lines) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      line(at, end);
      at = end + 1;
    }
    return std::move(code_);
  }

 private:
  void line(std::size_t begin, std::size_t end) {
    const std::string_view whole = text_.substr(begin, end - begin), text = trimmed(whole);
    if (text.starts_with("```")) {
      inside_ = !inside_ && opens_code(trimmed(text.substr(3)), end);
      other_ = !inside_ && !other_ && !text.substr(3).empty();
      return;
    }
    if (!inside_) return quoted(begin, end);
    if (text.empty() || text.front() == '#') return;
    const bool indented = whole.front() == ' ' || whole.front() == '\t';
    const bool understood = !indented && text.size() <= kMaxLineBytes && statement(text);
    if (!understood) known_.clear();
    code_.lines.push_back({{begin, end}, understood});
  }

  // No language or Python, and some line that assigns.
  bool opens_code(std::string_view language, std::size_t at) const {
    if (!language.empty() && language != "python" && language != "py") return false;
    const std::size_t close = text_.find("```", at);
    if (close == std::string_view::npos) return false;
    while (at < close) {
      const std::size_t end = std::min(text_.find('\n', at + 1), close);
      const std::string_view line = text_.substr(at + 1, end - std::min(at + 1, end));
      const std::string_view name = name_at_front(line);
      const std::string_view rest = trimmed(line.substr(name.size()));
      const bool assigns = rest.starts_with("=") || rest.starts_with("+=");
      if (!name.empty() && assigns && !rest.starts_with("==")) return true;
      at = end;
    }
    return false;
  }

  bool statement(std::string_view line) {
    const std::size_t hash = line.find('#');
    const std::string_view code = trimmed(line.substr(0, hash));
    const std::string_view comment =
        hash == std::string_view::npos ? std::string_view() : trimmed(line.substr(hash + 1));
    if (code.find_first_of("\"'") != std::string_view::npos) return false;
    if (code.starts_with("import ")) return true;
    if (code.starts_with("assert ")) return asserted(code);
    if (code.starts_with("print(") && code.ends_with(")")) {
      const auto shown = expression(code.substr(6, code.size() - 7));
      if (shown) commented(*shown, comment, code);
      return shown.has_value();
    }
    return assignment(code, comment);
  }

  // NAME = EXPRESSION, NAME += EXPRESSION
  bool assignment(std::string_view code, std::string_view comment) {
    const std::string name(name_at_front(code));
    const std::size_t sign = code.find('=');
    if (name.empty() || sign == std::string_view::npos) return false;
    const std::string_view before = trimmed(code.substr(name.size(), sign - name.size()));
    const std::string_view right = trimmed(code.substr(sign + 1));
    std::optional<Known> value;
    if (before.empty())
      value = expression(right);
    else if (before.size() == 1 && std::string_view("+-*/").find(before) != std::string_view::npos)
      value = expression(name + " " + std::string(before) + " (" + std::string(right) + ")");
    if (!value) return false;
    commented(*value, comment, code);
    known_.insert_or_assign(name, std::move(*value));
    return true;
  }

  // "36", "= 36", "-> 36": behind the code, nothing else.
  void commented(const Known& value, std::string_view comment, std::string_view code) {
    for (const std::string_view sign : {"=>", "->", "="})
      if (comment.starts_with(sign)) {
        comment = trimmed(comment.substr(sign.size()));
        break;
      }
    if (comment.empty()) return;
    states(value, comment, span_of(code, comment));
  }
  bool asserted(std::string_view code) {
    const std::size_t sign = code.find("==");
    if (sign == std::string_view::npos) return false;
    const auto left = expression(code.substr(7, sign - 7));
    if (left) states(*left, trimmed(code.substr(sign + 2)), span_of(code, code));
    return left.has_value();
  }

  // A number that is said to be the value. Nothing is read from any other text.
  void states(const Known& value, std::string_view written, Span span) {
    const bool negative = written.starts_with("-");
    const std::string_view digits = negative ? written.substr(1) : written;
    const auto literal = parse_literal(digits);
    if (!literal || digits.ends_with("%") || decimals(digits) > kMaxDecimals) return;
    const Claim stated = number(*literal, {});
    auto claim =
        equality(value.term, negative ? unary(Op::kNegate, stated) : stated, Rounding::kExact);
    if (!claim || value.term.op() == Op::kNumber) return;
    Reading reading;
    reading.rounded = claim->op() == Op::kApproximately;
    reading.claim = std::move(*claim);
    reading.span = span;
    code_.readings.push_back(std::move(reading));
  }
  static std::size_t decimals(std::string_view digits) {
    const std::size_t point = digits.find('.');
    return point == std::string_view::npos ? 0 : digits.size() - point - 1;
  }

  std::optional<Known> expression(std::string_view code) const {
    if (const auto found = known_.find(std::string(trimmed(code))); found != known_.end())
      return found->second;
    if (code.empty() || code.find_first_of("=<>,;{}[]~&|@:\"'") != std::string_view::npos)
      return std::nullopt;
    Claim equation;
    try {
      equation = parse_claim(in_our_signs(code) + " = 0", "code");
    } catch (const Error&) {
      return std::nullopt;
    }
    if (equation.op() != Op::kEqual) return std::nullopt;
    std::vector<Replacement> values;
    for (const auto& [name, known] : known_) values.push_back({name, number_term(known.value)});
    const Claim term = substitute_names(equation.child(0), values);
    const Value value = evaluate_ground(term);
    const auto* quantity = std::get_if<Quantity>(&value);
    if (!quantity || !quantity->unit.empty() ||
        mpz_sizeinbase(quantity->value.get_num_mpz_t(), 2) > kMaxCarriedBits)
      return std::nullopt;
    return Known{term, quantity->value};
  }

  // "`total` is 41", "`total` = 41" in prose.
  void quoted(std::size_t begin, std::size_t end) {
    if (other_) return;
    for (std::size_t open = text_.find('`', begin); open < end;) {
      const std::size_t close = text_.find('`', open + 1);
      if (close >= end) return;
      const auto found = known_.find(std::string(text_.substr(open + 1, close - open - 1)));
      if (found != known_.end()) said(found->second, open, close + 1, end);
      open = text_.find('`', close + 1);
    }
  }
  void said(const Known& value, std::size_t open, std::size_t at, std::size_t end) {
    const std::string_view rest = text_.substr(at, end - at);
    for (const std::string_view verb : {" is ", " = ", " equals ", " is now "}) {
      if (!rest.starts_with(verb)) continue;
      std::size_t last = verb.size();
      while (last < rest.size() && (is_digit(rest[last]) || rest[last] == '.' || rest[last] == '-'))
        ++last;
      while (last > verb.size() && rest[last - 1] == '.') --last;
      const std::string_view behind = trimmed(rest.substr(last));
      const bool ends = behind.empty() || behind.starts_with(".") || behind.starts_with(",") ||
                        behind.starts_with(";");
      if (ends) states(value, rest.substr(verb.size(), last - verb.size()), {open, at + last});
    }
  }

  // Of views into the text.
  Span span_of(std::string_view first, std::string_view last) const {
    return {static_cast<std::size_t>(first.data() - text_.data()),
            static_cast<std::size_t>(last.data() - text_.data()) + last.size()};
  }

  std::string_view text_;
  bool inside_ = false;  // a block of code that is read
  bool other_ = false;   // a block in another language
  std::map<std::string, Known> known_;
  Code code_;
};

}  // namespace

Code read_code(std::string_view text) { return CodeReader(text).run(); }

}  // namespace modus::claims
