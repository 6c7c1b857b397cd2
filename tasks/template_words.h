// Words of the English that rule worlds are written in, and the little morphology that it needs: a
// noun's plural, a verb's third person. No list of content words: what is a noun is learnt from the
// text itself.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace modus::tasks {

struct Word {
  std::string text;      // lower case, without punctuation
  bool capital = false;  // as written
  bool comma = false;    // a comma follows
};

// "Red, cold things are round." -> red(capital, comma) cold things are round. Letters, digits,
// hyphens and apostrophes make words; any other sign but commas and the last `.` or `?` gives an
// empty list.
std::vector<Word> words_of(std::string_view sentence);

std::string plural_of(std::string_view noun);        // yumpus -> yumpuses, puppy -> puppies
std::string third_person_of(std::string_view verb);  // see -> sees, chase -> chases, have -> has
std::string base_form_of(std::string_view verb);     // sees -> see, watches -> watch, has -> have

// The nouns and verbs of one text.
class WordForms {
 public:
  // Learns from "a yumpus", "every yumpus", from plurals before `are`, and from "does not chase".
  void learn(const std::vector<Word>& sentence);

  bool is_plural(std::string_view word) const;  // yumpuses; an adjective is none
  // The singular that the text itself uses, else the regular one.
  std::string singular_of(std::string_view plural) const;
  // The base form that the text itself uses, else the regular one.
  std::string base_of(std::string_view third_person) const;

 private:
  void learn_singular(const std::string& noun);

  std::map<std::string, std::string, std::less<>> singulars_;  // by plural
  std::map<std::string, std::string, std::less<>> guessed_;    // plurals seen without a singular
  std::map<std::string, std::string, std::less<>> bases_;      // of verbs, by third person
};

bool is_article(std::string_view word);       // a, an
bool is_generic_noun(std::string_view word);  // thing(s), people, person, one

}  // namespace modus::tasks
