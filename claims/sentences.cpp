#include "claims/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace modus::claims {
namespace {

constexpr std::size_t kLongestAbbreviation = 8;

// Followed by what they belong to, whatever its case.
constexpr auto kTitles =
    std::to_array<std::string_view>({"approx", "capt", "cf", "dr", "e.g", "eq", "fig", "gen", "i.e",
                                     "mr", "mrs", "ms", "prof", "rev", "st", "vs"});
// End a sentence only where a capital letter follows.
constexpr auto kTrailing = std::to_array<std::string_view>(
    {"a.m", "apr", "aug", "co",  "dec", "etc", "feb", "ft", "hr",  "inc", "jan",  "jr", "jul",
     "jun", "lb",  "ltd", "mar", "no",  "nov", "oct", "oz", "p.m", "sep", "sept", "sr"});
// What begins a sentence and no surname: tells "... is B. Then" from "John B. Hart".
constexpr auto kOpeners = std::to_array<std::string_view>(
    {"a",     "all",   "also", "an",   "and",   "are",   "at",    "but",   "does",
     "each",  "every", "find", "for",  "given", "he",    "hence", "how",   "if",
     "in",    "is",    "it",   "let",  "no",    "now",   "on",    "one",   "she",
     "since", "so",    "some", "that", "the",   "then",  "there", "these", "they",
     "this",  "thus",  "we",   "what", "when",  "where", "which", "who",   "therefore"});

bool is_white_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  if (word.size() > 2 * kLongestAbbreviation) return false;
  std::string small(word);
  for (char& c : small) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return std::find(words.begin(), words.end(), small) != words.end();
}

// Past closing quotes and brackets.
std::size_t past_closers(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    if (rest[0] == '"' || rest[0] == '\'' || rest[0] == ')' || rest[0] == ']') {
      ++at;
    } else if (rest.starts_with("\u201d") || rest.starts_with("\u2019")) {
      at += 3;
    } else {
      break;
    }
  }
  return at;
}

std::string_view next_word(std::string_view text, std::size_t at) {
  while (at < text.size() && is_white_space(text[at])) ++at;
  std::size_t end = at;
  while (end < text.size() && is_letter(text[end])) ++end;
  return text.substr(at, end - at);
}

// The first character behind blanks; NUL at the end of the text.
char next_character(std::string_view text, std::size_t at) {
  while (at < text.size() && is_white_space(text[at])) ++at;
  return at < text.size() ? text[at] : '\0';
}

// Letters, digits and inner full stops just before `at`, within the sentence.
std::string_view word_before(std::string_view text, std::size_t begin, std::size_t at) {
  std::size_t front = at;
  while (front > begin &&
         (is_letter(text[front - 1]) || is_digit(text[front - 1]) || text[front - 1] == '.'))
    --front;
  return text.substr(front, at - front);
}

// "J" of "J. Hart", "John J. Hart" and "Dr. J. Hart", but not of "the answer is J. Then".
bool is_initial(std::string_view text, std::size_t begin, std::string_view word, std::size_t next) {
  const bool capitals = is_upper(word[0]) && (word.size() == 1 || word[1] == '.');
  const std::string_view following = next_word(text, next);
  if (!capitals || following.empty() || !is_upper(following[0]) || is_one_of(following, kOpeners))
    return false;
  std::size_t before = static_cast<std::size_t>(word.data() - text.data());
  while (before > begin && text[before - 1] == ' ') --before;
  const std::string_view previous = word_before(text, begin, before);
  return before == begin || (!previous.empty() && is_upper(previous[0]));
}

bool full_stop_ends(std::string_view text, std::size_t begin, std::size_t dot) {
  const std::size_t next = past_closers(text, dot + 1);
  if (next < text.size() && !is_white_space(text[next]))
    return false;  // 2.5, www.site, the first of ...
  const std::string_view word = word_before(text, begin, dot);
  if (word.ends_with('.')) return false;  // an ellipsis
  if (word.empty()) return true;
  const bool at_front = word.data() == text.data() + begin;
  const bool numeral = std::all_of(word.begin(), word.end(), is_digit);
  if (at_front && (numeral || word.size() == 1)) return false;  // "1. First", "B. Paris"
  if (is_one_of(word, kTitles)) return false;
  if (is_one_of(word, kTrailing)) {
    const char following = next_character(text, next);
    return !is_digit(following) && (!is_letter(following) || is_upper(following));
  }
  return !is_letter(word[0]) || !is_initial(text, begin, word, next);
}

// `5! = 120` and `n! is large` are no exclamations.
bool mark_ends(std::string_view text, std::size_t mark) {
  const std::size_t next = past_closers(text, mark + 1);
  if (next < text.size() && !is_white_space(text[next])) return false;
  if (text[mark] == '?' || mark == 0 || next >= text.size()) return true;
  const char following = next_character(text, next);
  const bool operand = is_digit(text[mark - 1]) || text[mark - 1] == ')';
  return !(operand && following != '\0' && !is_upper(following) && following != '"');
}

void push_trimmed(std::string_view text, std::size_t begin, std::size_t end,
                  std::vector<Span>& spans) {
  while (begin < end && is_white_space(text[begin])) ++begin;
  while (end > begin && is_white_space(text[end - 1])) --end;
  if (begin < end) spans.push_back({begin, end});
}

}  // namespace

std::vector<Span> split_sentences(std::string_view text) {
  std::vector<Span> spans;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (begin < i && is_white_space(text[begin])) ++begin;
    const char c = text[i];
    const bool ends = c == '\n' || (c == '.' && full_stop_ends(text, begin, i)) ||
                      ((c == '!' || c == '?') && mark_ends(text, i));
    if (!ends) continue;
    const std::size_t end = c == '\n' ? i + 1 : past_closers(text, i + 1);
    push_trimmed(text, begin, end, spans);
    begin = end;
    i = end - 1;
  }
  push_trimmed(text, begin, text.size(), spans);
  return spans;
}

}  // namespace modus::claims
