#include "claims/sort_parser.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/ranges.h>

#include "claims/claim_parser.h"
#include "claims/nearest.h"
#include "claims/token_remedies.h"

namespace modus::claims {
namespace {

constexpr std::array kSortWords =
    std::to_array<std::string_view>({"truth", "entity", "int", "real", "quantity", "set", "rv"});
constexpr std::array kLaterSorts = std::to_array<std::string_view>({"time", "interval", "event"});
constexpr int kMaxDimensionExponent = 99;

[[noreturn]] void refuse_sort(TokenStream& tokens, const Token& token) {
  if (std::find(kLaterSorts.begin(), kLaterSorts.end(), token.text) != kLaterSorts.end())
    tokens.fail(token, fmt::format("the sort {} is not yet supported", shown(token)));
  const auto near = nearest(token.text, kSortWords);
  tokens.fail(token, near ? fmt::format("{} is no sort; did you mean `{}`?", shown(token), *near)
                          : fmt::format("{} is no sort: int, real, entity, truth, set[entity] or "
                                        "quantity[length/time]",
                                        shown(token)));
}

int parse_exponent(TokenStream& tokens) {
  if (!tokens.accept("^")) return 1;
  const int sign = tokens.accept("-") ? -1 : 1;
  const Token token = tokens.take();
  int exponent = 0;
  const char* const end = token.text.data() + token.text.size();
  const auto read = std::from_chars(token.text.data(), end, exponent);
  if (token.kind != TokenKind::kNumber || read.ec != std::errc() || read.ptr != end ||
      exponent == 0 || exponent > kMaxDimensionExponent)
    tokens.fail(token, fmt::format("{} is no exponent of a dimension", shown(token)));
  return sign * exponent;
}

// FACTOR { ("*" | "/") FACTOR }, FACTOR = NAME [ "^" int ]; the first may be 1 before `/`.
Dimension parse_dimension(TokenStream& tokens) {
  Dimension dimension;
  const Token front = tokens.peek();
  int sign = 1;
  if (front.text == "1" && tokens.peek_second().text == "/") {
    tokens.take();
    tokens.take();
    sign = -1;
  }
  for (;;) {
    const std::string name = parse_name(tokens, "a dimension");
    dimension[name] += sign * parse_exponent(tokens);
    if (!tokens.at("*") && !tokens.at("/")) break;
    sign = tokens.take().text == "*" ? 1 : -1;
  }
  std::erase_if(dimension, [](const auto& entry) { return entry.second == 0; });
  if (dimension.empty()) tokens.fail(front, "a quantity without dimension is a real");
  return dimension;
}

}  // namespace

Sort parse_sort(TokenStream& tokens) {
  const Token token = tokens.take();
  Sort sort;
  if (token.text == "truth") {
    sort.kind = SortKind::kTruth;
  } else if (token.text == "entity") {
    sort.kind = SortKind::kEntity;
  } else if (token.text == "int") {
    sort.kind = SortKind::kInt;
  } else if (token.text == "real") {
    sort.kind = SortKind::kReal;
  } else if (token.text == "rv") {
    sort.kind = SortKind::kRandom;
  } else if (token.text == "set") {
    sort.kind = SortKind::kSet;
    tokens.expect("[", "`set`");
    const Token element = tokens.peek();
    sort.element = parse_sort(tokens).kind;
    if (sort.element == SortKind::kSet || sort.element == SortKind::kTruth ||
        sort.element == SortKind::kQuantity || sort.element == SortKind::kRandom)
      tokens.fail(element, "a set holds entity, int or real");
    tokens.expect("]", "the sort of the members");
  } else if (token.text == "quantity") {
    sort.kind = SortKind::kQuantity;
    tokens.expect("[", "`quantity`");
    sort.dimension = parse_dimension(tokens);
    tokens.expect("]", "the dimension");
  } else {
    refuse_sort(tokens, token);
  }
  return sort;
}

SortDeclaration parse_sort_declaration(TokenStream& tokens) {
  SortDeclaration declaration;
  declaration.span.begin = tokens.peek().span.begin;
  declaration.name = parse_name(tokens, "what `sort` declares");
  if (tokens.accept("(")) {
    do declaration.arguments.push_back(parse_sort(tokens));
    while (tokens.accept(","));
    tokens.expect(")", "the sorts of the arguments");
  }
  tokens.expect(":", fmt::format("`sort {}`", declaration.name));
  declaration.result = parse_sort(tokens);
  declaration.span.end = tokens.end_of_last();
  return declaration;
}

std::string print_sort_declaration(const SortDeclaration& declaration) {
  std::vector<std::string> arguments;
  for (const Sort& sort : declaration.arguments) arguments.push_back(to_string(sort));
  return fmt::format("{}{}: {}", declaration.name,
                     arguments.empty() ? "" : fmt::format("({})", fmt::join(arguments, ", ")),
                     to_string(declaration.result));
}

}  // namespace modus::claims
