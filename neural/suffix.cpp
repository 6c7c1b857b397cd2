#include "neural/suffix.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace modus::neural {
namespace {

// The last three are keywords of the claim language, one piece everywhere.
constexpr std::array kWhole = std::to_array<std::string_view>(
    {"afterwards", "alas",      "alias",  "always",  "atlas",     "besides", "bias",
     "canvas",     "christmas", "does",   "hers",    "kansas",    "lens",    "news",
     "ours",       "perhaps",   "series", "species", "sometimes", "texas",   "theirs",
     "towards",    "whereas",   "yours",  "cases",   "exists",    "names"});

// Stems in -e where the letters alone would say -es: they take a plain +s.
constexpr std::array kStemsInE = std::to_array<std::string_view>(
    {"abuse",       "accuse",   "ache",      "amuse",   "axe",    "cache", "calorie",
     "canoe",       "confuse",  "cookie",    "diffuse", "excuse", "foe",   "fuse",
     "genie",       "headache", "hoe",       "infuse",  "movie",  "muse",  "niche",
     "oboe",        "pixie",    "psyche",    "refuse",  "reuse",  "ruse",  "shoe",
     "stomachache", "toe",      "toothache", "use",     "woe",    "zombie"});

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// Whether a word in -es is a stem without its -es: yumpus-es, box-es, go-es; not chase-s, house-s.
bool takes_es(std::string_view stem) {
  if (stem.size() < 2) return false;
  const char before = stem[stem.size() - 2];
  if (stem.ends_with("ss") || stem.ends_with("sh") || stem.ends_with("ch") ||
      stem.ends_with("zz") || stem.ends_with('x'))
    return true;
  if (stem == "gas") return true;
  if (stem.ends_with('o')) return !is_vowel(before);
  return stem.ends_with("us") && stem.size() > 2 && !is_vowel(stem[stem.size() - 3]);
}

StemAndSuffix cut(std::string_view word, std::string_view suffix) {
  return {std::string(word.substr(0, word.size() - suffix.size() + 1)), std::string(suffix)};
}

}  // namespace

StemAndSuffix split_suffix(std::string_view word) {
  const auto whole = [&] { return StemAndSuffix{std::string(word), ""}; };
  if (word.size() < 4 || word.back() != 's') return whole();
  if (!std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    return whole();
  const char before = word[word.size() - 2];
  if (before == 's' || before == 'u' || before == 'i' || holds(kWhole, word)) return whole();
  if (holds(kStemsInE, word.substr(0, word.size() - 1))) return cut(word, "+s");
  if (word.ends_with("ies") && word.size() > 4 && !is_vowel(word[word.size() - 4]))
    return {std::string(word.substr(0, word.size() - 3)) + "y", "+ies"};
  if (word.ends_with("es") && takes_es(word.substr(0, word.size() - 2))) return cut(word, "+es");
  return cut(word, "+s");
}

std::string with_suffix(std::string_view stem, std::string_view suffix) {
  MODUS_CHECK(is_suffix(suffix), "`{}` is no suffix", suffix);
  std::string word(stem);
  if (suffix == "+ies" && word.ends_with('y')) word.pop_back();
  return word.append(suffix.substr(1));
}

bool is_suffix(std::string_view piece) {
  return piece == "+s" || piece == "+es" || piece == "+ies";
}

}  // namespace modus::neural
