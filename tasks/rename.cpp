#include "tasks/rename.h"

#include <map>
#include <utility>

#include "base/ascii.h"
#include "tasks/generate/word_maker.h"
#include "tasks/question.h"
#include "tasks/template_reader.h"
#include "tasks/template_words.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;

char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return is_upper(c) ? c : static_cast<char>(c - 'a' + 'A'); }

// The words of the claims' names, with the class that their inflection follows.
using ContentWords = std::map<std::string, WordClass>;

void collect(const std::string& name, WordClass word_class, ContentWords& words) {
  std::string word;
  for (const char c : name + "_") {
    if (c != '_') {
      word += c;
    } else if (!word.empty()) {
      words.try_emplace(std::exchange(word, {}), word_class);
    }
  }
}

void collect(const Claim& claim, ContentWords& words) {
  if (claim.op() == Op::kName) return collect(claim.name(), WordClass::kAnimal, words);
  if (claim.op() == Op::kApply)
    collect(claim.name(), claim.children().size() > 1 ? WordClass::kVerb : WordClass::kNoun, words);
  for (const Claim& child : claim.children()) collect(child, words);
}

// Every form of every content word to the same form of its new word.
std::map<std::string, std::string> replacements(const claims::Chain& chain, Split split,
                                                RandomStream& random) {
  ContentWords content;
  for (const claims::Step& step : chain.steps) collect(step.claim, content);
  WordMaker words(split, 1.0);
  std::map<std::string, std::string> forms;
  for (const auto& [word, word_class] : content) {
    const std::string fresh = words.draw(word_class, random);
    forms[word] = fresh;
    const bool verb = word_class == WordClass::kVerb;
    forms.try_emplace(verb ? third_person_of(word) : plural_of(word),
                      verb ? third_person_of(fresh) : plural_of(fresh));
  }
  return forms;
}

std::string replaced(std::string_view text, const std::map<std::string, std::string>& forms) {
  std::string result;
  std::size_t article = std::string::npos;  // where the last word written begins, if it is a or an
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      result += text[i++];
      continue;
    }
    std::string word;
    const bool capital = is_upper(text[i]);
    while (i < text.size() && is_letter(text[i])) word += lower(text[i++]);
    const auto form = forms.find(word);
    std::string fresh = form == forms.end() ? word : form->second;
    if (form != forms.end() && article != std::string::npos) {
      const bool vowel = std::string_view("aeiou").find(fresh.front()) != std::string_view::npos;
      result.replace(article + 1, result.size() - article - 1, vowel ? "n " : " ");
    }
    if (capital) fresh[0] = upper(fresh[0]);
    article = is_article(word) ? result.size() : std::string::npos;
    result += fresh;
  }
  return result;
}

}  // namespace

std::optional<RenamedWorld> rename_world(std::string_view context, std::string_view question,
                                         Split split, RandomStream random) {
  const TemplateReading reading =
      read_by_template(std::string(context) + " " + std::string(question));
  if (!reading.chain) return std::nullopt;
  const auto forms = replacements(*reading.chain, split, random);
  const std::string asked = plain_question(question);
  const std::size_t at = question.rfind(asked);
  return RenamedWorld{replaced(context, forms),
                      std::string(question.substr(0, at)) + replaced(question.substr(at), forms)};
}

RandomStream rename_stream(std::uint64_t seed, std::string_view context) {
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const char c : context) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return RandomStream(seed, hash);
}

}  // namespace modus::tasks
