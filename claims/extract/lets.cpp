#include "claims/extract/lets.h"

#include <algorithm>
#include <array>

#include "claims/extract/bounds.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr auto kStanding =
    std::to_array<std::string_view>({"be", "equal", "denote", "represent", "stand", "mean"});

bool stands(const ProseToken& token) {
  return token.kind == ProseKind::kWord &&
         std::find(kStanding.begin(), kStanding.end(), token.text) != kStanding.end();
}

// "let x be", "and let y be", "let x be 3 and y be 5"
bool lets_at(const std::vector<ProseToken>& tokens, std::size_t i, bool inside) {
  if (i + 2 >= tokens.size() || tokens[i + 1].kind != ProseKind::kName || !stands(tokens[i + 2]))
    return false;
  return is_word(tokens[i], "let") || (inside && is_word(tokens[i], "and"));
}

}  // namespace

std::vector<LetName> read_lets(const std::vector<ProseToken>& tokens) {
  std::vector<LetName> lets;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!lets_at(tokens, i, !lets.empty())) continue;
    LetName let;
    let.name = tokens[i + 1].text;
    let.begin = i + 1;
    auto value = read_term_from(tokens, i + 3, Percent::kHundredth);
    const bool whole =
        value && may_end_at(tokens, value->end) && !value->spoken && value->units.empty() &&
        (value->end == tokens.size() || tokens[value->end].kind == ProseKind::kStop ||
         is_word(tokens[value->end], "and"));
    if (whole) let.value = std::move(value);
    lets.push_back(std::move(let));
  }
  return lets;
}

bool only_lets(const std::vector<ProseToken>& tokens) {
  if (tokens.empty() || !lets_at(tokens, 0, false)) return false;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (is_equality(tokens[i])) return false;
    if (tokens[i].kind == ProseKind::kStop && i + 1 < tokens.size()) return false;
    if (tokens[i].kind == ProseKind::kWord && says_comparison(tokens[i].text)) return false;
  }
  return true;
}

}  // namespace modus::claims
