#include "claims/extract/extract.h"

#include <algorithm>
#include <array>

#include "claims/extract/equations.h"
#include "claims/extract/final_answer.h"
#include "claims/extract/phrases.h"
#include "claims/extract/plain_math.h"
#include "claims/extract/prose_tokens.h"
#include "claims/sentences.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxSentence = 20'000;  // bytes; a longer one stays unread
constexpr std::array<std::string_view, 5> kRoundingWords = {"about", "approximately", "rounded",
                                                            "roughly", "rounding"};
constexpr std::array<std::string_view, 5> kRemainderWords = {"remaining", "remainder", "remain",
                                                             "remains", "leftover"};
constexpr std::array<std::string_view, 4> kCentWords = {"cents", "cent", "pennies", "dollars"};
constexpr std::array<std::string_view, 20> kNumberWords = {
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "half", "twice"};

template <std::size_t N>
bool has_word(const std::vector<ProseToken>& tokens, const std::array<std::string_view, N>& words) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const ProseToken& token) {
    return token.kind == ProseKind::kWord &&
           std::find(words.begin(), words.end(), token.text) != words.end();
  });
}

class Extractor {
 public:
  explicit Extractor(std::string_view text) : text_(text) {}

  Extraction run() {
    for (const Span span : split_sentences(text_)) sentence(span);
    for (const SentenceReading& each : result_.sentences) result_.understood += each.understood;
    return std::move(result_);
  }

 private:
  void sentence(Span span) {
    SentenceReading reading;
    reading.span = span;
    const std::string_view sentence = text_.substr(span.begin, span.end - span.begin);
    reading.has_number = sentence.find_first_of("0123456789") != std::string_view::npos;
    number_ = result_.sentences.size() + 1;
    first_ = result_.readings.size();
    std::size_t unread = 0;
    if (sentence.size() <= kMaxSentence) {
      annotations(sentence, span.begin);
      unread = prose(sentence, span.begin, reading);
      answer(sentence, span.begin);
    }
    for (std::size_t i = first_; i < result_.readings.size(); ++i) reading.readings.push_back(i);
    reading.understood = unread == 0 && (!reading.readings.empty() || !reading.has_number);
    result_.sentences.push_back(std::move(reading));
  }

  // <<18+36=54>>
  void annotations(std::string_view sentence, std::size_t begin) {
    for (std::size_t at = 0; (at = sentence.find("<<", at)) != std::string_view::npos; at += 2) {
      const std::size_t close = sentence.find(">>", at);
      if (close == std::string_view::npos) return;
      const PlainText plain = plain_math(sentence.substr(at + 2, close - at - 2), begin + at + 2);
      std::set<std::string> none;
      keep(read_equations(prose_tokens(plain), Manner(), none).readings, plain,
           ReadingKind::kAnnotation);
    }
  }

  // Returns how many equality signs could not be read.
  std::size_t prose(std::string_view sentence, std::size_t begin, SentenceReading& reading) {
    const PlainText plain = plain_math(sentence, begin);
    const std::vector<ProseToken> tokens = prose_tokens(plain);
    reading.has_number |= has_word(tokens, kNumberWords);
    const Manner manner{has_word(tokens, kRoundingWords), has_word(tokens, kRemainderWords),
                        has_word(tokens, kCentWords)};
    Equations equations = read_equations(tokens, manner, defined_);
    keep(std::move(equations.readings), plain, std::nullopt);
    keep(read_phrases(tokens), plain, ReadingKind::kPhrase);
    return equations.unread;
  }

  void answer(std::string_view sentence, std::size_t begin) {
    auto reading = read_final_answer(sentence, begin);
    if (!reading) return;
    reading->sentence = number_;
    result_.final_answer = result_.readings.size();
    result_.readings.push_back(std::move(*reading));
  }

  void keep(std::vector<Reading> readings, const PlainText& plain,
            std::optional<ReadingKind> kind) {
    for (Reading& reading : readings) {
      reading.sentence = number_;
      if (kind) reading.kind = *kind;
      reading.span = {plain.offsets[reading.span.begin], plain.offsets[reading.span.end - 1] + 1};
      result_.readings.push_back(std::move(reading));
    }
  }

  std::string_view text_;
  Extraction result_;
  std::set<std::string> defined_;
  std::size_t number_ = 0;
  std::size_t first_ = 0;
};

}  // namespace

Extraction extract(std::string_view text) { return Extractor(text).run(); }

}  // namespace modus::claims
