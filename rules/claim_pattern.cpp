#include "rules/claim_pattern.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/error.h"
#include "claims/parse.h"

namespace modus::rules {
namespace {

using claims::Claim;

constexpr std::string_view kMeta = "meta_";

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || is_upper(c) || is_digit(c) || c == '_';
}

bool is_quantifier(const Claim& claim) {
  return claim.op() == claims::Op::kForall || claim.op() == claims::Op::kExists;
}

std::string metaname(std::string_view variable) {
  std::string name(kMeta);
  for (const char c : variable)
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

}  // namespace

bool is_pattern_variable(std::string_view text) {
  return !text.empty() && is_upper(text[0]) && std::ranges::all_of(text.substr(1), is_digit);
}

std::optional<std::string> metavariable(std::string_view name) {
  if (!name.starts_with(kMeta)) return std::nullopt;
  std::string variable(name.substr(kMeta.size()));
  if (variable.empty()) return std::nullopt;
  variable[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(variable[0])));
  if (!is_pattern_variable(variable)) return std::nullopt;
  return variable;
}

Claim parse_claim_pattern(std::string_view text) {
  std::string plain;
  bool is_quantified = false;  // the next word is the letter of a quantifier
  for (std::size_t i = 0; i < text.size();) {
    if (!is_word_char(text[i])) {
      plain += text[i++];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_word_char(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    if (word.starts_with(kMeta))
      throw ParseError("pattern", text, i, "names that begin with meta_ are reserved");
    const bool is_probability = word == "P" && end < text.size() && text[end] == '(';
    plain += is_pattern_variable(word) && !is_quantified && !is_probability ? metaname(word)
                                                                            : std::string(word);
    is_quantified = word == "forall" || word == "exists";
    i = end;
  }
  return claims::parse_claim(plain, "pattern");
}

std::vector<std::string> pattern_variables(const Claim& pattern) {
  std::vector<std::string> variables;
  for (const std::string& name : claims::names_in(pattern))
    if (auto variable = metavariable(name)) variables.push_back(std::move(*variable));
  std::ranges::sort(variables);
  return variables;
}

std::vector<std::string> pattern_letters(const Claim& pattern) {
  std::vector<std::string> letters;
  if (is_quantifier(pattern)) letters.push_back(pattern.name());
  for (const Claim& child : pattern.children())
    for (std::string& letter : pattern_letters(child)) letters.push_back(std::move(letter));
  return letters;
}

Claim instantiate(const Claim& pattern, const Match& match) {
  if (is_quantifier(pattern)) {
    const auto bound = match.bindings.find(pattern.name());
    MODUS_CHECK(bound != match.bindings.end() && !bound->second.text.empty(),
                "{} of rule {} is bound to no letter", pattern.name(), match.rule->id);
    return claims::quantified(pattern.op(), bound->second.text,
                              instantiate(pattern.child(0), match));
  }
  std::vector<claims::Replacement> replacements;
  for (const std::string& variable : pattern_variables(pattern)) {
    const auto bound = match.bindings.find(variable);
    MODUS_CHECK(bound != match.bindings.end() && bound->second.claim,
                "{} of rule {} is bound to no claim", variable, match.rule->id);
    replacements.push_back({metaname(variable), *bound->second.claim});
  }
  return claims::substitute_names(pattern, replacements);
}

}  // namespace modus::rules
