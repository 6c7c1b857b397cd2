#include "claims/token_remedies.h"

#include <fmt/core.h>

#include "claims/grammar.h"

namespace modus::claims {
namespace {

constexpr std::size_t kShownBytes = 40;

}  // namespace

std::string shown(const Token& token) {
  if (token.kind == TokenKind::kEnd) return "the end";
  std::size_t bytes = kShownBytes;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  while (bytes < token.text.size() && continues(token.text[bytes])) --bytes;
  return fmt::format("`{}`", token.text.substr(0, bytes));
}

std::string operand_remedy(const Token& token) {
  switch (token.kind) {
    case TokenKind::kKeyword:
      return fmt::format("expected a claim or term, found {}: a keyword is no name, write {}",
                         shown(token), name_from(token.text));
    case TokenKind::kStep:
      return fmt::format("{} is a step and no name", shown(token));
    case TokenKind::kSentence:
      return fmt::format("{} is a sentence and no name", shown(token));
    default:
      break;
  }
  if (token.text == "+") return "a number has no sign `+`, leave it out";
  if (token.text == "[") return "square brackets do not group, write ( )";
  return fmt::format("expected a claim or term, found {}", shown(token));
}

std::string leftover_remedy(const Token& token) {
  const std::string found = shown(token);
  switch (token.kind) {
    case TokenKind::kName:
    case TokenKind::kVariable:
    case TokenKind::kNumber:
    case TokenKind::kString:
      return fmt::format(
          "expected an operator before {}: a product is written with `*`, an "
          "application p(x), and `_` joins the words of a name",
          found);
    case TokenKind::kKeyword:
      return fmt::format("the keyword {} cannot follow here", found);
    case TokenKind::kStep:
      return fmt::format("{} is a step, cited behind `by`", found);
    case TokenKind::kSentence:
      return fmt::format("{} is a sentence, cited at the end of a `given`", found);
    default:
      break;
  }
  const std::string_view text = token.text;
  if (text == ")" || text == "}") return fmt::format("{} closes nothing", found);
  if (text == ",") return "a comma separates arguments only: write 1200 for 1,200, `and` for both";
  if (text == ":=") return "a definition is a step of its own: let x := 3";
  if (text == "~>" || text == "<~>")
    return fmt::format("{} is an edge of a graph: graph {{ a {} b }}", found, text);
  if (text == "|") return "write or; `|` stands between an event and its conditions: P(a | b)";
  if (text == "[" || text == "]") return "square brackets do not group, write ( )";
  if (text == "(" || text == "{")
    return fmt::format("expected an operator before {}: a product is written with `*`", found);
  return fmt::format("expected an operator or the end, found {}", found);
}

std::string reserved_remedy(std::string_view word, std::string_view part) {
  if (word == "do" || word == "graph") return fmt::format("`{}` is {}", word, part);
  return fmt::format("`{}` is not yet supported ({})", word, part);
}

std::string name_remedy(const Token& token, std::string_view role) {
  switch (token.kind) {
    case TokenKind::kKeyword:
      return fmt::format("{} cannot be the keyword {}, write {}", role, shown(token),
                         name_from(token.text));
    case TokenKind::kStep:
      return fmt::format("{} cannot be {}, a step", role, shown(token));
    case TokenKind::kVariable:
      return fmt::format("{} is in lower case, and {} is a variable", role, shown(token));
    default:
      return fmt::format("{} is a name in lower case, found {}", role, shown(token));
  }
}

}  // namespace modus::claims
