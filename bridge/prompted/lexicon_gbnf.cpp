#include "bridge/prompted/lexicon_gbnf.h"

#include <vector>

#include <fmt/format.h>

namespace modus::bridge {
namespace {

using Alternatives = std::vector<std::string>;

std::string quoted(const std::string& text) { return '"' + text + '"'; }

Alternatives quoted(const std::vector<std::string>& words) {
  Alternatives alternatives;
  for (const std::string& word : words) alternatives.push_back(quoted(word));
  return alternatives;
}

std::string rule(std::string_view name, const Alternatives& alternatives) {
  return fmt::format("{} ::= {}\n", name, fmt::join(alternatives, " | "));
}

// kind(term), likes(term, term)
Alternatives atoms_of(const TextLexicon& lexicon) {
  Alternatives atoms;
  for (const NameWithArity& predicate : lexicon.predicates) {
    if (predicate.arity == 0) {
      atoms.push_back(quoted(predicate.name));
      continue;
    }
    std::string atom = quoted(predicate.name + "(") + " term";
    for (std::size_t i = 1; i < predicate.arity; ++i) atom += " \", \" term";
    atoms.push_back(atom + " \")\"");
  }
  return atoms;
}

std::string formula_rules(const TextLexicon& lexicon) {
  std::string text = rule("atom", atoms_of(lexicon));
  text += rule("literal", {lexicon.negation ? "(\"not \")? atom" : "atom"});
  const std::string joined =
      lexicon.connectives ? " ((\" and \" | \" or \" | \" xor \") part)*" : "";
  text += rule("part",
               {"literal", "\"(\" literal" +
                               std::string(lexicon.connectives
                                               ? " ((\" and \" | \" or \" | \" xor \") literal)*"
                                               : "") +
                               " \")\""});
  text += rule("side", {"part" + joined});
  const std::string conditional = lexicon.conditional ? " ((\" -> \" | \" <-> \") side)?" : "";
  Alternatives claims = {"side" + conditional};
  if (lexicon.quantifiers)
    claims.push_back("(\"forall \" | \"exists \") variable \": \" side" + conditional);
  return text + rule("formula", claims);
}

std::string comparison_rules(const TextLexicon& lexicon) {
  std::string text = rule("factor", {"amount", "\"(\" amount (sign amount)? \")\""});
  text += rule("sign", {"\" + \"", "\" - \"", "\" * \"", "\" / \""});
  text += rule("amounts", {lexicon.arithmetic ? "factor (sign factor)*" : "amount"});
  return text +
         rule("comparison",
              {"amounts (\" = \" | \" < \" | \" <= \" | \" > \" | \" >= \" | \" != \") amounts"});
}

}  // namespace

std::string lexicon_gbnf(const TextLexicon& lexicon) {
  Alternatives terms = quoted(lexicon.constants);
  Alternatives amounts = terms;
  for (const std::string& number : quoted(lexicon.numbers)) amounts.push_back(number);
  if (lexicon.any_number) amounts.emplace_back("[0-9]+ (\".\" [0-9]+)?");
  const Alternatives variables = quoted(lexicon.variables);
  terms.insert(terms.end(), variables.begin(), variables.end());
  Alternatives claims;
  std::string rules;
  if (!lexicon.predicates.empty() && !terms.empty()) {
    claims.emplace_back("formula");
    rules += rule("term", terms) + formula_rules(lexicon);
  }
  if (lexicon.quantifiers && !variables.empty()) rules += rule("variable", variables);
  if (lexicon.comparison && !amounts.empty()) {
    claims.emplace_back("comparison");
    rules += rule("amount", amounts) + comparison_rules(lexicon);
  }
  if (claims.empty()) return "";
  return "root ::= claim (\"\\n\" claim)? (\"\\n\" claim)? (\"\\n\" claim)?\n" +
         rule("claim", claims) + rules;
}

}  // namespace modus::bridge
