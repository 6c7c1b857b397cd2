#include "claims/chain_tokens.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/error.h"
#include "base/files.h"
#include "claims/chain_builder.h"
#include "claims/chain_text.h"
#include "claims/claim_parser.h"
#include "claims/header_parser.h"
#include "claims/lexer.h"
#include "claims/probability_parser.h"
#include "claims/step_parser.h"
#include "claims/step_printer.h"

namespace modus::claims {
namespace {

// Words and signs of a whole chain; memory is bounded by the size of the text as well.
constexpr std::size_t kMaxChainTokens = 1'000'000;

std::set<std::string, std::less<>> bound_letters(const std::vector<Token>& tokens) {
  std::set<std::string, std::less<>> letters;
  std::string_view kind;  // of the step that is being read, where it may bind
  for (const Token& token : tokens) {
    if (token.text == ";") kind = {};
    if (token.text == "let" || token.text == "fix" || token.text == "obtain") kind = token.text;
    // `obtain` has its premises first: rule and step ids are no capital letters.
    if (token.kind == TokenKind::kVariable && !kind.empty()) {
      letters.emplace(token.text);
      kind = {};
    }
    if (token.text == ":" || token.text == ":=") kind = {};
  }
  return letters;
}

}  // namespace

std::string chain_to_tokens(const Chain& chain) {
  std::string out;
  for (const std::string& item : print_header_items(chain.header)) out += item + " ; ";
  for (const Step& step : chain.steps) out += step_to_tokens(step) + " ";
  if (!out.empty()) out.pop_back();
  return out;
}

std::string step_to_tokens(const Step& step) {
  return fmt::format("{}{} {} ;", step.id.value != 0 ? fmt::format("s{} ", step.id.value) : "",
                     to_string(step.kind), print_step_body(step, AtomForm::kJuxtaposed));
}

Chain chain_from_tokens(std::string_view text, std::string_view source_name) {
  if (text.size() > kMaxTextBytes)
    throw ParseError(source_name, text, 0,
                     fmt::format("a chain has at most {} bytes", kMaxTextBytes));
  Source source{.name = source_name, .text = text, .constants = {}};
  source.constants = bound_letters(tokenize(source, kMaxChainTokens));
  source.constants.merge(graph_letters(text));
  TokenStream tokens(source, kMaxChainTokens);
  ChainBuilder builder(source_name, text);
  HeaderParser header;
  while (!tokens.at_end()) {
    const std::size_t begin = tokens.peek().span.begin;
    if (is_header_word(tokens.peek().text) && builder.chain().steps.empty()) {
      header.parse_item(tokens);
    } else {
      StepContext context{
          .form = AtomForm::kJuxtaposed, .next_id = {}, .question = builder.chain().question()};
      builder.add_step(parse_step(tokens, context), begin);
    }
    if (!tokens.at(";")) expect_end(tokens);
    tokens.expect(";", "each step");
  }
  builder.set_header(header.header());
  return builder.take();
}

}  // namespace modus::claims
