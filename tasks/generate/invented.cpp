#include "tasks/generate/invented.h"

#include <array>
#include <string_view>

#include "tasks/generate/word_maker.h"

namespace modus::tasks {
namespace {

constexpr auto kOnsets = std::to_array<std::string_view>(
    {"b",  "c",  "d",  "f",  "g",  "h",  "j",   "k",   "l",   "m",   "n",   "p",   "qu", "r",  "s",
     "t",  "v",  "w",  "y",  "z",  "bl", "br",  "ch",  "cl",  "cr",  "dr",  "dw",  "fl", "fr", "gl",
     "gr", "kl", "kr", "ph", "pl", "pr", "sc",  "sh",  "sk",  "sl",  "sm",  "sn",  "sp", "st", "sw",
     "th", "tr", "tw", "vr", "wh", "zh", "sch", "scr", "shr", "spl", "spr", "str", "thr"});
constexpr std::size_t kSimpleOnsets = 20;  // the first ones, of one sound
constexpr auto kVowels = std::to_array<std::string_view>(
    {"a",  "e",  "i",  "o",  "u",  "a",  "e",  "i",  "o",  "u",  "ai",
     "au", "ea", "ee", "ei", "ia", "oa", "oi", "oo", "ou", "ua", "y"});
constexpr std::size_t kSimpleVowels = 10;
constexpr auto kCodas = std::to_array<std::string_view>(
    {"b",  "d",  "f",  "g",  "k",  "l",  "m",  "n",  "p",  "r",  "t",  "ck", "ct", "ff", "ft",
     "ld", "lf", "lk", "ll", "lm", "lp", "lt", "mb", "mp", "nd", "ng", "nk", "nt", "pt", "rb",
     "rd", "rf", "rg", "rk", "rl", "rm", "rn", "rp", "rt", "sk", "sp", "st", "th", "x",  "sh"});
constexpr std::size_t kSimpleCodas = 11;
constexpr auto kAdjectiveEndings = std::to_array<std::string_view>(
    {"y", "ish", "al", "ic", "ful", "some", "ous", "ent", "ive", "able", "ern", "ic", "id"});
constexpr auto kNounEndings =
    std::to_array<std::string_view>({"us", "us", "us", "us", "er", "in", "ow", "oth", "ard", "et"});

template <std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& from, std::size_t simple,
                      RandomStream& random) {
  const std::size_t size = random.chance(0.7) ? simple : N;
  return from[random.below(static_cast<std::uint32_t>(size))];
}

void add_syllable(std::string& word, bool closes, RandomStream& random) {
  const bool begins_with_vowel = word.empty() && random.chance(0.15);
  if (!begins_with_vowel) word += pick(kOnsets, kSimpleOnsets, random);
  word += pick(kVowels, kSimpleVowels, random);
  if (closes) word += pick(kCodas, kSimpleCodas, random);
}

template <std::size_t N>
std::string_view any(const std::array<std::string_view, N>& from, RandomStream& random) {
  return from[random.below(static_cast<std::uint32_t>(N))];
}

// 1 syllable 20 %, 2 45 %, 3 25 %, 4 10 %.
std::size_t syllables(RandomStream& random) {
  const std::uint32_t percent = random.below(100);
  return percent < 20 ? 1 : percent < 65 ? 2 : percent < 90 ? 3 : 4;
}

}  // namespace

std::string invented_word(WordClass word_class, RandomStream& random) {
  std::string word;
  const std::size_t count = syllables(random);
  const bool ends =
      (word_class == WordClass::kAdjective || word_class == WordClass::kNoun) && random.chance(0.5);
  const std::size_t plain = ends && count > 1 ? count - 1 : count;
  for (std::size_t i = 0; i < plain; ++i) {
    const bool last = i + 1 == plain;
    add_syllable(word, last ? ends || random.chance(0.75) : random.chance(0.3), random);
  }
  if (ends)
    return word.append(word_class == WordClass::kNoun ? any(kNounEndings, random)
                                                      : any(kAdjectiveEndings, random));
  const std::string_view vowels = "aeiouy";
  if (vowels.find(word.back()) == std::string_view::npos) return word;
  if (is_inflected(word_class)) word += pick(kCodas, kSimpleCodas, random);
  return word;
}

}  // namespace modus::tasks
