// One problem as one row of tokens, the same for training and for decoding:
//
//   @1 ann is kind . @2 all kind people are patient . <q> is ann patient ? <chain> ask patient ann
//   ; s1 given @1 kind ann ; ... ; answer s3 true ; <end>
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "neural/tokenizer.h"

namespace modus::bridge {

inline constexpr std::string_view kQuestionMark = "<q>";
inline constexpr std::string_view kChainMark = "<chain>";
inline constexpr std::string_view kEndMark = "<end>";

// Every token that is one by decree: marks, suffixes, step ids s1 to s128, sentence marks @1 to
// @64, variables, the keywords, operators and rule names of claims/grammar.h and claims/chain.h.
// The order is fixed: later ones are appended, never inserted, so that trained models keep their
// ids.
std::vector<std::string> reserved_tokens();

// Up to and including <chain>. `first_sentence` is the number of the first mark: 1, or a random
// offset in training. Throws Error where more than 64 sentences would be numbered.
std::vector<neural::Piece> prompt_pieces(std::span<const std::string> sentences,
                                         std::string_view question, std::size_t first_sentence);

}  // namespace modus::bridge
