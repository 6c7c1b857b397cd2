// What a model is told so that it reads one sentence: the language in a few lines, some worked
// examples, the names that the sentence may take up, the sentence.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/sorts.h"
#include "neural/text/chat_template.h"

namespace modus::bridge {

// What sentences are read as: literals and rules; any formulas; the amounts of a word problem, for
// which no model is asked.
enum class ReadingKind : std::uint8_t { kRules, kFormulas, kQuantities };

// The same for every sentence of every problem of a kind, so that a model reads it once.
std::span<const neural::ChatMessage> reading_examples(ReadingKind kind);

// "Names: follows(_, _), old_goat\nSentence: The old goat is lazy." `before` is the sentence before
// it where the sentence says `he` or `it`, else "".
struct ToRead {
  std::string_view names, before, sentence;
};
std::string reading_request(const ToRead& what);
std::vector<std::string> reading_stops();  // a reply ends before them

// The names of the chain that the sentence may speak of, as a model is shown them:
// "brave(_), follows(_, _), vera"; "none".
std::string names_in_sentence(const claims::Signature& known, std::string_view sentence);

// "That was refused: REASON. ... Write the claims of the sentence again." `near` is a claim to ask
// about, or "".
std::string refusal_note(std::string_view reason, std::string_view near, std::string_view sentence);

}  // namespace modus::bridge
