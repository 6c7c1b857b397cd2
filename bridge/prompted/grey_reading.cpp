#include "bridge/prompted/grey_reading.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "bridge/prompted/grey_words.h"
#include "bridge/prompted/metered_model.h"
#include "bridge/prompted/reading_prompt.h"
#include "bridge/prompted/reply_claims.h"
#include "bridge/prompted/sentence_lexicon.h"
#include "claims/print.h"
#include "claims/sentences.h"
#include "symbolic/answer_values.h"
#include "symbolic/proposals.h"

namespace modus::bridge {
namespace {

using claims::Claim;
using neural::ChatMessage;
using neural::ChatRole;
using symbolic::SentenceVerdict;
using symbolic::Verdict;

constexpr std::size_t kMostSentences = 200;
constexpr std::size_t kMostBytes = 1000;      // of a sentence
constexpr std::size_t kBytesBefore = 20'000;  // whose numbers and names may be meant
constexpr std::size_t kGreyTries = 2;         // the second with the reason of the refusal
constexpr std::size_t kGreyTokens = 48;

constexpr std::string_view kGreySystem =
    "You write the calculation that one English sentence states, as equations, one a line.\n"
    "- Use the numbers of the sentence, in digits, and of what stands before it: 12, 2.5, 15%.\n"
    "- Use + - * / and brackets, then = and the result that the sentence states. Write `~=` where "
    "it says about.\n"
    "- Copy the result even where it is wrong. Do not work anything out.\n"
    "- A quantity that is only named gets a name of its words: vera_stamps = 12.";

struct GreyExample {
  std::string_view before, sentence, claims;
};
constexpr GreyExample kExamples[] = {
    {"", "A dozen boxes of 6 eggs each make 72 eggs.", "12 * 6 = 72"},
    {"Vera has 40 stamps.", "She gives 15 of them away, which leaves her 26.", "40 - 15 = 26"},
    {"", "Half of the 18 rolls were eaten, so nine were left.", "18 / 2 = 9"},
    {"", "Vera has 12 stamps.", "vera_stamps = 12"},
    {"", "Adding 3 to 9 and then taking away 4 gives 8.", "3 + 9 - 4 = 8"},
    {"A ticket is $30.", "A discount of 20% takes 6 dollars off.", "20% * 30 = 6"},
};

std::vector<ChatMessage> examples() {
  std::vector<ChatMessage> messages = {{ChatRole::kSystem, std::string(kGreySystem)}};
  for (const GreyExample& example : kExamples) {
    messages.push_back(
        {ChatRole::kUser, reading_request({"none", example.before, example.sentence})});
    messages.push_back({ChatRole::kAssistant, std::string(example.claims)});
  }
  return messages;
}

claims::Signature signature_of(const std::vector<std::string>& names) {
  claims::Signature known;
  for (const std::string& name : names)
    known.add(name, {.arguments = {}, .result = {claims::SortKind::kReal, {}, {}}});
  return known;
}

class GreyReader {
 public:
  GreyReader(TextModel& model, std::string_view answer, std::string_view problem,
             const GreyOptions& options)
      : model_(model, options.max_tokens, options.stop),
        answer_(answer),
        problem_(problem),
        proposals_(answer, options.check) {}

  GreyReading read(const symbolic::AnswerCheck& check) {
    for (const SentenceVerdict& read : check.claims) own_.push_back(read.claim);
    for (const claims::Span& span : check.unread) {
      if (model_.spent() || result_.asked == kMostSentences) break;
      if (span.end - span.begin <= kMostBytes) sentence(number_of(span));
    }
    result_.model_seconds = model_.seconds();
    return std::move(result_);
  }

 private:
  std::size_t number_of(const claims::Span& span) const {
    const auto& all = proposals_.sentences();
    return static_cast<std::size_t>(std::ranges::find(all, span.end, &claims::Span::end) -
                                    all.begin()) +
           1;
  }

  void sentence(std::size_t k) {
    ++result_.asked;
    const claims::Span span = proposals_.sentences().at(k - 1);
    words_ = answer_.substr(span.begin, span.end - span.begin);
    before_ = fmt::format("{}\n{}", problem_, answer_.substr(0, span.begin));
    if (before_.size() > kBytesBefore) before_.erase(0, before_.size() - kBytesBefore);
    const claims::Signature known = signature_of(proposals_.names_at(k));
    const std::string last = last_sentence();
    const std::string names = names_in_sentence(known, words_);
    TextLexicon lexicon = sentence_lexicon(ReadingKind::kQuantities, words_, last, known);
    add_numbers_before(lexicon);
    std::vector<ChatMessage> messages = examples();
    messages.push_back({ChatRole::kUser, reading_request({names, last, words_})});
    for (std::size_t i = 0; i < kGreyTries; ++i) {
      const auto reply = model_.ask({.messages = messages,
                                     .begins_with = "",
                                     .stops = reading_stops(),
                                     .max_tokens = kGreyTokens,
                                     .temperature = 0,
                                     .seed = 0,
                                     .lexicon = &lexicon});
      if (!reply) return;
      const std::string refusal = take(*reply, k, known);
      if (refusal.empty()) return;
      messages.push_back({ChatRole::kAssistant, *reply});
      messages.push_back({ChatRole::kUser, refusal_note(refusal, "", words_)});
    }
  }

  // The sentence before it, of the problem where it is the first.
  std::string last_sentence() const {
    const std::vector<claims::Span> spans = claims::split_sentences(before_);
    if (spans.empty()) return {};
    return before_.substr(spans.back().begin, spans.back().end - spans.back().begin);
  }

  void add_numbers_before(TextLexicon& lexicon) const {
    constexpr std::size_t kMostNumbers = 200;
    for (const claims::Rational& value : symbolic::numbers_in(before_)) {
      const Claim term = claims::number_term(value);
      if (term.op() != claims::Op::kNumber || lexicon.numbers.size() >= kMostNumbers) continue;
      std::string digits = claims::print(term);
      if (std::ranges::find(lexicon.numbers, digits) == lexicon.numbers.end())
        lexicon.numbers.push_back(std::move(digits));
    }
  }

  // Why the reply is refused; "" where its claims are kept.
  std::string take(const std::string& reply, std::size_t k, const claims::Signature& known) {
    const ReplyClaims written = reply_claims(reply, claims::Logic::kClassical, known);
    if (!written.reason.empty()) return written.reason;
    if (std::string fault = disagreement_with({words_, before_}, written.claims); !fault.empty())
      return fault;
    std::size_t kept = 0;
    for (const Claim& claim : written.claims) {
      SentenceVerdict judged = proposals_.judge(k, claim);
      if (judged.verdict == Verdict::kMalformed) {
        if (kept == 0) return judged.detail;
        continue;
      }
      ++kept;
      if (std::ranges::find(own_, judged.claim) != own_.end()) continue;  // read by itself
      own_.push_back(judged.claim);
      result_.claims.push_back(std::move(judged));
    }
    ++result_.read;
    return {};
  }

  MeteredModel model_;
  const std::string_view answer_, problem_;
  symbolic::Proposals proposals_;
  std::vector<std::string> own_;  // claims that are known already, as printed
  std::string words_, before_;    // of the sentence that is being read
  GreyReading result_;
};

}  // namespace

GreyReading read_grey(TextModel& model, const symbolic::AnswerCheck& check, std::string_view answer,
                      std::string_view problem, const GreyOptions& options) {
  return GreyReader(model, answer, problem, options).read(check);
}

}  // namespace modus::bridge
