// Words for generated problems: real ones from lists, and invented ones of 1 to 4 syllables. Every
// stem belongs to one split, by a hash of its letters, so that the splits never share a word.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "tasks/generate.h"

namespace modus::tasks {

enum class WordClass : std::uint8_t {
  kAdjective,
  kNoun,    // of a kind: baker, yumpus
  kVerb,    // transitive, base form
  kName,    // of a person, lower case: ann
  kAnimal,  // what stands behind `the`: otter
  kGoods,   // what is counted: apple
};

bool is_inflected(WordClass word_class);  // has a plural or a third person
Split split_of(std::string_view stem);    // one stem in eight is held out

// The words of one problem: no two have a form in common (planes is one of plane and of planes).
class WordMaker {
 public:
  WordMaker(Split split, double invented_share) : split_(split), invented_(invented_share) {}

  // A new stem, lower case. Regular: its plural and third person are those of template_words.h, and
  // its only base form in the reading's morphology is itself.
  std::string draw(WordClass word_class, RandomStream& random);

  std::vector<std::string> words() const { return {stems_.begin(), stems_.end()}; }  // sorted

 private:
  std::optional<std::string> listed(WordClass word_class, RandomStream& random) const;
  bool take(const std::string& stem);  // false where it clashes with an earlier one

  Split split_;
  double invented_;
  std::set<std::string> stems_;
  std::set<std::string> forms_;  // every base form of every form of a stem
};

}  // namespace modus::tasks
