#include "claims/header_parser.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/ranges.h>

#include "claims/claim_parser.h"
#include "claims/sort_parser.h"
#include "claims/token_remedies.h"

namespace modus::claims {
namespace {

constexpr std::array kWords =
    std::to_array<std::string_view>({"logic", "closed", "names", "domain", "sort"});
constexpr std::size_t kMaxArity = 16;

// 0 for the first word, 1 for the second.
std::size_t one_of(TokenStream& tokens, std::string_view first, std::string_view second) {
  const Token token = tokens.take();
  if (token.text == first) return 0;
  if (token.text == second) return 1;
  tokens.fail(token, fmt::format("expected `{}` or `{}`, found {}", first, second, shown(token)));
}

std::size_t parse_arity(TokenStream& tokens) {
  const Token token = tokens.take();
  std::size_t arity = 0;
  const char* const end = token.text.data() + token.text.size();
  const auto read = std::from_chars(token.text.data(), end, arity);
  if (token.kind != TokenKind::kNumber || read.ec != std::errc() || read.ptr != end ||
      arity > kMaxArity || !token.unit.empty())
    tokens.fail(token,
                fmt::format("the number of arguments is a whole number up to {}", kMaxArity));
  return arity;
}

}  // namespace

bool is_header_word(std::string_view word) {
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::vector<std::string_view> header_words() { return {kWords.begin(), kWords.end()}; }

void HeaderParser::parse_item(TokenStream& tokens) {
  const Token word = tokens.take();
  if (word.text != "sort") {
    if (std::find(seen_.begin(), seen_.end(), word.text) != seen_.end())
      tokens.fail(word, fmt::format("{} stands twice in the header", shown(word)));
    seen_.emplace_back(word.text);
  }
  if (word.text == "logic")
    header_.logic =
        one_of(tokens, "classical", "directed") == 0 ? Logic::kClassical : Logic::kDirected;
  else if (word.text == "names")
    header_.unique_names = one_of(tokens, "free", "unique") == 1;
  else if (word.text == "closed")
    parse_closed(tokens);
  else if (word.text == "domain")
    parse_domain(tokens);
  else if (word.text == "sort")
    parse_sort_item(tokens);
  else
    tokens.fail(word, fmt::format("{} is no header item", shown(word)));
}

void HeaderParser::parse_closed(TokenStream& tokens) {
  auto& closed = header_.closed;
  do {
    const Token token = tokens.peek();
    std::string name = parse_name(tokens, "a closed predicate");
    tokens.expect("/", "a closed predicate, with its number of arguments: p/1");
    if (std::any_of(closed.begin(), closed.end(), [&](const auto& p) { return p.name == name; }))
      tokens.fail(token, fmt::format("{} stands twice: a name has one arity", shown(token)));
    closed.push_back({std::move(name), parse_arity(tokens)});
  } while (tokens.accept(","));
  std::sort(closed.begin(), closed.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
}

void HeaderParser::parse_domain(TokenStream& tokens) {
  if (tokens.peek().text == "open") {
    tokens.take();
    return;
  }
  tokens.expect("{", "`domain`");
  if (tokens.at("}")) tokens.fail(tokens.peek(), "a domain is never empty, name a member");
  std::vector<std::string> members;
  do {
    const Token token = tokens.peek();
    members.push_back(parse_name(tokens, "a member of the domain"));
    if (std::count(members.begin(), members.end(), members.back()) > 1)
      tokens.fail(token, fmt::format("{} stands twice in the domain", shown(token)));
  } while (tokens.accept(","));
  tokens.expect("}", "the members of the domain");
  header_.domain = std::move(members);
}

void HeaderParser::parse_sort_item(TokenStream& tokens) {
  const Token token = tokens.peek();
  SortDeclaration declaration = parse_sort_declaration(tokens);
  for (const SortDeclaration& other : header_.sorts)
    if (other.name == declaration.name)
      tokens.fail(token, fmt::format("the sort of {} is declared twice", shown(token)));
  header_.sorts.push_back(std::move(declaration));
}

std::vector<std::string> print_header_items(const Header& header) {
  std::vector<std::string> items;
  if (header.logic == Logic::kDirected) items.push_back("logic directed");
  std::vector<std::string> closed;
  for (const PredicateArity& p : header.closed)
    closed.push_back(fmt::format("{}/{}", p.name, p.arity));
  if (!closed.empty()) items.push_back(fmt::format("closed {}", fmt::join(closed, ", ")));
  if (header.unique_names) items.push_back("names unique");
  if (header.domain) items.push_back(fmt::format("domain {{{}}}", fmt::join(*header.domain, ", ")));
  for (const SortDeclaration& declaration : header.sorts)
    items.push_back("sort " + print_sort_declaration(declaration));
  return items;
}

}  // namespace modus::claims
