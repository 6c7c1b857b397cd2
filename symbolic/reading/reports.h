// What a sentence only reports: in "Ann says that Bob is calm" the text does not say that Bob is
// calm. How kinds of people speak is said elsewhere.
//
//   "Ann says that Bob is a knave."   speaker ann, content "Bob is a knave"
//   'Ann said: "I am a knight."'      speaker ann, content "Ann am a knight"
//   "Knights always tell the truth, and knaves always lie."   truthful: knight; lying: knave
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "symbolic/reading/vocabulary.h"
#include "symbolic/reading/words.h"

namespace modus::symbolic::reading {

struct Report {
  std::vector<std::string> speakers;  // the names that the words of its subject may mean
  std::vector<std::size_t> cues;      // tokens of speaker and verb
  std::vector<Token> content;         // `I` is replaced by the speaker
  std::vector<std::size_t> places;    // of the content's tokens in the sentence
};

// nullopt where the sentence is no report of what one named speaker says.
std::optional<Report> report_in(std::span<const Token> sentence, const Vocabulary& vocabulary);

// The first word by which a sentence reports something, whoever says it.
std::optional<std::size_t> report_cue(std::span<const Token> sentence);

enum class Speech { kTruthful, kLying };

// The predicates of whose every bearer the sentence says that they speak so; none where it says
// anything else beside it.
std::vector<std::string> kinds_that_speak(Speech speech, std::span<const Token> sentence,
                                          const Vocabulary& vocabulary);

}  // namespace modus::symbolic::reading
