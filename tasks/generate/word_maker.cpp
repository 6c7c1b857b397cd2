#include "tasks/generate/word_maker.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "claims/functions.h"
#include "claims/grammar.h"
#include "claims/units.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"
#include "tasks/generate/invented.h"
#include "tasks/generate/real_words.h"
#include "tasks/template_words.h"

namespace modus::tasks {
namespace {

namespace reading = symbolic::reading;

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// Words that build sentences in the generators or the readers, beyond the reading's own lists.
bool is_frame_word(std::string_view word) {
  constexpr auto kFrame = std::to_array<std::string_view>(
      {"if",    "then",   "xor",     "iff",    "because", "more",     "less",   "fewer",  "after",
       "until", "except", "same",    "total",  "equally", "rest",     "ones",   "sum",    "mean",
       "max",   "min",    "unknown", "true",   "false",   "always",   "rarely", "hardly", "whose",
       "were",  "thing",  "things",  "people", "person",  "statement"});
  return std::find(kFrame.begin(), kFrame.end(), word) != kFrame.end();
}

bool is_content_word(const std::string& word) {
  if (!claims::is_name(word) || claims::function_form(word) != nullptr ||
      claims::is_unit_name(word))
    return false;
  if (reading::is_filler(word) || reading::is_negation(word) || reading::is_universal(word) ||
      reading::is_conditional(word) || reading::is_existential(word) || reading::is_vague(word) ||
      is_frame_word(word))
    return false;
  return reading::tokenise(word).front().kind == reading::TokenKind::kWord;  // seven is a number
}

// Is the stem given back by the regular rules?
bool is_regular(const std::string& stem, WordClass word_class) {
  if (stem.ends_with("ss") || stem.ends_with('z') || stem.ends_with("ze") || stem.ends_with("se") ||
      stem.ends_with("oe") || stem.ends_with('o') || stem.ends_with("ie"))
    return false;
  if (word_class == WordClass::kVerb)
    return base_form_of(third_person_of(stem)) == stem && !stem.ends_with('s');
  if (!stem.ends_with('s')) return true;
  return stem.ends_with("us") && stem.size() > 3 && !is_vowel(stem[stem.size() - 3]);
}

bool has_vowel(std::string_view word) { return std::any_of(word.begin(), word.end(), is_vowel); }

bool fits(const std::string& stem, WordClass word_class) {
  if (stem.size() < 3 || stem.size() > 12 || !has_vowel(stem) || !is_content_word(stem))
    return false;
  if (is_inflected(word_class) && !is_regular(stem, word_class)) return false;
  if (stem.ends_with('s') && !stem.ends_with("us")) return false;
  return reading::base_forms(stem).size() == 1 || stem.ends_with("us");
}

}  // namespace

Split split_of(std::string_view stem) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : stem) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  hash ^= hash >> 15;
  hash *= 2246822519u;
  return (hash >> 29) == 0 ? Split::kHeldOut : Split::kTrain;
}

std::string WordMaker::draw(WordClass word_class, RandomStream& random) {
  if (!random.chance(invented_))
    if (auto word = listed(word_class, random); word && take(*word)) return *word;
  for (int attempt = 0; attempt < 10000; ++attempt) {
    std::string word = invented_word(word_class, random);
    if (split_of(word) == split_ && fits(word, word_class) && take(word)) return word;
  }
  MODUS_CHECK(false, "no invented word left beside {} others", stems_.size());
  return {};
}

std::optional<std::string> WordMaker::listed(WordClass word_class, RandomStream& random) const {
  const auto words = real_words(word_class);
  for (int attempt = 0; attempt < 40; ++attempt) {
    std::string word(words[random.below(static_cast<std::uint32_t>(words.size()))]);
    if (split_of(word) == split_ && !stems_.contains(word) && fits(word, word_class)) return word;
  }
  return std::nullopt;
}

bool WordMaker::take(const std::string& stem) {
  std::set<std::string> forms;
  for (const std::string& form : {stem, plural_of(stem), third_person_of(stem)})
    for (std::string& base : reading::base_forms(form)) forms.insert(std::move(base));
  if (std::any_of(forms.begin(), forms.end(),
                  [&](const std::string& form) { return forms_.contains(form); }))
    return false;
  stems_.insert(stem);
  forms_.merge(forms);
  return true;
}

bool is_inflected(WordClass word_class) {
  return word_class == WordClass::kNoun || word_class == WordClass::kVerb ||
         word_class == WordClass::kGoods;
}

}  // namespace modus::tasks
