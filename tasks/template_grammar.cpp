#include "tasks/template_grammar.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "claims/grammar.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;
using Words = std::span<const Word>;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}
bool is_anyone(std::string_view word) {
  constexpr std::array<std::string_view, 8> kAnyone = {
      "someone", "something", "somebody", "anyone", "anything", "anybody", "people", "things"};
  return is_one_of(word, kAnyone);
}
bool is_pronoun(std::string_view word) {
  constexpr std::array<std::string_view, 4> kPronouns = {"they", "it", "he", "she"};
  return is_one_of(word, kPronouns);
}
bool is_determiner(std::string_view word) {
  constexpr std::array<std::string_view, 3> kAll = {"all", "every", "each"};
  return is_one_of(word, kAll);
}
bool is_copula(std::string_view word) { return word == "is" || word == "are"; }
bool is_auxiliary(std::string_view word) { return word == "does" || word == "do"; }

// Words that weaken, count or join: a sentence with one of them says more than these forms can.
bool changes_meaning(std::string_view word) {
  constexpr std::array<std::string_view, 54> kWords = {
      "most",    "many",      "few",    "some",     "several", "both",    "no",     "none",
      "neither", "either",    "half",   "never",    "always",  "usually", "often",  "rarely",
      "mostly",  "sometimes", "likely", "probably", "maybe",   "perhaps", "almost", "nearly",
      "hardly",  "only",      "except", "unless",   "until",   "while",   "when",   "because",
      "but",     "than",      "more",   "less",     "very",    "too",     "also",   "who",
      "that",    "which",     "whose",  "of",       "may",     "might",   "can",    "could",
      "must",    "should",    "will",   "would",    "was",     "were"};
  return is_one_of(word, kWords);
}

// Words that build sentences and so are never adjectives, nouns, verbs or parts of names here.
bool is_function_word(std::string_view word) {
  constexpr std::array<std::string_view, 7> kFrame = {"the", "not", "and", "or",
                                                      "xor", "if",  "then"};
  return is_one_of(word, kFrame) || is_anyone(word) || is_pronoun(word) || is_determiner(word) ||
         is_copula(word) || is_auxiliary(word) || is_article(word) || changes_meaning(word);
}

std::size_t find_word(Words words, bool (*is)(std::string_view)) {
  std::size_t i = 0;
  while (i < words.size() && !is(words[i].text)) ++i;
  return i;
}

// Words of a name or a content word as a claim's name; nullopt where a function word is among them.
std::optional<std::string> content(Words words) {
  std::string joined;
  for (const Word& word : words) {
    if (is_function_word(word.text)) return std::nullopt;
    joined += (joined.empty() ? "" : " ") + word.text;
  }
  const std::string name = claims::name_from(joined);
  if (name.empty()) return std::nullopt;
  return name;
}

Claim signed_claim(Claim atom, bool negated) {
  return negated ? claims::unary(Op::kNot, std::move(atom)) : atom;
}

// Reads the clauses of one sentence from left to right; remembers whom pronouns mean and who the
// subject of an elliptic clause is.
class ClauseReader {
 public:
  explicit ClauseReader(const WordForms& forms) : forms_(forms) {}

  // The first clause of a sentence about all of something has this subject.
  void set_subject(Claim subject) { subject_ = std::move(subject); }

  std::optional<Claim> clause(Words words) {
    if (words.empty()) return std::nullopt;
    const std::size_t verb = verb_of(words);
    if (verb == 0) return subject_ ? verb_phrase(words) : std::nullopt;
    if (verb == words.size()) {  // "is kind and [not] cold": the copula is carried over
      return subject_ && after_copula_ ? complement(words) : std::nullopt;
    }
    auto subject = subject_of(words.first(verb));
    if (!subject || (subject->op() == Op::kName && words[verb].text == "are")) return std::nullopt;
    subject_ = std::move(subject);
    return verb_phrase(words.subspan(verb));
  }

  std::optional<Claim> verb_phrase(Words words) {
    after_copula_ = is_copula(words[0].text);
    if (after_copula_) return complement(words.subspan(1));
    if (!is_auxiliary(words[0].text))
      return action(words, is_plural_subject_ ? words[0].text : forms_.base_of(words[0].text),
                    false);
    if (words.size() < 3 || words[1].text != "not") return std::nullopt;
    return action(words.subspan(2), words[2].text, true);
  }

  std::optional<Claim> complement(Words words) {
    const bool negated = !words.empty() && words[0].text == "not";
    if (negated) words = words.subspan(1);
    const bool has_article = words.size() == 2 && is_article(words[0].text);
    if (has_article) words = words.subspan(1);
    if (words.size() != 1) return std::nullopt;
    auto name = content(words);
    if (!name) return std::nullopt;
    if (!has_article && forms_.is_plural(words[0].text))
      name = claims::name_from(forms_.singular_of(words[0].text));
    return signed_claim(claims::apply(*name, {*subject_}), negated);
  }

  // words: the verb as written and its object; base: the verb's base form.
  std::optional<Claim> action(Words words, const std::string& base, bool negated) const {
    if (words.size() < 2) return std::nullopt;
    const auto object = thing_of(words.subspan(1));
    if (!object || is_function_word(words[0].text)) return std::nullopt;
    return signed_claim(claims::apply(claims::name_from(base), {*subject_, *object}), negated);
  }

  void set_plural_subject(bool plural) { is_plural_subject_ = plural; }

  // Where the verb stands: a copula, an auxiliary, or the word before the object.
  static std::size_t verb_of(Words words) {
    const std::size_t plain =
        find_word(words, [](std::string_view w) { return is_copula(w) || is_auxiliary(w); });
    if (plain < words.size()) return plain;
    std::size_t object = words.size();
    for (std::size_t i = words.size(); i-- > 1;)
      if (words[i].text == "the") object = i;
    if (object == words.size() && words.size() > 2 && words.back().capital) {
      object = words.size() - 1;
      while (object > 2 && words[object - 1].capital) --object;
    }
    return object < words.size() ? object - 1 : words.size();
  }

 private:
  std::optional<Claim> subject_of(Words words) {
    is_plural_subject_ =
        words[0].text == "they" || words[0].text == "people" || words[0].text == "things";
    if (words.size() == 1 && is_anyone(words[0].text)) {
      speaks_of_anyone_ = true;
      return claims::variable("X");
    }
    if (words.size() == 1 && is_pronoun(words[0].text))
      return speaks_of_anyone_ ? std::optional(claims::variable("X")) : std::nullopt;
    return thing_of(words);
  }

  // "the bald eagle", "Ann".
  static std::optional<Claim> thing_of(Words words) {
    if (words[0].text == "the") {
      words = words.subspan(1);
    } else if (!std::all_of(words.begin(), words.end(), [](const Word& w) { return w.capital; })) {
      return std::nullopt;
    }
    if (words.empty()) return std::nullopt;
    const auto name = content(words);
    if (!name) return std::nullopt;
    return claims::name(*name);
  }

  const WordForms& forms_;
  std::optional<Claim> subject_;
  bool speaks_of_anyone_ = false;
  bool is_plural_subject_ = false;
  bool after_copula_ = false;
};

// The clauses between `and`s, joined.
std::optional<Claim> conjunction(Words words, ClauseReader& reader) {
  std::vector<Claim> members;
  for (;;) {
    const std::size_t end = find_word(words, [](std::string_view w) { return w == "and"; });
    auto member = reader.clause(words.first(end));
    if (!member) return std::nullopt;
    members.push_back(std::move(*member));
    if (end == words.size()) return claims::all_of(members);
    words = words.subspan(end + 1);
  }
}

std::optional<Claim> read_conditional(Words words, const WordForms& forms) {
  words = words.subspan(1);
  const std::size_t then = find_word(words, [](std::string_view w) { return w == "then"; });
  if (then == words.size()) return std::nullopt;
  ClauseReader reader(forms);
  auto body = conjunction(words.first(then), reader);
  if (!body) return std::nullopt;
  auto head = reader.clause(words.subspan(then + 1));
  if (!head) return std::nullopt;
  return claims::binary(Op::kImplies, std::move(*body), std::move(*head));
}

// "Red, cold things", "every kind wumpus", "wumpuses": what all of them are.
std::optional<Claim> kind_of(Words words, const WordForms& forms) {
  std::vector<Claim> members;
  for (const Word& word : words) {
    const bool is_noun = &word == &words.back();
    if (word.text == "and" && !members.empty() && !is_noun) continue;
    if (is_noun && is_generic_noun(word.text)) break;
    auto name = content({&word, 1});
    if (!name) return std::nullopt;
    if (is_noun && forms.is_plural(word.text))
      name = claims::name_from(forms.singular_of(word.text));
    members.push_back(claims::apply(*name, {claims::variable("X")}));
  }
  if (members.empty()) return std::nullopt;  // "all people are kind": of what?
  return claims::all_of(members);
}

std::optional<Claim> read_universal(Words words, const WordForms& forms) {
  const bool denied = words[0].text == "no";  // "no wumpus is shy"
  if (denied || is_determiner(words[0].text)) words = words.subspan(1);
  const std::size_t verb = ClauseReader::verb_of(words);
  if (verb == 0 || verb == words.size()) return std::nullopt;
  auto kind = kind_of(words.first(verb), forms);
  if (!kind) return std::nullopt;
  ClauseReader reader(forms);
  reader.set_subject(claims::variable("X"));
  reader.set_plural_subject(words[verb - 1].text.ends_with('s') ||
                            words[verb - 1].text == "people");
  auto head = reader.verb_phrase(words.subspan(verb));
  if (!head || (denied && head->op() == Op::kNot)) return std::nullopt;
  return claims::binary(Op::kImplies, std::move(*kind), signed_claim(std::move(*head), denied));
}

}  // namespace

std::optional<Claim> read_sentence(const std::vector<Word>& sentence, const WordForms& forms) {
  if (sentence.size() < 3) return std::nullopt;
  const std::string& first = sentence[0].text;
  if (first == "if") return read_conditional(sentence, forms);
  const std::size_t verb = ClauseReader::verb_of(sentence);
  if (first == "no" || is_determiner(first) ||
      (first != "the" && verb < sentence.size() && sentence[verb].text == "are"))
    return read_universal(sentence, forms);
  if (is_anyone(first) || is_pronoun(first)) return std::nullopt;
  return ClauseReader(forms).clause(sentence);
}

std::optional<Claim> read_question(const std::vector<Word>& sentence, const WordForms& forms) {
  if (sentence.size() < 3) return std::nullopt;
  std::vector<Word> statement(sentence.begin() + 1, sentence.end());
  const std::string& first = sentence[0].text;
  if (first == "does") {  // the verb of the question is in its base form
    const std::size_t verb = ClauseReader::verb_of(statement);
    if (verb == 0 || verb == statement.size()) return std::nullopt;
    const bool negated = statement[verb - 1].text == "not";
    if (!negated) statement[verb].text = third_person_of(statement[verb].text);
    if (negated)
      statement.insert(statement.begin() + static_cast<std::ptrdiff_t>(verb) - 1,
                       {"does", false, false});
    return read_sentence(statement, forms);
  }
  if (first != "is") return std::nullopt;
  // "Is the bald eagle [not] [a] kind": the copula goes before the complement.
  std::size_t complement = statement.size() - 1;
  while (complement > 0 &&
         (is_article(statement[complement - 1].text) || statement[complement - 1].text == "not"))
    --complement;
  if (complement == 0) return std::nullopt;
  statement.insert(statement.begin() + static_cast<std::ptrdiff_t>(complement),
                   {"is", false, false});
  return read_sentence(statement, forms);
}

}  // namespace modus::tasks
