#include "tasks/template_words.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace modus::tasks {
namespace {

bool is_word_sign(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '\'';
}

bool ends_in(std::string_view word, std::string_view ending) { return word.ends_with(ending); }

bool hisses(std::string_view word) {
  return ends_in(word, "s") || ends_in(word, "x") || ends_in(word, "z") || ends_in(word, "ch") ||
         ends_in(word, "sh");
}

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && ends_in(word, "y") &&
         std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
}

std::string with_s(std::string_view word) {
  if (ends_in_consonant_y(word)) return std::string(word.substr(0, word.size() - 1)) + "ies";
  return std::string(word) + (hisses(word) ? "es" : "s");
}

// puppies -> puppy, foxes -> fox, yumpuses -> yumpus, roses -> rose, dogs -> dog.
std::string regular_singular(std::string_view plural) {
  const auto without = [&](std::size_t n) {
    return std::string(plural.substr(0, plural.size() - n));
  };
  if (plural.size() > 4 && ends_in(plural, "ies")) return without(3) + "y";
  for (const std::string_view ending : {"sses", "xes", "zzes", "ches", "shes", "uses"})
    if (ends_in(plural, ending) && plural.size() > ending.size() + 1) return without(2);
  return ends_in(plural, "s") ? without(1) : std::string(plural);
}

}  // namespace

std::vector<Word> words_of(std::string_view sentence) {
  while (!sentence.empty() && (sentence.back() == '.' || sentence.back() == '?'))
    sentence.remove_suffix(1);
  std::vector<Word> words;
  bool in_word = false;
  for (const char c : sentence) {
    if (is_word_sign(c)) {
      if (!in_word) words.push_back({"", is_upper(c), false});
      words.back().text += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
      in_word = true;
      continue;
    }
    in_word = false;
    if (c == ',' && !words.empty()) {
      words.back().comma = true;
    } else if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      return {};
    }
  }
  return words;
}

std::string plural_of(std::string_view noun) { return with_s(noun); }

std::string third_person_of(std::string_view verb) {
  if (verb == "have") return "has";
  if (ends_in(verb, "o")) return std::string(verb) + "es";
  return with_s(verb);
}

std::string base_form_of(std::string_view verb) {
  if (verb == "has") return "have";
  if (ends_in(verb, "oes")) return std::string(verb.substr(0, verb.size() - 2));
  if (ends_in(verb, "uses")) return std::string(verb.substr(0, verb.size() - 1));
  return regular_singular(verb);
}

bool is_article(std::string_view word) { return word == "a" || word == "an"; }

bool is_generic_noun(std::string_view word) {
  constexpr std::array<std::string_view, 6> kGeneric = {"thing",  "things",  "people",
                                                        "person", "persons", "one"};
  return std::find(kGeneric.begin(), kGeneric.end(), word) != kGeneric.end();
}

void WordForms::learn_singular(const std::string& noun) {
  if (!is_generic_noun(noun)) singulars_.try_emplace(plural_of(noun), noun);
}

void WordForms::learn(const std::vector<Word>& sentence) {
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string& word = sentence[i].text;
    if (is_article(word) && i + 1 < sentence.size()) learn_singular(sentence[i + 1].text);
    const std::string& first = sentence[0].text;
    if (word == "is" && i > 0 && (first == "every" || first == "each" || first == "no"))
      learn_singular(sentence[i - 1].text);
    const bool generic_subject = first != "if" && first != "the";
    const std::string& before = i > 0 ? sentence[i - 1].text : word;
    if (word == "are" && i > 0 && generic_subject && !is_generic_noun(before) && before != "they")
      guessed_.try_emplace(before, regular_singular(before));
    const bool denies = word == "not" && (before == "does" || before == "do");
    if ((denies || word == "they") && i + 1 < sentence.size()) {
      const std::string& verb = sentence[i + 1].text;
      bases_.try_emplace(third_person_of(verb), verb);
    }
  }
}

bool WordForms::is_plural(std::string_view word) const {
  if (singulars_.contains(word) || guessed_.contains(word)) return true;
  // Adjectives end in -s only as gross, famous, tennis do.
  return ends_in(word, "s") && !ends_in(word, "ss") && !ends_in(word, "us") && !ends_in(word, "is");
}

std::string WordForms::singular_of(std::string_view plural) const {
  const auto it = singulars_.find(plural);
  return it != singulars_.end() ? it->second : regular_singular(plural);
}

std::string WordForms::base_of(std::string_view third_person) const {
  const auto it = bases_.find(third_person);
  return it != bases_.end() ? it->second : base_form_of(third_person);
}

}  // namespace modus::tasks
