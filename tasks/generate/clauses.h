// Writes clauses of a sentence from left to right, and its template beside them: the same words
// with a letter for each content word (A adjective, N noun, V verb, E entity).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tasks/generate/rule_english.h"

namespace modus::tasks {

enum class Anyone : std::uint8_t { kPerson, kThing };  // someone ... they; something ... it
enum class Ellipsis : std::uint8_t { kNever, kAllowed };
enum class Agreement : std::uint8_t {
  kSingular,  // is calm, sees the cow, does not see the cow
  kPlural,    // are calm, see the cow, do not see the cow
  kElliptic,  // [not] calm: the copula is carried over
};

class Clauses {
 public:
  Clauses(const Cast& cast, Anyone anyone) : cast_(cast), anyone_(anyone) {}

  void word(std::string_view words);  // of the frame
  void comma();
  void content(const std::string& word, WordClass word_class);
  void noun(const std::string& singular, bool plural);

  // Subject and verb phrase. X is someone at first and a pronoun then. With ellipsis a copula of
  // the subject of the clause before is left out: "is kind and not cold".
  void clause(const RuleLiteral& literal, Ellipsis ellipsis);
  void verb_phrase(const RuleLiteral& literal, Agreement agreement);
  void question(const RuleLiteral& literal);  // requires a subject

  Saying sentence(char end);  // with a capital; leaves this empty

 private:
  void entity(std::size_t index);
  void complement(const RuleLiteral& literal);
  void add(std::string_view text, std::string_view form);

  const Cast& cast_;
  Anyone anyone_;
  bool spoke_of_anyone_ = false;
  bool after_copula_ = false;
  std::optional<std::size_t> subject_;  // of the clause before; nullopt: X, where there was one
  bool has_subject_ = false;
  Saying saying_;
};

}  // namespace modus::tasks
