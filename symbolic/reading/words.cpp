#include "symbolic/reading/words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/ascii.h"
#include "symbolic/reading/number_words.h"

namespace modus::symbolic::reading {
namespace {

using Form = std::pair<std::string_view, std::string_view>;  // irregular form, base

constexpr auto kIrregular = std::to_array<Form>({
    {"ate", "eat"},       {"bit", "bite"},      {"bitten", "bite"},    {"bought", "buy"},
    {"broke", "break"},   {"broken", "break"},  {"brought", "bring"},  {"built", "build"},
    {"calves", "calf"},   {"caught", "catch"},  {"children", "child"}, {"chose", "choose"},
    {"chosen", "choose"}, {"did", "do"},        {"does", "do"},        {"done", "do"},
    {"drank", "drink"},   {"drew", "draw"},     {"driven", "drive"},   {"drove", "drive"},
    {"eaten", "eat"},     {"fed", "feed"},      {"feet", "foot"},      {"felt", "feel"},
    {"flew", "fly"},      {"found", "find"},    {"gave", "give"},      {"geese", "goose"},
    {"given", "give"},    {"goes", "go"},       {"gone", "go"},        {"got", "get"},
    {"had", "have"},      {"has", "have"},      {"heard", "hear"},     {"held", "hold"},
    {"hid", "hide"},      {"hidden", "hide"},   {"kept", "keep"},      {"knew", "know"},
    {"knives", "knife"},  {"known", "know"},    {"leaves", "leaf"},    {"led", "lead"},
    {"left", "leave"},    {"loaves", "loaf"},   {"lost", "lose"},      {"made", "make"},
    {"men", "man"},       {"met", "meet"},      {"mice", "mouse"},     {"paid", "pay"},
    {"people", "person"}, {"ran", "run"},       {"ridden", "ride"},    {"rode", "ride"},
    {"said", "say"},      {"sang", "sing"},     {"sat", "sit"},        {"saw", "see"},
    {"seen", "see"},      {"sent", "send"},     {"shelves", "shelf"},  {"slept", "sleep"},
    {"sold", "sell"},     {"spent", "spend"},   {"spoke", "speak"},    {"stole", "steal"},
    {"stolen", "steal"},  {"swam", "swim"},     {"taken", "take"},     {"taught", "teach"},
    {"teeth", "tooth"},   {"thieves", "thief"}, {"thought", "think"},  {"told", "tell"},
    {"took", "take"},     {"went", "go"},       {"wives", "wife"},     {"wolves", "wolf"},
    {"women", "woman"},   {"won", "win"},       {"wore", "wear"},      {"written", "write"},
    {"wrote", "write"},
});
static_assert(std::ranges::is_sorted(kIrregular));

// Where the forms that begin with each letter begin.
constexpr auto kBegins = [] {
  std::array<std::uint8_t, 'z' - 'a' + 2> begins{};
  for (std::size_t letter = 0; letter < begins.size(); ++letter)
    for (const Form& form : kIrregular)
      begins[letter] += static_cast<std::size_t>(form.first.front() - 'a') < letter;
  return begins;
}();

// nullptr: the word is no irregular form.
const Form* irregular(std::string_view word) {
  if (word.empty() || word.front() < 'a' || word.front() > 'z') return nullptr;
  const auto letter = static_cast<std::size_t>(word.front() - 'a');
  for (std::size_t i = kBegins[letter]; i < kBegins[letter + 1]; ++i)
    if (kIrregular[i].first == word) return &kIrregular[i];
  return nullptr;
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends(std::string_view word, std::string_view suffix) {
  return word.size() > suffix.size() && word.ends_with(suffix);
}

// run, plan, stop: one vowel before one consonant, so that -ed and -ing double the consonant and
// "planed" cannot come from it.
bool doubles_its_end(std::string_view stem) {
  const auto vowels = std::count_if(stem.begin(), stem.end(), is_vowel);
  return stem.size() >= 3 && vowels == 1 && is_vowel(stem[stem.size() - 2]) &&
         std::string_view("wxy").find(stem.back()) == std::string_view::npos;
}

void add_stem_forms(std::string_view stem, std::vector<std::string>& forms) {
  if (stem.size() < 2 ||
      std::none_of(stem.begin(), stem.end(), [](char c) { return is_vowel(c) || c == 'y'; }))
    return;
  const bool doubled = stem.size() >= 3 && stem.back() == stem[stem.size() - 2];
  if (doubled) forms.emplace_back(stem.substr(0, stem.size() - 1));
  if (!doubles_its_end(stem)) forms.emplace_back(stem);
  if (!doubled || stem.back() == 'e') forms.push_back(std::string(stem) + "e");
}

void add_s_forms(std::string_view word, std::vector<std::string>& forms) {
  if (ends(word, "ss")) return;
  const std::string_view without_s = word.substr(0, word.size() - 1);
  if (ends(word, "ies")) {
    forms.push_back(std::string(word.substr(0, word.size() - 3)) + "y");
    if (word.size() > 4) return;
  }
  if (ends(word, "es")) {
    const std::string_view stem = word.substr(0, word.size() - 2);
    for (const std::string_view end : {"s", "x", "z", "ch", "sh", "o"})
      if (ends(stem, end)) forms.emplace_back(stem);
  }
  forms.emplace_back(without_s);
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Typographic apostrophes and dashes to the plain ones.
std::string plain_marks(std::string_view sentence) {
  std::string plain;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string_view three = sentence.substr(i, 3);
    if (three == "\xE2\x80\x99" || three == "\xE2\x80\x98") {
      plain += '\'';
      i += 2;
    } else if (three.starts_with("\xE2\x80") && three.size() == 3) {  // dashes, other quotes
      plain += ' ';
      i += 2;
    } else {
      plain += sentence[i];
    }
  }
  return plain;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool is_pronoun_before_is(std::string_view word) {
  for (const std::string_view w : {"it", "he", "she", "that", "there", "who", "what", "here"})
    if (word == w) return true;
  return false;
}

void add_word(std::vector<Token>& tokens, std::string text, bool capital) {
  if (!text.empty()) tokens.push_back({TokenKind::kWord, std::move(text), capital, {}, {}});
}

// "doesn't", "Ann's", "they're": the parts as words of their own.
void add_written_word(std::vector<Token>& tokens, std::string_view written) {
  const bool capital = written.front() >= 'A' && written.front() <= 'Z';
  std::string word = lower(written);
  if (word == "cannot" || word == "can't" || word == "won't") {
    add_word(tokens, word == "won't" ? "will" : "can", capital);
    return add_word(tokens, "not", false);
  }
  const std::size_t mark = word.find('\'');
  if (mark == std::string::npos) return add_word(tokens, std::move(word), capital);
  if (word.ends_with("n't")) {
    add_word(tokens, word.substr(0, word.size() - 3), capital);
    return add_word(tokens, "not", false);
  }
  const std::string head = word.substr(0, mark);
  const std::string tail = word.substr(mark + 1);
  add_word(tokens, head, capital);
  if (tail == "re") return add_word(tokens, "are", false);
  if (tail == "ll") return add_word(tokens, "will", false);
  if (tail == "ve") return add_word(tokens, "have", false);
  if (tail == "m") return add_word(tokens, "am", false);
  if (tail == "s" && is_pronoun_before_is(head)) return add_word(tokens, "is", false);
  if (tail == "s" || tail.empty()) return add_word(tokens, "'s", false);
  add_word(tokens, tail, false);
}

}  // namespace

std::vector<std::string> base_forms(std::string_view word) {
  std::vector<std::string> forms{std::string(word)};
  if (const Form* form = irregular(word)) forms.emplace_back(form->second);
  if (word.size() < 4) return forms;
  if (word.back() == 's') add_s_forms(word, forms);
  if (ends(word, "ied")) forms.push_back(std::string(word.substr(0, word.size() - 3)) + "y");
  if (ends(word, "ed") && !ends(word, "eed"))
    add_stem_forms(word.substr(0, word.size() - 2), forms);
  if (ends(word, "ing")) add_stem_forms(word.substr(0, word.size() - 3), forms);
  return forms;
}

bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  // Other forms than irregular ones keep the first letter.
  const bool alike = !a.empty() && !b.empty() && a.front() == b.front();
  if (!alike && irregular(a) == nullptr && irregular(b) == nullptr) return false;
  const std::vector<std::string> of_a = base_forms(a);
  const std::vector<std::string> of_b = base_forms(b);
  return std::any_of(of_a.begin(), of_a.end(), [&](const std::string& form) {
    return std::find(of_b.begin(), of_b.end(), form) != of_b.end();
  });
}

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : name) {
    if (c != '_') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(word);
  for (std::string& w : words) w = lower(w);
  return words;
}

std::vector<std::string> parts_of_name(std::string_view name) {
  const std::vector<std::string> words = words_of_name(name);
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    std::string part = words[begin];
    for (std::size_t i = begin + 1; i < words.size(); ++i) {
      parts.push_back(part);
      part += "_" + words[i];
    }
    if (begin > 0) parts.push_back(part);
  }
  return parts;
}

bool same_name(std::string_view a, std::string_view b) {
  const std::vector<std::string> of_a = words_of_name(a), of_b = words_of_name(b);
  return std::ranges::equal(of_a, of_b, same_word);
}

std::vector<Token> tokenise(std::string_view sentence) {
  const std::string text = plain_marks(sentence);
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (is_digit(text[i])) {
      tokens.push_back(read_digits(text, i));
    } else if (is_letter(text[i])) {
      const std::size_t begin = i;
      while (i < text.size() && (is_letter(text[i]) || is_digit(text[i]) || text[i] == '\'')) ++i;
      add_written_word(tokens, std::string_view(text).substr(begin, i - begin));
    } else {
      if (text[i] == ',' || text[i] == ';' || text[i] == ':')
        tokens.push_back({TokenKind::kComma, ",", false, {}, {}});
      ++i;
    }
  }
  return join_number_words(std::move(tokens));
}

}  // namespace modus::symbolic::reading
