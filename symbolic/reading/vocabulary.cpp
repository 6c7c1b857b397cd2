#include "symbolic/reading/vocabulary.h"

#include <algorithm>

#include "symbolic/reading/cues.h"

namespace modus::symbolic::reading {
namespace {

using claims::Claim;
using claims::Op;

bool may_stand_between(std::string_view word) {
  for (const std::string_view w : {"'s", "of", "in", "on", "at", "to"})
    if (word == w) return true;
  return is_article(word);
}

// `is_red` is found as "red": the copula is the sentence's business.
std::vector<std::string> search_words(std::string_view name) {
  std::vector<std::string> words = words_of_name(name);
  if (words.size() > 1 && is_copula(words.front())) words.erase(words.begin());
  return words;
}

bool is_plural_of(std::string_view plural, std::string_view word) {
  if (plural == std::string(word) + "s" || plural == std::string(word) + "es") return true;
  return word.ends_with('y') && plural == std::string(word.substr(0, word.size() - 1)) + "ies";
}

// Equal but for the number of one or more words.
bool differ_in_number(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() != b.size() || a == b) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && !is_plural_of(a[i], b[i]) && !is_plural_of(b[i], a[i])) return false;
  return true;
}

}  // namespace

void Vocabulary::add(const claims::Step& step) {
  if (step.kind != claims::StepKind::kAnswer) add_claim(step.claim);
  for (const claims::Option& option : step.options) add_claim(option.claim);
}

void Vocabulary::add_claim(const Claim& claim) {
  if (claim.op() == Op::kName) return insert(predicates_, claim.name(), 0);
  if (claim.op() == Op::kApply) {
    insert(predicates_, claim.name(), claim.children().size());
    for (const Claim& argument : claim.children()) add_term(argument);
  } else if (claims::is_connective(claim.op())) {
    for (const Claim& child : claim.children()) add_claim(child);
  }
}

void Vocabulary::add_term(const Claim& term) {
  if (term.op() == Op::kName) insert(entities_, term.name(), 0);
  for (const Claim& child : term.children()) add_term(child);
}

void Vocabulary::insert(Index& index, const std::string& name, std::size_t arity) {
  const std::vector<std::string> words = search_words(name);
  if (words.empty()) return;
  for (const std::string& form : base_forms(words.front())) {
    std::vector<Entry>& entries = index[form];
    const bool known = std::any_of(entries.begin(), entries.end(),
                                   [&](const Entry& entry) { return entry.name == name; });
    if (!known) entries.push_back({name, words, arity});
  }
}

std::optional<std::string> Vocabulary::other_number_of(const std::string& predicate) const {
  const std::vector<std::string> words = search_words(predicate);
  if (words.empty()) return std::nullopt;
  for (const std::string& form : base_forms(words.front())) {
    const auto found = predicates_.find(form);
    if (found == predicates_.end()) continue;
    for (const Entry& entry : found->second)
      if (differ_in_number(entry.words, words)) return entry.name;
  }
  return std::nullopt;
}

bool Vocabulary::is_entity(std::string_view name) const {
  const auto found = entities_.find(name.substr(0, name.find('_')));
  return found != entities_.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [&](const Entry& entry) { return entry.name == name; });
}

std::optional<NamePlace> Vocabulary::longest(const Index& index, std::span<const Token> tokens,
                                             std::size_t at) {
  std::optional<NamePlace> best;
  std::size_t best_words = 0;
  const auto consider = [&](const Entry& entry) {
    NamePlace place{{entry.name}, entry.arity, at, true, {}};
    for (std::size_t w = 0; w < entry.words.size(); ++w) {
      while (w > 0 && place.end < tokens.size()) {  // skip what may stand inside a name
        const std::string& between = tokens[place.end].text;
        if (same_word(between, entry.words[w])) break;
        const bool negation = entry.arity == 0 && is_negation(between);
        if (negation) place.negations.push_back(place.end);
        if (!negation && !may_stand_between(between) && !(entry.arity == 0 && is_copula(between)))
          return;
        ++place.end;
      }
      if (place.end >= tokens.size() || !same_word(tokens[place.end].text, entry.words[w])) return;
      place.exact = place.exact && tokens[place.end].text == entry.words[w];
      ++place.end;
    }
    const bool longer = !best || entry.words.size() > best_words ||
                        (entry.words.size() == best_words && place.exact && !best->exact);
    if (longer) {
      best = place;
      best_words = entry.words.size();
    } else if (entry.words.size() == best_words && place.exact == best->exact &&
               std::find(best->names.begin(), best->names.end(), entry.name) == best->names.end()) {
      best->names.push_back(entry.name);
    }
  };
  if (tokens[at].kind == TokenKind::kComma) return std::nullopt;
  for (const std::string& form : base_forms(tokens[at].text)) {
    const auto entries = index.find(form);
    if (entries == index.end()) continue;
    for (const Entry& entry : entries->second) consider(entry);
  }
  return best;
}

std::optional<NamePlace> Vocabulary::entity_at(std::span<const Token> tokens,
                                               std::size_t at) const {
  return longest(entities_, tokens, at);
}
std::optional<NamePlace> Vocabulary::predicate_at(std::span<const Token> tokens,
                                                  std::size_t at) const {
  return longest(predicates_, tokens, at);
}

}  // namespace modus::symbolic::reading
