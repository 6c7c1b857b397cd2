#include "rules/pattern.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/number.h"
#include "rules/claim_pattern.h"
#include "rules/suggestion.h"

namespace modus::rules {
namespace {

using claims::Claim;
using claims::Op;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_word(std::string_view text) {
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z' && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// A part of the whole text, without white space round it.
struct Piece {
  std::string_view text;
  std::size_t offset = 0;
};

Piece trimmed_piece(Piece piece) {
  while (!piece.text.empty() && is_space(piece.text.front())) {
    piece.text.remove_prefix(1);
    ++piece.offset;
  }
  while (!piece.text.empty() && is_space(piece.text.back())) piece.text.remove_suffix(1);
  return piece;
}

class BodyParser {
 public:
  explicit BodyParser(std::string_view text) : text_(text) {}

  Body parse() {
    if (text_.size() > kMaxMatchBytes)
      fail(0,
           fmt::format("a match has at most {} bytes, this one {}", kMaxMatchBytes, text_.size()));
    for (const Piece& item : split({text_, 0})) add_item(item);
    check_bound();
    return std::move(body_);
  }

 private:
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
    throw ParseError("match", text_, offset, message);
  }

  std::vector<Piece> split(Piece list) const;
  void add_item(Piece item);
  void add_distinct(Piece left, Piece right);
  void add_literal(RelationId relation, bool absent, const std::vector<Piece>& arguments);
  void add_node(bool absent, const std::vector<Piece>& arguments, Piece whole);
  void push(BodyLiteral literal);
  Argument argument(Piece piece, ArgumentSort sort);
  Argument word(Piece piece) const;
  Argument claim_argument(Piece piece);
  Argument expand(const Claim& pattern, std::size_t offset);
  void use(const std::string& variable, ArgumentSort sort, std::size_t offset);
  void check_bound() const;

  std::string_view text_;
  Body body_;
  std::vector<std::pair<Claim, std::string>> expanded_;  // equal patterns share a variable
  std::size_t fresh_ = 0;
  bool in_absent_ = false;
};

// The items between commas that stand in no bracket and no string.
std::vector<Piece> BodyParser::split(Piece list) const {
  std::vector<Piece> items;
  std::size_t depth = 0;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= list.text.size(); ++i) {
    const char c = i < list.text.size() ? list.text[i] : ',';
    const bool at_end = i == list.text.size();
    if (quoted && !at_end) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '(' || c == '{') {
      ++depth;
    } else if (c == ')' || c == '}') {
      if (depth == 0) fail(list.offset + i, "this bracket closes nothing");
      --depth;
    } else if (c == ',' && (depth == 0 || at_end)) {
      if (at_end && (depth != 0 || quoted))
        fail(list.offset + begin,
             quoted ? "a string that does not end" : "a bracket is not closed");
      const Piece item = trimmed_piece({list.text.substr(begin, i - begin), list.offset + begin});
      if (item.text.empty()) fail(item.offset, "something is missing before this place");
      items.push_back(item);
      begin = i + 1;
    }
  }
  return items;
}

void BodyParser::add_item(Piece item) {
  const std::size_t unequal = item.text.find("!=");
  const std::size_t open = item.text.find('(');
  if (unequal != std::string_view::npos && unequal < open) {
    add_distinct(trimmed_piece({item.text.substr(0, unequal), item.offset}),
                 trimmed_piece({item.text.substr(unequal + 2), item.offset + unequal + 2}));
    return;
  }
  const bool absent = item.text.starts_with("absent ");
  in_absent_ = absent;
  if (absent) {
    item = trimmed_piece({item.text.substr(7), item.offset + 7});
  }
  if (item.text.starts_with("not "))
    fail(item.offset, "facts about a chain have no `not`; for \"there is none\" write `absent`");
  const std::size_t bracket = item.text.find('(');
  if (bracket == std::string_view::npos || item.text.back() != ')')
    fail(item.offset, fmt::format("expected relation(...) or X != Y, found `{}`", item.text));
  const Piece name = trimmed_piece({item.text.substr(0, bracket), item.offset});
  const Relation* relation = relation_named(name.text);
  if (relation == nullptr)
    fail(name.offset, fmt::format("`{}` is no relation of a chain{}", name.text,
                                  suggestion(name.text, relation_names())));
  if (is_later(relation->id))
    fail(name.offset, fmt::format("`{}` is not yet supported: no chain provides it", name.text));
  const std::vector<Piece> arguments = split(
      {item.text.substr(bracket + 1, item.text.size() - bracket - 2), item.offset + bracket + 1});
  if (relation->id == RelationId::kNode) {
    add_node(absent, arguments, item);
    return;
  }
  if (arguments.size() != relation->arguments.size())
    fail(name.offset,
         fmt::format("`{}` has {} argument{}, found {}", name.text, relation->arguments.size(),
                     relation->arguments.size() == 1 ? "" : "s", arguments.size()));
  add_literal(relation->id, absent, arguments);
}

void BodyParser::add_distinct(Piece left, Piece right) {
  for (const Piece& side : {left, right})
    if (!is_pattern_variable(side.text))
      fail(side.offset, fmt::format("expected a variable beside !=, found `{}`", side.text));
  body_.distinct.emplace_back(left.text, right.text);
}

void BodyParser::add_literal(RelationId id, bool absent, const std::vector<Piece>& arguments) {
  BodyLiteral literal{id, absent, {}};
  for (std::size_t i = 0; i < arguments.size(); ++i)
    literal.arguments.push_back(argument(arguments[i], relation(id).arguments[i]));
  push(std::move(literal));
}

// node(F, OP, ...): the operator decides how many arguments of what sort follow.
void BodyParser::add_node(bool absent, const std::vector<Piece>& arguments, Piece whole) {
  if (arguments.size() < 2) fail(whole.offset, "expected node(F, OPERATOR, ...)");
  const Op* op = op_named(arguments[1].text);
  if (op == nullptr)
    fail(arguments[1].offset, fmt::format("`{}` is no operator{}", arguments[1].text,
                                          suggestion(arguments[1].text, op_names())));
  const NodeShape shape = node_shape(*op);
  const std::size_t count = arguments.size() - 2;
  const std::size_t least = shape.arguments.size() - (shape.repeats_last ? 1 : 0);
  if (count < least || (count > shape.arguments.size() && !shape.repeats_last))
    fail(arguments[1].offset,
         fmt::format("an operator `{}` has {}{} arguments, found {}", arguments[1].text,
                     shape.repeats_last ? "at least " : "", least, count));
  BodyLiteral literal{RelationId::kNode, absent, {argument(arguments[0], ArgumentSort::kClaim)}};
  literal.arguments.push_back({false, std::string(arguments[1].text)});
  for (std::size_t i = 0; i < count; ++i)
    literal.arguments.push_back(
        argument(arguments[i + 2], shape.arguments[std::min(i, shape.arguments.size() - 1)]));
  push(std::move(literal));
}

void BodyParser::push(BodyLiteral literal) {
  if (body_.literals.size() >= kMaxBodyLiterals)
    fail(0, fmt::format("a match has at most {} literals once its patterns are expanded",
                        kMaxBodyLiterals));
  body_.literals.push_back(std::move(literal));
}

Argument BodyParser::argument(Piece piece, ArgumentSort sort) {
  if (is_pattern_variable(piece.text)) {
    use(std::string(piece.text), sort, piece.offset);
    return {true, std::string(piece.text)};
  }
  switch (sort) {
    case ArgumentSort::kStep:
      fail(piece.offset, fmt::format("expected a variable for a step, found `{}`", piece.text));
    case ArgumentSort::kWord:
      return word(piece);
    case ArgumentSort::kClaim:
      return claim_argument(piece);
  }
  return {};
}

Argument BodyParser::word(Piece piece) const {
  if (is_word(piece.text)) return {false, std::string(piece.text)};
  if (piece.text.size() >= 2 && piece.text.front() == '"' && piece.text.back() == '"') {
    const std::string_view inside = piece.text.substr(1, piece.text.size() - 2);
    if (inside.find_first_of("\"\\") == std::string_view::npos) return {false, std::string(inside)};
    fail(piece.offset, "a string of a match has no quotes and no backslash inside");
  }
  fail(piece.offset,
       fmt::format("expected a variable, a word or a string, found `{}`", piece.text));
}

Argument BodyParser::claim_argument(Piece piece) {
  // A pattern finds nodes; that none is there would be two different things to say.
  if (in_absent_)
    fail(piece.offset, "a pattern cannot stand in an absent literal: bind it to a variable first");
  Claim pattern;
  try {
    pattern = parse_claim_pattern(piece.text);
  } catch (const ParseError& error) {
    fail(piece.offset, fmt::format("in the pattern `{}`: {}", piece.text, error.message()));
  }
  return expand(pattern, piece.offset);
}

// A pattern becomes one node literal an operator; children first, so that they are named.
Argument BodyParser::expand(const Claim& pattern, std::size_t offset) {
  const auto meta = pattern.op() == Op::kName ? metavariable(pattern.name()) : std::nullopt;
  if (meta) {
    use(*meta, ArgumentSort::kClaim, offset);
    return {true, *meta};
  }
  for (const auto& [known, variable] : expanded_)
    if (known == pattern) return {true, variable};
  if (pattern.op() == Op::kVariable || pattern.op() == Op::kForall || pattern.op() == Op::kExists)
    fail(offset, "a pattern has no quantifier; write node(F, forall, X, P)");
  BodyLiteral literal{
      RelationId::kNode, false, {{}, {false, std::string(to_string(pattern.op()))}}};
  if (!pattern.name().empty()) literal.arguments.push_back({false, pattern.name()});
  for (const Claim& child : pattern.children()) literal.arguments.push_back(expand(child, offset));
  const Argument self{true, fmt::format("_{}", ++fresh_)};
  use(self.text, ArgumentSort::kClaim, offset);
  if (pattern.op() == Op::kNumber) {
    const Argument any{true, fmt::format("_{}", ++fresh_)};
    use(any.text, ArgumentSort::kWord, offset);
    push({RelationId::kLiteral,
          false,
          {self,
           {false, claims::to_string(pattern.literal().value)},
           any,
           {false, pattern.literal().unit}}});
  } else {
    literal.arguments.front() = self;
    push(std::move(literal));
  }
  expanded_.emplace_back(pattern, self.text);
  return self;
}

void BodyParser::use(const std::string& variable, ArgumentSort sort, std::size_t offset) {
  const auto [it, is_new] = body_.variables.try_emplace(variable, sort);
  if (!is_new && it->second != sort)
    fail(offset, fmt::format("{} stands for a {} here and for a {} before", variable,
                             to_string(sort), to_string(it->second)));
}

// Absent literals, marks and conditions only look at what a plain literal has found.
void BodyParser::check_bound() const {
  const auto binds = [&](const std::string& variable) {
    return std::ranges::any_of(body_.literals, [&](const BodyLiteral& literal) {
      return !literal.absent && !is_mark(literal.relation) &&
             std::ranges::find(literal.arguments, Argument{true, variable}) !=
                 literal.arguments.end();
    });
  };
  for (const auto& [variable, sort] : body_.variables)
    if (!binds(variable))
      fail(0,
           fmt::format("nothing binds {}: it stands only in absent literals or marks{}", variable,
                       sort == ArgumentSort::kStep ? "; add have(...) or step(...)" : ""));
  for (const auto& [a, b] : body_.distinct)
    for (const std::string& variable : {a, b})
      if (!body_.variables.contains(variable))
        fail(0, fmt::format("nothing binds {} in {} != {}", variable, a, b));
}

}  // namespace

Body parse_body(std::string_view text) { return BodyParser(text).parse(); }

}  // namespace modus::rules
