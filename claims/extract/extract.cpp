#include "claims/extract/extract.h"

#include <algorithm>
#include <array>

#include "claims/extract/algebra.h"
#include "claims/extract/annotations.h"
#include "claims/extract/code.h"
#include "claims/extract/congruences.h"
#include "claims/extract/dates.h"
#include "claims/extract/divisions.h"
#include "claims/extract/equations.h"
#include "claims/extract/final_answer.h"
#include "claims/extract/lets.h"
#include "claims/extract/phrases.h"
#include "claims/extract/plain_math.h"
#include "claims/extract/prose_tokens.h"
#include "claims/extract/tables.h"
#include "claims/extract/words.h"
#include "claims/sentences.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxSentenceBytes = 20'000;  // a longer one stays unread
constexpr std::size_t kMaxReadings = 5'000;        // what comes later stays unread

// Nothing that relates numbers to each other: each stands for itself.
bool only_mentions(const std::vector<ProseToken>& tokens) {
  return std::all_of(tokens.begin(), tokens.end(), [](const ProseToken& token) {
    switch (token.kind) {
      case ProseKind::kOpaque:
      case ProseKind::kName:
        return false;
      case ProseKind::kSign:
        return token.text == "(" || token.text == ")";
      case ProseKind::kNumber:
        return token.text.back() != '%';
      default:
        return !says_comparison(token.text);
    }
  });
}

// Of "3. ", "(b) ", "- ", "Step 2: ", emphasis included.
std::size_t marker_length(std::string_view sentence) {
  std::size_t at = 0;
  const auto look = [&](std::size_t i) { return i < sentence.size() ? sentence[i] : '\0'; };
  const auto skip = [&](std::string_view what) {
    while (at < sentence.size() && what.find(sentence[at]) != std::string_view::npos) ++at;
  };
  if ((look(0) == '-' || look(0) == '*' || look(0) == '+') && look(1) == ' ') at = 2;
  skip(" *");
  const std::size_t front = at;
  if (lower(sentence.substr(at, 5)) == "step ") at += 5;
  const bool step = at > front, bracket = look(at) == '(';
  at += bracket ? 1 : 0;
  const std::size_t count = at;
  skip("0123456789");
  if (at == count && bracket && look(at) >= 'a' && look(at) <= 'h') ++at;
  const bool closed =
      look(at) == ')' || (!bracket && (look(at) == '.' || (step && look(at) == ':')));
  const bool counted = at > count && at <= count + 2 && closed;
  if (!counted) return step ? 0 : front;
  ++at;
  if (look(at) != ' ' && look(at) != '*') return front;
  skip(" *");
  return at;
}

bool has_number_word(const std::vector<ProseToken>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const ProseToken& token) {
    return token.kind == ProseKind::kWord && is_number_word(token.text);
  });
}

class Extractor {
 public:
  explicit Extractor(std::string_view text)
      : text_(text), algebra_(text), code_(read_code(text)), apart_(read_tables(text)) {
    for (Reading& reading : code_.readings) apart_.push_back(std::move(reading));
  }

  Extraction run() {
    for (const Span span : split_sentences(text_)) sentence(span);
    for (const SentenceReading& each : result_.sentences) result_.understood += each.understood;
    return std::move(result_);
  }

 private:
  void sentence(Span span) {
    SentenceReading reading;
    reading.span = span;
    reading.body = behind_marker(span);
    const std::string_view sentence = text_.substr(reading.body, span.end - reading.body);
    reading.has_number = sentence.find_first_of("0123456789") != std::string_view::npos;
    number_ = result_.sentences.size() + 1;
    first_ = result_.readings.size();
    std::size_t unread = 0;
    if (sentence.size() <= kMaxSentenceBytes && first_ < kMaxReadings) {
      if (const CodeLine* line = code_at(span)) {
        unread = line->understood ? 0 : 1;
        reading.has_number = unread > 0;
      } else {
        unread = prose(sentence, reading.body, reading);
        for (Reading& each : read_annotations(sentence, reading.body)) keep(std::move(each));
        answer(sentence, reading.body);
      }
      for (const Reading& each : apart_)
        if (span.begin <= each.span.begin && each.span.end <= span.end) keep(each);
    }
    std::stable_sort(
        result_.readings.begin() + static_cast<std::ptrdiff_t>(first_), result_.readings.end(),
        [](const Reading& a, const Reading& b) { return a.span.begin < b.span.begin; });
    for (std::size_t i = first_; i < result_.readings.size(); ++i) {
      reading.readings.push_back(i);
      resolve(i);
      if (result_.readings[i].kind == ReadingKind::kAnswer) result_.final_answer = i;
    }
    const auto is_algebra = [&](std::size_t i) {
      return result_.readings[i].kind == ReadingKind::kAlgebra;
    };
    const bool algebra = std::any_of(reading.readings.begin(), reading.readings.end(), is_algebra);
    reading.mentions = reading.mentions && reading.readings.empty();
    reading.algebra = unread == 0 && algebra;
    reading.understood =
        unread == 0 && !algebra && (!reading.readings.empty() || !reading.has_number);
    result_.sentences.push_back(std::move(reading));
  }

  // "3. ", "(b) ", "- ", "Step 2: " at the front of a line counts and says nothing.
  std::size_t behind_marker(Span span) const {
    const std::size_t line = text_.substr(0, span.begin).find_last_not_of(" \t");
    if (line != std::string_view::npos && text_[line] != '\n') return span.begin;
    const std::string_view sentence = text_.substr(span.begin, span.end - span.begin);
    return span.begin + marker_length(sentence);
  }

  const CodeLine* code_at(Span span) {
    while (next_code_ < code_.lines.size() && code_.lines[next_code_].span.end < span.end)
      ++next_code_;
    const bool inside =
        next_code_ < code_.lines.size() && code_.lines[next_code_].span.begin <= span.begin;
    return inside ? &code_.lines[next_code_] : nullptr;
  }

  // The text before ends in an operator: what begins here is the rest of a term.
  bool goes_on_at(std::size_t begin) const {
    const std::size_t last = text_.substr(0, begin).find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos || text_.find('\n', last) >= begin) return false;
    const std::string_view before = text_.substr(0, last + 1);
    return std::string_view("+*/=^").find(before.back()) != std::string_view::npos ||
           before.ends_with("\\cdot") || before.ends_with("\\times") || before.ends_with("\\div");
  }

  // Returns how many equality signs could not be read.
  std::size_t prose(std::string_view sentence, std::size_t begin, SentenceReading& reading) {
    const PlainText plain = plain_math(sentence, begin);
    std::vector<ProseToken> tokens = prose_tokens(plain);
    if (goes_on_at(begin)) {
      ProseToken rest;
      rest.kind = ProseKind::kOpaque;
      tokens.insert(tokens.begin(), std::move(rest));
    }
    reading.has_number |= has_number_word(tokens);
    if (only_lets(tokens)) reading.has_number = false;
    reading.mentions = reading.has_number && only_mentions(tokens);
    std::vector<Reading> dates = dates_.read(plain);
    for (const DateItem& date : dates_.dates()) hide(date.span, tokens);
    for (const Reading& each : dates) hide(each.span, tokens);
    keep_all(std::move(dates), plain);
    Equations equations = read_equations(tokens, names_);
    for (const LetName& each : read_lets(tokens)) algebra_.let(each.name);
    keep_all(std::move(equations.readings), plain);
    keep_all(read_phrases(tokens), plain);
    keep_all(read_divisions(tokens), plain);
    keep_all(read_congruences(plain), plain);
    std::vector<Reading> algebra = algebra_.read(plain, names_.defined);
    const auto reads_sign = [](const Reading& each) {
      return each.kind == ReadingKind::kAlgebra || has_function(each.claim);
    };
    const auto read = std::count_if(algebra.begin(), algebra.end(), reads_sign);
    equations.unread -= std::min(equations.unread, static_cast<std::size_t>(read));
    for (Reading& each : algebra) keep(std::move(each));
    return equations.unread;
  }

  // The numbers of a date are no numbers to calculate with.
  static void hide(Span span, std::vector<ProseToken>& tokens) {
    for (ProseToken& token : tokens)
      if (span.begin <= token.begin && token.end <= span.end) token.kind = ProseKind::kOpaque;
  }

  // From the count of an equation over unknowns to its place among all readings.
  void resolve(std::size_t i) {
    Reading& reading = result_.readings[i];
    if (reading.kind != ReadingKind::kAlgebra) return;
    if (reading.follows) reading.follows = algebra_at_.at(*reading.follows);
    algebra_at_.push_back(i);
  }

  void answer(std::string_view sentence, std::size_t begin) {
    if (auto reading = read_final_answer(sentence, begin)) keep(std::move(*reading));
  }

  void keep_all(std::vector<Reading> readings, const PlainText& plain) {
    for (Reading& reading : readings) {
      reading.span = plain.source(reading.span);
      keep(std::move(reading));
    }
  }

  // An annotation that repeats the equation round it is one claim with it.
  void keep(Reading reading) {
    const auto repeats = [&](const Reading& other) {
      return reading.kind == ReadingKind::kAnnotation && other.claim == reading.claim;
    };
    if (std::any_of(result_.readings.begin() + static_cast<std::ptrdiff_t>(first_),
                    result_.readings.end(), repeats))
      return;
    reading.sentence = number_;
    result_.readings.push_back(std::move(reading));
  }

  std::string_view text_;
  Extraction result_;
  Names names_;
  Algebra algebra_;
  Dates dates_;
  Code code_;
  std::vector<Reading> apart_;  // from code and tables
  std::size_t next_code_ = 0;
  std::vector<std::size_t> algebra_at_;  // the readings of kind kAlgebra
  std::size_t number_ = 0;
  std::size_t first_ = 0;
};

}  // namespace

Extraction extract(std::string_view text) { return Extractor(text).run(); }

}  // namespace modus::claims
