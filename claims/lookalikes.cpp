#include "claims/lookalikes.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "claims/grammar.h"

namespace modus::claims {
namespace {

using Sign = std::pair<std::string_view, std::string_view>;

// What is written, and what to write. Longer signs stand before their own beginnings.
constexpr std::array kSigns = std::to_array<Sign>({
    {"<=>", "<->"}, {"===", "="},    {"==", "="},     {"=>", "->"},   {"=<", "<="},  {"<>", "!="},
    {"&&", "and"},  {"||", "or"},    {"**", "^"},     {"/\\", "and"}, {"\\/", "or"}, {"≤", "<="},
    {"≥", ">="},    {"≠", "!="},     {"≈", "~="},     {"×", "*"},     {"·", "*"},    {"⋅", "*"},
    {"∗", "*"},     {"÷", "/"},      {"−", "-"},      {"–", "-"},     {"—", "-"},    {"¬", "not"},
    {"∧", "and"},   {"∨", "or"},     {"⊕", "xor"},    {"→", "->"},    {"⇒", "->"},   {"↔", "<->"},
    {"⇔", "<->"},   {"∀", "forall"}, {"∃", "exists"}, {"∈", "in"},    {"∅", "{}"},   {"⊤", "true"},
    {"⊥", "false"}, {"²", "^2"},     {"³", "^3"},     {"“", "\""},    {"”", "\""},
});

// Signs whose remedy is a sentence.
constexpr std::array kAdvice = std::to_array<Sign>({
    {"’", "an apostrophe in a name becomes _, as in ann_s"},
    {"'", "an apostrophe in a name becomes _, as in ann_s; strings take double quotes"},
    {"\u00a0", "this is a no-break space, write a plain one"},
    {"%", "`%` belongs directly behind a number (15%); the remainder is `mod`"},
    {"&", "write and"},
    {"!", "write not"},
    {"~", "write not"},
    {".", "a claim has no full stop, and a number no bare point: write 0.5"},
    {"?", "a question is written `ask CLAIM`, without a question mark"},
    {"$", "a currency stands behind its number as a unit"},
    {"\\", "LaTeX is not read here, write plain text"},
    {"_", "names begin with a lower-case letter"},
});

// Every token is looked up here, nearly always in vain: the first byte tells.
bool begins_with(std::string_view text, std::string_view sign) {
  return !text.empty() && text.front() == sign.front() && text.starts_with(sign);
}

}  // namespace

std::optional<std::string> lookalike_remedy(std::string_view text) {
  for (const auto& [sign, instead] : kSigns)
    if (begins_with(text, sign))
      return fmt::format("`{}` is not in the language, write {}", sign, instead);
  if (text.starts_with("!=") || text.starts_with("~=") || text.starts_with("~>"))
    return std::nullopt;
  for (const auto& [sign, advice] : kAdvice)
    if (begins_with(text, sign)) return std::string(advice);
  return std::nullopt;
}

std::string word_remedy(std::string_view word) {
  const std::string lower = name_from(word);
  std::string plain(word);
  plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
  if (is_variable(plain))
    return fmt::format("a variable is one capital letter and digits, write {}", plain);
  return fmt::format("names are lower case, write {}", lower);
}

}  // namespace modus::claims
