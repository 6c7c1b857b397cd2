#include "bridge/new_words.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "neural/normalise.h"
#include "symbolic/reading/cues.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;

constexpr std::size_t kShortSentence = 2;  // "Ann runs." says nothing about its language

bool is_punctuation(const std::string& text) {
  return text.size() == 1 &&
         std::string_view(".,;:?!'\"-%$()/").find(text[0]) != std::string_view::npos;
}

bool is_of_english_grammar(const std::string& word) {
  return word.size() > 1 && (reading::is_filler(word) || reading::is_negation(word) ||
                             reading::is_conditional(word) || reading::is_universal(word));
}

WordCount count(const std::string& sentence) {
  WordCount counted;
  bool english = false;
  std::size_t words = 0;
  for (const neural::Piece& piece : neural::normalise_text(sentence)) {
    const bool suffix = piece.text.starts_with("+") && piece.text.size() > 1;
    if (suffix || piece.text.empty() || is_punctuation(piece.text) || is_digit(piece.text[0]))
      continue;
    const bool word = std::all_of(piece.text.begin(), piece.text.end(),
                                  [](char c) { return is_lower(c) || c == '\''; });
    ++counted.words;
    counted.unknown += !word;
    words += word;
    english = english || is_of_english_grammar(piece.text);
  }
  if (!english && counted.words > kShortSentence) counted.unknown += words;
  return counted;
}

}  // namespace

WordCount count_new_words(std::span<const std::string> sentences) {
  WordCount all;
  for (const std::string& sentence : sentences) {
    const WordCount one = count(sentence);
    all.words += one.words;
    all.unknown += one.unknown;
  }
  return all;
}

}  // namespace modus::bridge
