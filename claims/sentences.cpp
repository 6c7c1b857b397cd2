#include "claims/sentences.h"

#include <algorithm>
#include <array>

namespace modus::claims {
namespace {

constexpr std::array<std::string_view, 17> kAbbreviations = {
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "etc", "no", "fig", "eq", "approx",
    "cf", "jr", "sr"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view word) {
  std::string text(word);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

// The word that a full stop at `dot` stands behind: letters, digits and inner full stops.
std::string_view word_before(std::string_view text, std::size_t begin, std::size_t dot) {
  std::size_t front = dot;
  while (front > begin && (is_letter(text[front - 1]) || is_digit(text[front - 1]) ||
                           text[front - 1] == '.'))
    --front;
  return text.substr(front, dot - front);
}

bool is_abbreviation(std::string_view word) {
  const std::string small = lower(word);
  if (std::find(kAbbreviations.begin(), kAbbreviations.end(), small) != kAbbreviations.end())
    return small != "no" && small != "etc";
  return false;
}

// Whether the full stop at `dot`, in a sentence that begins at `begin`, ends the sentence.
bool ends_sentence(std::string_view text, std::size_t begin, std::size_t dot) {
  const std::size_t next = dot + 1;
  if (next < text.size() && !is_blank(text[next]) && text[next] != '"' && text[next] != '\'' &&
      text[next] != ')')
    return false;  // 2.5, e.g., www.site
  const std::string_view word = word_before(text, begin, dot);
  if (word.empty()) return next >= text.size() || text[dot - (dot > 0)] != '.';
  const bool at_front = word.data() == text.data() + begin;
  const bool numeral = std::all_of(word.begin(), word.end(), is_digit);
  if (at_front && numeral) return false;                 // "1. First"
  if (word.size() == 1 && is_letter(word[0])) {          // "J. Smith", but "so x = A."
    const bool upper = word[0] >= 'A' && word[0] <= 'Z';
    std::size_t after = next;
    while (after < text.size() && text[after] == ' ') ++after;
    const bool name_follows = after > next && after < text.size() && text[after] >= 'A' &&
                              text[after] <= 'Z' && after + 1 < text.size() &&
                              text[after + 1] >= 'a' && text[after + 1] <= 'z';
    const bool after_operator = word.data() - text.data() >= 2 &&
                                (text[word.data() - text.data() - 2] == '=' ||
                                 text[word.data() - text.data() - 2] == '+');
    return !(upper && name_follows) || after_operator || !at_front;
  }
  return !is_abbreviation(word);
}

void push_trimmed(std::string_view text, std::size_t begin, std::size_t end,
                  std::vector<Span>& spans) {
  while (begin < end && is_blank(text[begin])) ++begin;
  while (end > begin && is_blank(text[end - 1])) --end;
  if (begin < end) spans.push_back({begin, end});
}

}  // namespace

std::vector<Span> split_sentences(std::string_view text) {
  std::vector<Span> spans;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    while (begin < i && is_blank(text[begin])) ++begin;
    bool ends = c == '\n';
    if (c == '!' || c == '?') ends = i + 1 >= text.size() || is_blank(text[i + 1]) || text[i + 1] == '"';
    if (c == '.') ends = ends_sentence(text, begin, i);
    if (!ends) continue;
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] == '"' || text[end] == '\'' || text[end] == ')')) ++end;
    push_trimmed(text, begin, end, spans);
    begin = end;
    i = end - 1;
  }
  push_trimmed(text, begin, text.size(), spans);
  return spans;
}

}  // namespace modus::claims
