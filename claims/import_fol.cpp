#include "claims/import_fol.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/fol_tokens.h"
#include "claims/parse.h"

namespace modus::claims {
namespace {

// How far a quantifier reaches where no `.` says so.
enum class Reach : std::uint8_t { kUnit, kRight };

struct Infix {
  FolSign sign;
  Op op;
  int precedence;
  bool right = false;
};

constexpr Infix kInfixes[] = {
    {FolSign::kIff, Op::kIff, 1}, {FolSign::kImplies, Op::kImplies, 2, true},
    {FolSign::kXor, Op::kXor, 3}, {FolSign::kOr, Op::kOr, 4},
    {FolSign::kAnd, Op::kAnd, 5}, {FolSign::kComma, Op::kAnd, 5}};

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digits_only(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// x, y1: names that stand for variables wherever they are written; y1984 is none.
bool is_variable_by_convention(std::string_view name) {
  return name.front() >= 'u' && name.front() <= 'z' && name.size() <= 3 &&
         digits_only(name.substr(1));
}

// A variable that is used and not bound; another reach of the quantifiers may bind it.
class UnboundError : public ParseError {
 public:
  using ParseError::ParseError;
};

class FolParser {
 public:
  FolParser(std::string_view text, std::string_view source_name, FolNames& names, Reach reach)
      : text_(text),
        source_name_(source_name),
        names_(names),
        reach_(reach),
        tokens_(fol_tokens(text, source_name)) {}

  ImportedClaim parse() {
    if (peek().sign == FolSign::kEnd) fail(peek(), "expected a formula, found nothing");
    Claim claim = formula(0);
    if (peek().sign == FolSign::kClose && only_closing_is_left()) {
      note(peek(), "closing bracket too many, left out");
    } else if (peek().sign != FolSign::kEnd) {
      fail(peek(), peek().sign == FolSign::kClose
                       ? "this bracket closes nothing: add its opening one or leave it out"
                       : fmt::format("expected a connective (∧ ∨ ⊕ → ↔), found `{}`", peek().text));
    }
    return {std::move(claim), std::move(notes_)};
  }

 private:
  struct Bound {
    std::string spelling;
    std::string variable;
  };
  // A name with what stands in brackets behind it; whether predicate or function shows later.
  struct Head {
    FolToken token;
    std::string spelling;
    std::vector<Claim> arguments;
    std::size_t end = 0;
  };
  class Deeper {  // one level of nesting, while it lives
   public:
    Deeper(FolParser& parser) : parser_(parser) {
      if (++parser_.nesting_ > kMaxNesting)
        parser_.fail(parser_.peek(), fmt::format("nested deeper than {} levels", kMaxNesting));
    }
    ~Deeper() { --parser_.nesting_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    FolParser& parser_;
  };

  const FolToken& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
  }
  FolToken take() {
    const FolToken token = peek();
    if (token.sign != FolSign::kEnd) ++next_;
    return token;
  }
  bool accept(FolSign sign) {
    if (peek().sign != sign) return false;
    take();
    return true;
  }
  [[noreturn]] void fail(const FolToken& token, const std::string& message) const {
    throw ParseError(source_name_, text_, token.span.begin, message);
  }
  void note(const FolToken& token, std::string_view what) {
    notes_.push_back(
        fmt::format("column {}: {}", position_of(text_, token.span.begin).column, what));
  }
  bool only_closing_is_left() const {
    return std::all_of(tokens_.begin() + static_cast<std::ptrdiff_t>(next_), tokens_.end() - 1,
                       [](const FolToken& token) { return token.sign == FolSign::kClose; });
  }
  void close(const FolToken& open) {
    if (accept(FolSign::kClose)) return;
    if (peek().sign != FolSign::kEnd)
      fail(peek(), fmt::format("expected `)` or a connective, found `{}`", peek().text));
    note(open, "bracket never closed: closed at the end");
  }

  Claim checked(Claim claim, const FolToken& at) const {
    if (claim.depth() > kMaxDepth)
      fail(at, fmt::format("the formula is deeper than {}: write several", kMaxDepth));
    return claim;
  }

  Claim formula(int loosest) {
    const Deeper deeper(*this);
    Claim left = prefix();
    while (true) {
      const auto infix = std::find_if(
          std::begin(kInfixes), std::end(kInfixes),
          [&](const Infix& i) { return i.sign == peek().sign && i.precedence > loosest; });
      if (infix == std::end(kInfixes)) return left;
      const FolToken sign = take();
      if (sign.sign == FolSign::kComma) note(sign, "comma between formulas, read as ∧");
      Claim right = formula(infix->right ? infix->precedence - 1 : infix->precedence);
      const Span span{left.span().begin, right.span().end};
      left = checked(make(infix->op, "", {std::move(left), std::move(right)}, span), sign);
    }
  }

  Claim prefix() {
    const Deeper deeper(*this);
    const FolToken token = peek();
    switch (token.sign) {
      case FolSign::kNot: {
        take();
        Claim inner = prefix();
        const Span span{token.span.begin, inner.span().end};
        return make(Op::kNot, "", {std::move(inner)}, span);
      }
      case FolSign::kForall:
      case FolSign::kExists:
        return quantified();
      case FolSign::kOpen: {
        take();
        Claim inner = formula(0);
        close(token);
        return inner;
      }
      case FolSign::kName:
        return atom();
      default:
        fail(token, token.sign == FolSign::kEnd
                        ? std::string("expected a formula, found the end")
                        : fmt::format("expected a formula, found `{}`", token.text));
    }
  }

  Claim quantified() {
    const FolToken quantifier = take();
    const std::size_t outer = scope_.size();
    do {
      if (peek().sign != FolSign::kName)
        fail(peek(), fmt::format("expected a variable after {}, as in {}x", quantifier.text,
                                 quantifier.text));
      const std::string spelling(take().text);
      scope_.push_back({spelling, variable_for(spelling)});
    } while (accept(FolSign::kComma) ||
             (peek().sign == FolSign::kName && is_variable_by_convention(peek().text) &&
              peek(1).sign != FolSign::kEqual && peek(1).sign != FolSign::kNotEqual));
    const bool reaches_right = accept(FolSign::kStop) || reach_ == Reach::kRight;
    Claim body = reaches_right ? formula(0) : prefix();
    const Op op = quantifier.sign == FolSign::kForall ? Op::kForall : Op::kExists;
    const Span span{quantifier.span.begin, body.span().end};
    while (scope_.size() > outer) {
      body = make(op, scope_.back().variable, {std::move(body)}, span);
      scope_.pop_back();
    }
    return checked(std::move(body), quantifier);
  }

  // One capital letter with digits, and not the letter of another variable in scope.
  std::string variable_for(std::string_view spelling) const {
    std::string letter(1, is_ascii_letter(spelling.front()) ? spelling.front() : 'x');
    if (letter.front() >= 'a') letter.front() = static_cast<char>(letter.front() - 'a' + 'A');
    const bool short_form = digits_only(spelling.substr(1)) && spelling.size() < 10;
    std::string variable = letter + std::string(short_form ? spelling.substr(1) : "");
    const auto taken = [&] {
      return std::any_of(scope_.begin(), scope_.end(), [&](const Bound& bound) {
        return bound.variable == variable && bound.spelling != spelling;
      });
    };
    for (std::size_t number = 1; taken(); ++number) variable = fmt::format("{}{}", letter, number);
    return variable;
  }

  Claim atom() {
    Head head = read_head();
    const FolSign next = peek().sign;
    if (next == FolSign::kEqual || next == FolSign::kNotEqual) {
      take();
      Claim left = as_term(std::move(head)), right = term();
      const Span span{left.span().begin, right.span().end};
      return make(next == FolSign::kEqual ? Op::kEqual : Op::kNotEqual, "",
                  {std::move(left), std::move(right)}, span);
    }
    return as_atom(std::move(head));
  }

  Claim term() {
    const Deeper deeper(*this);
    if (peek().sign != FolSign::kName)
      fail(peek(), peek().sign == FolSign::kEnd
                       ? std::string("expected a term, found the end")
                       : fmt::format("expected a name or variable, found `{}`", peek().text));
    return as_term(read_head());
  }

  Head read_head() {
    Head head;
    head.token = take();
    head.spelling = std::string(head.token.text);
    head.end = head.token.span.end;
    while (peek().sign == FolSign::kName) {
      if (!in_arguments_)
        fail(peek(), fmt::format("expected a connective (∧ ∨ ⊕ → ↔), found `{}`", peek().text));
      note(head.token, fmt::format("`{} {}` is read as one name", head.spelling, peek().text));
      head.end = peek().span.end;
      head.spelling += fmt::format(" {}", take().text);
    }
    if (peek().sign != FolSign::kOpen) return head;
    const FolToken open = take();
    const bool outer = std::exchange(in_arguments_, true);
    do head.arguments.push_back(term());
    while (accept(FolSign::kComma));
    in_arguments_ = outer;
    head.end = peek().span.end;
    close(open);
    return head;
  }

  Claim as_atom(Head head) {
    const Span span{head.token.span.begin, head.end};
    const std::string& name =
        names_.name_of(head.spelling, FolRole::kPredicate, head.arguments.size());
    if (head.arguments.empty()) return make(Op::kName, name, {}, span);
    return checked(make(Op::kApply, name, std::move(head.arguments), span), head.token);
  }

  Claim as_term(Head head) {
    const Span span{head.token.span.begin, head.end};
    if (!head.arguments.empty())
      return checked(
          make(Op::kApply, names_.name_of(head.spelling, FolRole::kFunction, head.arguments.size()),
               std::move(head.arguments), span),
          head.token);
    for (auto bound = scope_.rbegin(); bound != scope_.rend(); ++bound)
      if (bound->spelling == head.spelling) return make(Op::kVariable, bound->variable, {}, span);
    if (is_variable_by_convention(head.spelling))
      throw UnboundError(source_name_, text_, span.begin,
                         fmt::format("no quantifier binds `{0}`: write ∀{0} (...) or ∃{0} (...) "
                                     "round everything that speaks of it",
                                     head.spelling));
    return make(Op::kName, names_.name_of(head.spelling, FolRole::kFunction, 0), {}, span);
  }

  std::string_view text_;
  std::string_view source_name_;
  FolNames& names_;
  Reach reach_;
  std::vector<FolToken> tokens_;
  std::size_t next_ = 0;
  std::size_t nesting_ = 0;
  bool in_arguments_ = false;
  std::vector<Bound> scope_;
  std::vector<std::string> notes_;
};

}  // namespace

ImportedClaim import_fol(std::string_view text, std::string_view source_name, FolNames& names) {
  FolNames tried = names;
  try {
    ImportedClaim imported = FolParser(text, source_name, tried, Reach::kUnit).parse();
    names = std::move(tried);
    return imported;
  } catch (const UnboundError& unbound) {
    // `∀x Outgoing(x) → Large(x)`: only a quantifier that reaches to the right end can be meant,
    // where that binds everything.
    const std::size_t column = unbound.position().column;
    tried = names;
    std::optional<ImportedClaim> imported;
    try {
      imported = FolParser(text, source_name, tried, Reach::kRight).parse();
    } catch (const ParseError&) {
    }
    if (!imported) throw;
    names = std::move(tried);
    imported->notes.push_back(fmt::format(
        "column {}: a variable behind its quantifier's reach: quantifiers read as reaching to the "
        "right end",
        column));
    return *std::move(imported);
  }
}

}  // namespace modus::claims
