#include "bridge/prompted/quantity_form.h"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "claims/grammar.h"
#include "claims/print.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;

bool has_literal(const Claim& term) {
  return term.op() == Op::kNumber || std::ranges::any_of(term.children(), has_literal);
}

bool has_name(const Claim& term, const std::string& name) {
  return (term.op() == Op::kName && term.name() == name) ||
         std::ranges::any_of(term.children(),
                             [&](const Claim& child) { return has_name(child, name); });
}

}  // namespace

std::string quantity_fault(const Claim& claim, const claims::Chain& chain) {
  if (claim.op() != Op::kEqual || claim.child(0).op() != Op::kName || !has_literal(claim.child(1)))
    return fmt::format("`{}` is not `NAME = ` and a number or a formula with one",
                       claims::print(claim));
  const std::string& name = claim.child(0).name();
  if (has_name(claim.child(1), name)) return fmt::format("`{}` stands on both sides", name);
  for (const claims::Step& given : chain.steps) {
    if (given.kind != claims::StepKind::kGiven || given.claim.op() != Op::kEqual) continue;
    if (given.claim.child(0) == claim.child(0) && !(given.claim == claim))
      return fmt::format(
          "`{}` is another quantity already: add a word of this sentence to the name",
          claims::print(given.claim));
  }
  return "";
}

std::optional<Claim> plain_quantity(std::string_view sentence) {
  const std::vector<reading::Token> tokens = reading::tokenise(sentence);
  const auto is_number = [](const reading::Token& token) {
    return token.kind == reading::TokenKind::kNumber;
  };
  const auto is_content = [](const reading::Token& token) {
    return token.kind == reading::TokenKind::kWord && !reading::is_filler(token.text) &&
           !reading::is_copula(token.text) && !reading::is_auxiliary(token.text) &&
           !reading::is_pronoun(token.text) && !reading::is_article(token.text) &&
           token.text != "more" && token.text != "another";
  };
  const auto number = std::ranges::find_if(tokens, is_number);
  if (std::ranges::count_if(tokens, is_number) != 1 || number->values.empty()) return std::nullopt;
  const auto first = std::find_if(tokens.begin(), number, is_content);
  const auto counted = std::find_if(number, tokens.end(), is_content);
  if (first == number || counted == tokens.end()) return std::nullopt;
  const std::string name = first->text + "_" + counted->text;
  if (!claims::is_name(name)) return std::nullopt;
  return claims::binary(Op::kEqual, claims::name(name),
                        claims::number_term(number->values.front()));
}

}  // namespace modus::bridge
