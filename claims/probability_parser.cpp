#include "claims/probability_parser.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "claims/grammar.h"
#include "claims/name_parser.h"
#include "claims/number.h"
#include "claims/token_remedies.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxSettings = 64;
constexpr std::size_t kMaxGraphItems = 4096;

void close(TokenStream& tokens, std::string_view closing, const Token& open) {
  if (tokens.accept(closing)) return;
  if (tokens.at_end())
    tokens.fail(open, fmt::format("`{}` is not closed, add `{}`", open.text, closing));
  tokens.fail(tokens.peek(),
              fmt::format("expected `,` or `{}`, found {}", closing, shown(tokens.peek())));
}

// A node, a variable that is set: a name, of a graph also a capital letter.
Claim node(TokenStream& tokens, std::string_view role) {
  const Token token = tokens.peek();
  if (token.kind == TokenKind::kVariable) {
    tokens.take();
    return make(Op::kName, std::string(token.text), {}, token.span);
  }
  return make(Op::kName, parse_name(tokens, role), {}, token.span);
}

Claim state(TokenStream& tokens) {
  const Token token = tokens.peek();
  if (token.kind == TokenKind::kName)
    return make(Op::kName, parse_name(tokens, "a state"), {}, token.span);
  const bool negative = tokens.accept("-");
  const Token digits = tokens.take();
  auto literal = parse_literal(digits.text);
  if (digits.kind != TokenKind::kNumber || !digits.unit.empty() || !literal)
    tokens.fail(digits,
                fmt::format("a state is a name or a number without unit, found {}", shown(digits)));
  Claim value = number(std::move(*literal), digits.span);
  if (!negative) return value;
  return make(Op::kNegate, "", {std::move(value)}, {token.span.begin, digits.span.end});
}

Claim setting(TokenStream& tokens) {
  const Token front = tokens.peek();
  if (tokens.accept("not")) {
    Claim name = node(tokens, "what is set");
    const Span span{front.span.begin, name.span().end};
    return make(Op::kNot, "", {std::move(name)}, span);
  }
  Claim name = node(tokens, "what is set");
  if (!tokens.accept("=")) return name;
  Claim value = state(tokens);
  const Span span{front.span.begin, value.span().end};
  return make(Op::kEqual, "", {std::move(name), std::move(value)}, span);
}

// The opening bracket is next.
std::vector<Claim> settings(TokenStream& tokens, std::string_view closing) {
  const Token open = tokens.take();
  std::vector<Claim> all;
  do {
    if (all.size() == kMaxSettings)
      tokens.fail(tokens.peek(), fmt::format("more than {} variables are set", kMaxSettings));
    all.push_back(setting(tokens));
  } while (tokens.accept(","));
  close(tokens, closing, open);
  return all;
}

Claim condition(TokenStream& tokens, const EventReader& event) {
  const Token token = tokens.peek();
  if (token.kind != TokenKind::kName || token.text != "do") return event();
  tokens.take();
  if (!tokens.at("(")) tokens.fail(token, "`do` takes what is set in brackets: do(x) or do(x = 0)");
  std::vector<Claim> set = settings(tokens, ")");
  return make(Op::kDo, "", std::move(set), {token.span.begin, tokens.end_of_last()});
}

// `| a, do(x)` and the closing bracket.
void conditions(TokenStream& tokens, const Token& open, const EventReader& event,
                std::vector<Claim>& parts) {
  if (tokens.accept("|")) do
      parts.push_back(condition(tokens, event));
    while (tokens.accept(","));
  close(tokens, ")", open);
}

struct ProbabilityItems {
  TokenStream& tokens;
  std::vector<Claim> all;

  void add(Claim item) {
    if (all.size() == kMaxGraphItems)
      tokens.fail(tokens.peek(), fmt::format("a graph has at most {} edges", kMaxGraphItems));
    all.push_back(std::move(item));
  }

  void read() {
    const Token front = tokens.peek();
    if (front.text == "hidden" && is_node(tokens.peek_second())) {
      tokens.take();
      Claim name = node(tokens, "a node");
      const Span span{front.span.begin, name.span().end};
      return add(make(Op::kHidden, "", {std::move(name)}, span));
    }
    Claim from = node(tokens, "a node");
    if (!tokens.at("~>") && !tokens.at("<~>")) return add(std::move(from));
    while (tokens.at("~>") || tokens.at("<~>")) {
      const Op op = tokens.take().text == "~>" ? Op::kCauses : Op::kConfounds;
      Claim to = node(tokens, "a node");
      if (to.name() == from.name())
        tokens.fail(to.span().begin, fmt::format("{} does not cause itself", to.name()));
      const Span span{from.span().begin, to.span().end};
      add(make(op, "", {std::move(from), to}, span));
      from = std::move(to);
    }
  }

  static bool is_node(const Token& token) {
    return token.kind == TokenKind::kName || token.kind == TokenKind::kVariable;
  }
};

// Without what is in strings, and from `#` outside of them to the end of the line.
std::string without_strings_and_comments(std::string_view text) {
  std::string kept;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '#' && !in_string) i = std::min(text.find('\n', i), text.size());
    if (i == text.size()) break;
    if (text[i] == '"') in_string = !in_string;
    if (text[i] == '\\' && in_string) ++i;
    if (!in_string) kept += text[i];
  }
  return kept;
}

}  // namespace

Claim parse_probability(TokenStream& tokens, const Token& head, const EventReader& event) {
  const Token open = tokens.take();
  std::vector<Claim> parts = {event()};
  conditions(tokens, open, event, parts);
  return make(Op::kProbability, "", std::move(parts), {head.span.begin, tokens.end_of_last()});
}

Claim parse_expectation(TokenStream& tokens, const Token& head, const EventReader& term,
                        const EventReader& event) {
  const Token open = tokens.take();
  Claim of = term();
  std::vector<Claim> carrier = {truth(true)};
  conditions(tokens, open, event, carrier);
  const Span span{head.span.begin, tokens.end_of_last()};
  return make(Op::kApply, std::string(head.text),
              {std::move(of), make(Op::kProbability, "", std::move(carrier), span)}, span);
}

Claim parse_independence(TokenStream& tokens, const Token& head, const EventReader& event) {
  const Token open = tokens.take();
  std::vector<Claim> parts;
  parts.push_back(event());
  if (tokens.accept(")"))
    return make(Op::kApply, std::string(head.text), std::move(parts),
                {head.span.begin, tokens.end_of_last()});
  tokens.expect(",", "the first of two that are independent");
  parts.push_back(event());
  conditions(tokens, open, event, parts);
  return make(Op::kIndependent, "", std::move(parts), {head.span.begin, tokens.end_of_last()});
}

Claim parse_world(TokenStream& tokens, const Claim& name) {
  std::vector<Claim> parts = {name};
  for (Claim& set : settings(tokens, "]")) parts.push_back(std::move(set));
  return make(Op::kWorld, "", std::move(parts), {name.span().begin, tokens.end_of_last()});
}

Claim parse_graph(TokenStream& tokens) {
  const Token head = tokens.take();
  const Token open = tokens.peek();
  if (!tokens.accept("{")) tokens.fail(head, "a graph is written graph { a ~> b }");
  ProbabilityItems items{tokens, {}};
  do items.read();
  while (tokens.accept(","));
  close(tokens, "}", open);
  return make(Op::kGraph, "", std::move(items.all), {head.span.begin, tokens.end_of_last()});
}

std::set<std::string, std::less<>> graph_letters(std::string_view source) {
  constexpr std::string_view kWordEnds = " \t\n\r,~<>";
  if (source.find("graph") == std::string_view::npos) return {};  // nearly every line
  const std::string without = without_strings_and_comments(source);
  const std::string_view text = without;
  std::set<std::string, std::less<>> letters;
  for (std::size_t at = text.find("graph"); at != std::string_view::npos;
       at = text.find("graph", at + 1)) {
    const std::size_t open = text.find_first_not_of(" \t", at + 5);
    if (open == std::string_view::npos || text[open] != '{') continue;
    std::string_view inside = text.substr(open + 1);
    inside = inside.substr(0, inside.find('}'));
    while (!inside.empty()) {
      const std::string_view word = inside.substr(0, inside.find_first_of(kWordEnds));
      if (is_variable(word)) letters.emplace(word);
      inside.remove_prefix(std::min(word.size() + 1, inside.size()));
    }
  }
  return letters;
}

}  // namespace modus::claims
