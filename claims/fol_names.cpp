#include "claims/fol_names.h"

#include <fmt/core.h>

#include "base/ascii.h"
#include "claims/functions.h"
#include "claims/grammar.h"

namespace modus::claims {
namespace {

// "LostToRafaelNadal" -> "Lost To Rafael Nadal", "NLPModel" -> "NLP Model".
std::string words_of(std::string_view spelling) {
  std::string words;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    const char before = i > 0 ? spelling[i - 1] : ' ';
    const char after = i + 1 < spelling.size() ? spelling[i + 1] : ' ';
    const bool begins = is_upper(spelling[i]) && (is_lower(before) || is_digit(before) ||
                                                  (is_upper(before) && is_lower(after)));
    if (begins) words += ' ';
    words += spelling[i];
  }
  return words;
}

std::string claim_name(std::string_view spelling) {
  std::string words = words_of(spelling);
  if (!words.empty() && is_digit(words.front())) words.insert(0, "n");
  std::string name = name_from(words);
  if (name.empty()) name = "n";
  const bool kept = reserved_word(name) || function_form(name);
  return kept ? name_with_ending(name, "_") : name;
}

std::string shown(const FolName& name) {
  if (name.role == FolRole::kFunction && name.arity == 0)
    return fmt::format("the constant `{}`", name.spelling);
  return fmt::format("the {} `{}` of {}",
                     name.role == FolRole::kPredicate ? "predicate" : "function", name.spelling,
                     name.arity);
}

}  // namespace

const std::string& FolNames::name_of(std::string_view spelling, FolRole role, std::size_t arity) {
  const Key key(spelling, role, arity);
  if (const auto known = index_.find(key); known != index_.end()) return all_[known->second].name;
  FolName fresh{std::string(spelling), role, arity, claim_name(spelling)};
  if (const auto taken = owner_.find(fresh.name); taken != owner_.end()) {
    const std::string wanted = fresh.name;
    for (std::size_t number = 2; owner_.contains(fresh.name); ++number)
      fresh.name = name_with_ending(wanted, fmt::format("_{}", number));
    notes_.push_back(fmt::format("{} is written {}: {} is {}", shown(fresh), fresh.name, wanted,
                                 shown(all_[taken->second])));
  }
  owner_.emplace(fresh.name, all_.size());
  index_.emplace(key, all_.size());
  all_.push_back(std::move(fresh));
  return all_.back().name;
}

}  // namespace modus::claims
