#include "claims/claim_parser.h"

#include <utility>

#include <fmt/core.h>

#include "claims/comprehension_parser.h"
#include "claims/functions.h"
#include "claims/json_string.h"
#include "claims/number_parser.h"
#include "claims/operands.h"
#include "claims/probability_parser.h"
#include "claims/token_remedies.h"

namespace modus::claims {
namespace {

class Parser {
 public:
  Parser(TokenStream& tokens, AtomForm form) : tokens_(tokens), form_(form) {}

  // Operators of at least this precedence, grouped by the operator table.
  Claim expression(int precedence) {
    Claim left = prefix(precedence);
    while (const Operator* op = infix_at(precedence)) {
      if (op->precedence == kComparisonPrecedence) {
        left = comparison(std::move(left));
      } else {
        tokens_.take();
        require_operand(tokens_, left, *op);
        Claim right = right_operand(*op);
        require_operand(tokens_, right, *op);
        left = joined(op->op, std::move(left), std::move(right));
        if (op->fixity == Fixity::kAlone) refuse_chain(*op);
      }
    }
    return left;
  }

 private:
  // Counts one level of brackets, prefixes or right-going operators while it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser_.nesting_ > kMaxNesting)
        parser_.tokens_.fail(parser_.tokens_.peek(),
                             fmt::format("nested more than {} levels deep", kMaxNesting));
    }
    ~Level() { --parser_.nesting_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser& parser_;
  };

  const Operator* infix_at(int precedence) const {
    const Token& token = tokens_.peek();
    if (token.kind != TokenKind::kSymbol && token.kind != TokenKind::kKeyword) return nullptr;
    const Operator* op = infix_operator(token.text);
    return op && op->precedence >= precedence ? op : nullptr;
  }

  Claim right_operand(const Operator& op) {
    if (op.fixity != Fixity::kRight) return expression(op.precedence + 1);
    const Level level(*this);
    if (op.op == Op::kPower && tokens_.at("-")) return minus();
    return expression(op.precedence);
  }

  Claim finished(Claim claim) const {
    if (claim.depth() > kMaxDepth)
      tokens_.fail(claim.span().begin,
                   fmt::format("this is more than {} operators deep", kMaxDepth));
    return claim;
  }
  Claim joined(Op op, Claim left, Claim right) const {
    const Span span{left.span().begin, right.span().end};
    return finished(make(op, "", {std::move(left), std::move(right)}, span));
  }

  void refuse_chain(const Operator& op) const {
    const Token& token = tokens_.peek();
    const Operator* next = infix_at(op.precedence);
    if (next && next->precedence == op.precedence)
      tokens_.fail(token, fmt::format("`{}` does not chain, use brackets or `and`", op.text));
  }

  // a < b <= c becomes a < b and b <= c.
  Claim comparison(Claim left) {
    Claim all;
    bool first = true;
    while (const Operator* op = infix_at(kComparisonPrecedence)) {
      if (op->precedence != kComparisonPrecedence) break;
      tokens_.take();
      require_operand(tokens_, left, *op);
      Claim right = expression(kComparisonPrecedence + 1);
      require_right_of_comparison(tokens_, right, *op);
      if (op->fixity == Fixity::kAlone && !first)
        tokens_.fail(left.span().begin, fmt::format("`{}` does not chain, use `and`", op->text));
      Claim pair = joined(op->op, std::move(left), right);
      all = first ? std::move(pair) : joined(Op::kAnd, std::move(all), std::move(pair));
      first = false;
      left = std::move(right);
      if (op->fixity == Fixity::kAlone) refuse_chain(*op);
    }
    return all;
  }

  Claim prefix(int precedence) {
    const Token token = tokens_.peek();
    if (tokens_.at("forall") || tokens_.at("exists")) {
      refuse_formula_at(precedence, token);
      return quantifier();
    }
    if (tokens_.at("not") || tokens_.at("absent")) {
      refuse_formula_at(precedence, token);
      return negation();
    }
    if (tokens_.at("-") && precedence <= kMinusPrecedence) return minus();
    if (token.kind == TokenKind::kName && is_modal_word(token.text)) {
      refuse_formula_at(precedence, token);
      return modal();
    }
    return primary(precedence);
  }

  void refuse_formula_at(int precedence, const Token& token) const {
    if (precedence > kNotPrecedence)
      tokens_.fail(token, fmt::format("a term is expected here, and `{}` begins a claim that is "
                                      "true or false",
                                      token.text));
  }

  Claim minus() {
    const Level level(*this);
    const Token sign = tokens_.take();
    Claim operand = expression(kMinusPrecedence);
    require_term(tokens_, operand, "`-`");
    return wrapped(Op::kNegate, sign, std::move(operand));
  }

  Claim negation() {
    const Level level(*this);
    const Token word = tokens_.take();
    Claim operand = expression(kNotPrecedence);
    require_formula(tokens_, operand, fmt::format("`{}`", word.text));
    if (word.text == "not") return wrapped(Op::kNot, word, std::move(operand));
    if (!is_atom(operand))
      tokens_.fail(operand.span().begin, "`absent` takes one atom, as in absent p(X)");
    return wrapped(Op::kAbsent, word, std::move(operand));
  }

  // likely p: kept as an application to a claim.
  Claim modal() {
    const Level level(*this);
    const Token word = tokens_.take();
    Claim operand = expression(kNotPrecedence);
    require_formula(tokens_, operand, fmt::format("`{}`", word.text));
    const Span span{word.span.begin, operand.span().end};
    return finished(make(Op::kApply, std::string(word.text), {std::move(operand)}, span));
  }

  Claim wrapped(Op op, const Token& front, Claim operand) const {
    const Span span{front.span.begin, operand.span().end};
    return finished(make(op, "", {std::move(operand)}, span));
  }

  Claim quantifier() {
    const Level level(*this);
    const Token word = tokens_.take();
    const Op op = word.text == "forall" ? Op::kForall : Op::kExists;
    std::vector<std::string> bound;
    do bound.push_back(bound_variable(word));
    while (tokens_.accept(","));
    tokens_.expect(":", fmt::format("the variables of `{}`", word.text));
    Claim body = expression(kLoosest);
    require_formula(tokens_, body, fmt::format("`{}`", word.text));
    const Span span{word.span.begin, body.span().end};
    for (auto name = bound.rbegin(); name != bound.rend(); ++name)
      body = finished(make(op, std::move(*name), {std::move(body)}, span));
    return body;
  }

  std::string bound_variable(const Token& quantifier) {
    const Token token = tokens_.take();
    if (token.kind != TokenKind::kVariable)
      tokens_.fail(token, fmt::format("`{}` binds variables, capital letters such as X; found {}",
                                      quantifier.text, shown(token)));
    if (tokens_.is_constant(token.text))
      tokens_.fail(token, fmt::format("{} is bound by a step of this chain and no variable, take "
                                      "another letter",
                                      token.text));
    return std::string(token.text);
  }

  Claim primary(int precedence) {
    const Token token = tokens_.peek();
    switch (token.kind) {
      case TokenKind::kName:
        return name(precedence);
      case TokenKind::kVariable:
        return variable();
      case TokenKind::kNumber:
        return parse_number(tokens_, form_);
      case TokenKind::kString:
        tokens_.take();
        return make(Op::kString, *read_json_string(token.text), {}, token.span);
      default:
        break;
    }
    if (tokens_.accept("true")) return make(Op::kTrue, "", {}, token.span);
    if (tokens_.accept("false")) return make(Op::kFalse, "", {}, token.span);
    if (tokens_.at("(")) return bracketed();
    if (tokens_.at("{")) return set();
    tokens_.fail(token, operand_remedy(token));
  }

  Claim name(int precedence) {
    const Token token = tokens_.peek();
    if (token.text == "graph") return finished(parse_graph(tokens_));
    const bool own = function_form(token.text) != nullptr && tokens_.peek_second().text == "(";
    const std::string symbol = own ? std::string(tokens_.take().text) : parse_name(tokens_, "this");
    if (tokens_.at("[")) return world(make(Op::kName, symbol, {}, token.span));
    if (tokens_.at("(")) {
      if (symbol == "independent") return finished(parse_independence(tokens_, token, events()));
      if (own && function_form(symbol)->function == Function::kVariance)
        return finished(parse_expectation(tokens_, token, bracketed(kComparisonPrecedence + 1), events()));
      return application(token, symbol);
    }
    if (form_ == AtomForm::kJuxtaposed && precedence <= kNotPrecedence && argument_depth_ == 0)
      return juxtaposed(token, symbol);
    return make(Op::kName, symbol, {}, token.span);
  }

  Claim application(const Token& head, const std::string& symbol) {
    const Level level(*this);
    const Token open = tokens_.take();
    if (tokens_.at(")"))
      tokens_.fail(open, fmt::format("without arguments write {} alone", symbol));
    std::vector<Claim> arguments = list(")", open, "an argument");
    require_arity(head, symbol, arguments.size());
    return finished(
        make(Op::kApply, symbol, std::move(arguments), {head.span.begin, tokens_.end_of_last()}));
  }

  void require_arity(const Token& head, const std::string& symbol, std::size_t arguments) const {
    if (const auto fault = arity_fault(symbol, arguments)) tokens_.fail(head, *fault);
  }

  // The token form's atoms: every name, variable and number that follows is an argument.
  Claim juxtaposed(const Token& head, const std::string& symbol) {
    std::vector<Claim> arguments;
    for (;;) {
      const TokenKind kind = tokens_.peek().kind;
      if (kind == TokenKind::kName) {
        const Token token = tokens_.peek();
        arguments.push_back(make(Op::kName, parse_name(tokens_, "this"), {}, token.span));
      } else if (kind == TokenKind::kVariable) {
        arguments.push_back(variable());
      } else if (kind == TokenKind::kNumber) {
        arguments.push_back(parse_number(tokens_, form_));
      } else {
        break;
      }
    }
    if (arguments.empty()) return make(Op::kName, symbol, {}, head.span);
    require_arity(head, symbol, arguments.size());
    return make(Op::kApply, symbol, std::move(arguments), {head.span.begin, tokens_.end_of_last()});
  }

  Claim variable() {
    const Token token = tokens_.take();
    const std::string letter(token.text);
    const bool applied = tokens_.at("(") && tokens_.peek().span.begin == token.span.end;
    if (applied && letter == "P") return finished(parse_probability(tokens_, token, events()));
    if (applied && letter == "E")
      return finished(parse_expectation(tokens_, token, bracketed(kComparisonPrecedence + 1), events()));
    if (applied) {
      tokens_.fail(token, fmt::format("{} is a variable and takes no arguments; names of "
                                      "predicates are lower case",
                                      letter));
    }
    const Op op = tokens_.is_constant(letter) ? Op::kName : Op::kVariable;
    if (tokens_.at("[")) return world(make(op, letter, {}, token.span));
    return make(op, letter, {}, token.span);
  }

  // Events have bracketed atoms in every form, and worlds.
  EventReader events() {
    return [this] {
      ++event_depth_;
      Claim event = bracketed(kLoosest)();
      require_formula(tokens_, event, "an event");
      --event_depth_;
      return event;
    };
  }

  // An operand whose atoms are bracketed in every form.
  EventReader bracketed(int precedence) {
    return [this, precedence] {
      const Level level(*this);
      const AtomForm outer = std::exchange(form_, AtomForm::kBracketed);
      Claim operand = expression(precedence);
      form_ = outer;
      return operand;
    };
  }

  Claim world(const Claim& name) {
    if (event_depth_ == 0 || name.op() != Op::kName)
      tokens_.fail(tokens_.peek(),
                   "square brackets do not group, write ( ); y[x = 0] is for P(...)");
    return finished(parse_world(tokens_, name));
  }

  Claim bracketed() {
    const Level level(*this);
    const Token open = tokens_.take();
    Claim inside = expression(kLoosest);
    close(")", open);
    return inside;
  }

  Claim set() {
    const Level level(*this);
    const Token open = tokens_.take();
    const std::string_view next = tokens_.peek_second().text;
    if (tokens_.peek().kind == TokenKind::kVariable && !tokens_.is_constant(tokens_.peek().text) &&
        (next == "in" || next == ":")) {
      Claim such_that = parse_comprehension(tokens_, open, bracketed(kComparisonPrecedence + 1),
                                            bracketed(kLoosest));
      close("}", open);
      return finished(std::move(such_that));
    }
    std::vector<Claim> members;
    if (!tokens_.accept("}")) members = list("}", open, "a member of a set");
    return finished(
        make(Op::kSet, "", std::move(members), {open.span.begin, tokens_.end_of_last()}));
  }

  std::vector<Claim> list(std::string_view closing, const Token& open, std::string_view role) {
    std::vector<Claim> items;
    ++argument_depth_;
    do {
      items.push_back(expression(kLoosest));
      require_term(tokens_, items.back(), role);
    } while (tokens_.accept(","));
    --argument_depth_;
    close(closing, open);
    return items;
  }

  void close(std::string_view closing, const Token& open) {
    if (tokens_.accept(closing)) return;
    if (tokens_.at_end())
      tokens_.fail(open, fmt::format("`{}` is not closed, add `{}`", open.text, closing));
    const Token& token = tokens_.peek();
    tokens_.fail(token,
                 fmt::format("expected an operator or `{}`, found {}", closing, shown(token)));
  }

  TokenStream& tokens_;
  AtomForm form_;
  std::size_t nesting_ = 0;
  std::size_t argument_depth_ = 0;  // brackets of applications and sets that are open
  std::size_t event_depth_ = 0;     // of P(...) and independent(...)
};

}  // namespace

Claim parse_expression(TokenStream& tokens, AtomForm form) {
  return Parser(tokens, form).expression(kLoosest);
}

Claim parse_formula(TokenStream& tokens, AtomForm form) {
  Parser parser(tokens, form);
  Claim claim = parser.expression(kLoosest);
  require_formula(tokens, claim, "this place");
  if (claim.op() == Op::kVariable)
    tokens.fail(claim.span().begin,
                fmt::format("the variable {} alone is no claim, write {} = ... or p({})",
                            claim.name(), claim.name(), claim.name()));
  return claim;
}

Claim parse_term(TokenStream& tokens) {
  Parser parser(tokens, AtomForm::kBracketed);
  Claim term = parser.expression(kLoosest);
  require_term(tokens, term, "this place");
  return term;
}

}  // namespace modus::claims
