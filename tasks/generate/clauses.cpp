#include "tasks/generate/clauses.h"

#include <utility>

#include "base/error.h"
#include "tasks/template_words.h"

namespace modus::tasks {
namespace {

std::string with_article(const std::string& noun) {
  const bool vowel = std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + noun;
}

}  // namespace

void Clauses::add(std::string_view text, std::string_view form) {
  if (!saying_.text.empty()) {
    saying_.text += ' ';
    saying_.form += ' ';
  }
  saying_.text += text;
  saying_.form += form;
}

void Clauses::word(std::string_view words) { add(words, words); }

void Clauses::comma() {
  saying_.text += ',';
  saying_.form += ',';
}

void Clauses::content(const std::string& word, WordClass word_class) {
  add(word, word_class == WordClass::kNoun ? "N" : word_class == WordClass::kVerb ? "V" : "A");
}

void Clauses::noun(const std::string& singular, bool plural) {
  add(plural ? plural_of(singular) : singular, plural ? "Ns" : "N");
}

void Clauses::entity(std::size_t index) { add(cast_.entities[index].text, "E"); }

void Clauses::clause(const RuleLiteral& literal, Ellipsis ellipsis) {
  const bool is_verb = cast_.predicates[literal.predicate].word_class == WordClass::kVerb;
  const bool same_subject = has_subject_ && subject_ == literal.subject;
  if (ellipsis == Ellipsis::kAllowed && same_subject && after_copula_ && !is_verb)
    return verb_phrase(literal, Agreement::kElliptic);
  const bool person = anyone_ == Anyone::kPerson;
  Agreement agreement = Agreement::kSingular;
  if (literal.subject) {
    entity(*literal.subject);
  } else if (!spoke_of_anyone_) {
    word(person ? "someone" : "something");
    spoke_of_anyone_ = true;
  } else {
    word(person ? "they" : "it");
    if (person) agreement = Agreement::kPlural;
  }
  subject_ = literal.subject;
  has_subject_ = true;
  verb_phrase(literal, agreement);
}

void Clauses::verb_phrase(const RuleLiteral& literal, Agreement agreement) {
  const Predicate& predicate = cast_.predicates[literal.predicate];
  const bool plural = agreement == Agreement::kPlural;
  after_copula_ = predicate.word_class != WordClass::kVerb;
  if (after_copula_) {
    if (agreement != Agreement::kElliptic) word(plural ? "are" : "is");
    if (literal.negated) word("not");
    if (predicate.word_class == WordClass::kAdjective)
      content(predicate.name, WordClass::kAdjective);
    else
      add(plural && !spoke_of_anyone_ ? plural_of(predicate.name) : with_article(predicate.name),
          plural && !spoke_of_anyone_ ? "Ns" : "a N");
    return;
  }
  MODUS_CHECK(agreement != Agreement::kElliptic && literal.object, "{}", predicate.name);
  if (literal.negated) word(plural ? "do not" : "does not");
  const bool base = plural || literal.negated;
  add(base ? predicate.name : third_person_of(predicate.name), base ? "V" : "Vs");
  entity(*literal.object);
}

void Clauses::question(const RuleLiteral& literal) {
  const Predicate& predicate = cast_.predicates[literal.predicate];
  const bool is_verb = predicate.word_class == WordClass::kVerb;
  word(is_verb ? "does" : "is");
  entity(literal.subject.value());
  if (literal.negated) word("not");
  if (is_verb) {
    content(predicate.name, WordClass::kVerb);
    entity(literal.object.value());
  } else if (predicate.word_class == WordClass::kNoun) {
    add(with_article(predicate.name), "a N");
  } else {
    content(predicate.name, WordClass::kAdjective);
  }
}

Saying Clauses::sentence(char end) {
  char& first = saying_.text.front();
  if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
  saying_.text += end;
  saying_.form += end;
  return std::exchange(saying_, {});
}

}  // namespace modus::tasks
