// The names of one chain as words of a sentence: where in the sentence does `old_bear` or
// `lives_in` stand?
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "symbolic/reading/words.h"

namespace modus::symbolic::reading {

struct NamePlace {
  std::vector<std::string> names;      // all that stand there with equally many words
  std::size_t arity = 0;               // of the first
  std::size_t end = 0;                 // behind the last token
  bool exact = false;                  // the words are spelled as in the name
  std::vector<std::size_t> negations;  // inside a proposition of several words: "ground is not wet"
};

class Vocabulary {
 public:
  void add(const claims::Step& step);  // its names; adding them again changes nothing

  std::optional<NamePlace> entity_at(std::span<const Token> tokens, std::size_t at) const;
  std::optional<NamePlace> predicate_at(std::span<const Token> tokens, std::size_t at) const;
  bool is_entity(std::string_view name) const;
  // A predicate that is the same word in the other number, lens of len: two names for what the text
  // says with one word, and what is said of one would not be known of the other.
  std::optional<std::string> other_number_of(const std::string& predicate) const;

 private:
  struct Entry {
    std::string name;
    std::vector<std::string> words;
    std::size_t arity = 0;
  };
  using Index = std::map<std::string, std::vector<Entry>, std::less<>>;  // by base form of word one

  void add_claim(const claims::Claim& claim);
  void add_term(const claims::Claim& term);
  static void insert(Index& index, const std::string& name, std::size_t arity);
  static std::optional<NamePlace> longest(const Index& index, std::span<const Token> tokens,
                                          std::size_t at);

  Index entities_;
  Index predicates_;
};

}  // namespace modus::symbolic::reading
