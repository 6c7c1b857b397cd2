// One sentence of a rule world to a claim. The grammar, not a list of words:
//
//   SENTENCE     if CLAUSE {and CLAUSE} then CLAUSE | [all|every|each|no] {ADJ} NOUN VERB_PHRASE |
//   CLAUSE CLAUSE       SUBJECT VERB_PHRASE | VERB_PHRASE or its complement, of the same subject
//   SUBJECT      someone, something, they, it | the WORD {WORD} | a name
//   VERB_PHRASE  is|are [not] (ADJ | a NOUN | NOUNS) | VERB OBJECT | does|do not VERB OBJECT
//
//   The bald eagle sees the cow.                              see(bald_eagle, cow)
//   Red, cold things are round.                               red(X) and cold(X) -> round(X)
//   If someone is kind and they see the cow then they are not cold.
//                                             kind(X) and see(X, cow) -> not cold(X)
//   Every wumpus is an impus.                                 wumpus(X) -> impus(X)
//   No wumpus is shy.                                         wumpus(X) -> not shy(X)
#pragma once

#include <optional>
#include <vector>

#include "claims/claim.h"
#include "tasks/template_words.h"

namespace modus::tasks {

// Predicates are adjectives, singular nouns and verbs in the base form, as claim names; the one
// variable is X. nullopt where the sentence is of no such form.
std::optional<claims::Claim> read_sentence(const std::vector<Word>& sentence,
                                           const WordForms& forms);

// "Is Ann kind", "Is the bald eagle not cold", "Does the cat see the cow": the claim that is asked.
std::optional<claims::Claim> read_question(const std::vector<Word>& sentence,
                                           const WordForms& forms);

}  // namespace modus::tasks
