#include "bridge/prompted/reading.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "bridge/prompted/reply_judge.h"
#include "bridge/prompted/sentence_lexicon.h"
#include "symbolic/derivation.h"

namespace modus::bridge {
namespace {

using claims::Claim;
using claims::Step;
using claims::StepKind;
using neural::ChatMessage;
using neural::ChatRole;
using symbolic::LiveChain;
using symbolic::Verdict;

constexpr std::size_t kReadingTries = 3;  // with the reason of the last refusal
constexpr std::size_t kSampledTries = 3;  // then, at a temperature
constexpr std::size_t kReadingTokens = 96;

bool same_steps(const std::vector<Step>& a, const std::vector<Step>& b) {
  return std::is_permutation(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const Step& one, const Step& other) { return alpha_equal(one.claim, other.claim); });
}

class TextReader {
 public:
  TextReader(MeteredModel& model, const Problem& problem, const ReadingOptions& options,
             Journal& journal)
      : model_(model),
        problem_(problem),
        options_(options),
        journal_(journal),
        live_(header(), problem.sentences, options.limits),
        judge_(live_, problem, options.limits) {}

  TextReading read() {
    TextReading text;
    text.header = header();
    for (std::size_t k = 1; k <= problem_.sentences.size() && !model_.spent(); ++k)
      text.sentences.push_back(read_sentence(k));
    if (!model_.spent()) text.question = read_question();
    return text;
  }

 private:
  claims::Header header() const {
    claims::Header header;
    if (options_.kind == ReadingKind::kRules) header.logic = claims::Logic::kDirected;
    return header;
  }

  SentenceReading read_sentence(std::size_t k) {
    const std::string& sentence = problem_.sentences[k - 1];
    const bool refers = k > 1 && refers_back(sentence);
    const std::string_view before = refers ? std::string_view(problem_.sentences[k - 2]) : "";
    SentenceReading read = read_one({.names = "", .before = before, .sentence = sentence}, k);
    if (!read.grounded) return read;
    for (Step& step : read.steps) {
      step.id = symbolic::next_id(live_.chain());
      live_.append(step);
    }
    const std::size_t first = live_.results().size() - read.steps.size();
    // A given stands once all of its sentence is read: what append() said of the first is old.
    for (std::size_t i = 0; i < read.steps.size(); ++i) {
      symbolic::StepResult judged = live_.results()[first + i];
      judged.verdict = Verdict::kGrounded;
      journal_.accepted(read.steps[i], judged);
    }
    return read;
  }

  SentenceReading read_question() {
    SentenceReading read = read_one({.names = "", .before = "", .sentence = problem_.question}, 0);
    if (!read.steps.empty() && read.grounded) {
      symbolic::StepResult judged;
      judged.kind = StepKind::kAsk;
      journal_.accepted(read.steps.front(), judged);
    }
    return read;
  }

  // Sentence 0 is the question.
  SentenceReading read_one(ToRead what, std::size_t sentence) {
    const std::string words = what.before.empty()
                                  ? std::string(what.sentence)
                                  : fmt::format("{} {}", what.before, what.sentence);
    const std::string names = names_in_sentence(live_.signature(), words);
    what.names = names;
    lexicon_ = sentence_lexicon(options_.kind, what.sentence, what.before, live_.signature());
    std::vector<Candidate> candidates = insist(what, sentence);
    const bool found = !candidates.empty() && candidates.back().grounded;
    const std::size_t more = options_.samples > 1 ? options_.samples - 1
                             : found              ? 0
                                                  : kSampledTries;
    std::vector<Candidate> votes;
    if (found) votes.push_back(candidates.back());
    for (std::size_t i = 0; i < more && !model_.spent(); ++i) {
      Candidate candidate = sample(what, sentence, i);
      const bool grounded = candidate.grounded;
      candidates.push_back(candidate);
      if (grounded) votes.push_back(std::move(candidate));
      if (grounded && options_.samples <= 1) break;
    }
    if (votes.empty()) {
      put_right(candidates, sentence);
      if (!candidates.empty() && candidates.back().grounded) votes.push_back(candidates.back());
    }
    return decide(sentence, candidates, votes);
  }

  // Greedy, with the reason of each refusal; ends with what is grounded, if anything is.
  std::vector<Candidate> insist(const ToRead& what, std::size_t sentence) {
    std::vector<Candidate> candidates;
    std::vector<ChatMessage> messages = opening(what);
    std::string last;
    for (std::size_t i = 0; i < kReadingTries; ++i) {
      const auto reply = ask(messages, 0, 0);
      if (!reply || *reply == last) break;  // it would say so for ever
      candidates.push_back(judge_.judge(*reply, sentence, lexicon_));
      const Candidate& candidate = candidates.back();
      if (candidate.grounded) break;
      note_refusal(*reply, candidate);
      messages.push_back({ChatRole::kAssistant, *reply});
      messages.push_back(
          {ChatRole::kUser, refusal_note(candidate.reason, candidate.near, what.sentence)});
      last = *reply;
    }
    put_right(candidates, sentence);
    return candidates;
  }

  // What it was asked about, and would not write: its own claim but for the order of what it says,
  // and what the sentence says.
  void put_right(std::vector<Candidate>& candidates, std::size_t sentence) {
    if (candidates.empty() || candidates.back().grounded) return;
    const auto asked = std::ranges::find_if(
        candidates, [](const Candidate& candidate) { return !candidate.near.empty(); });
    if (asked != candidates.end())
      candidates.push_back(judge_.judge(std::string(asked->near), sentence, lexicon_));
  }

  Candidate sample(const ToRead& what, std::size_t sentence, std::size_t number) {
    const auto reply = ask(opening(what), options_.temperature,
                           options_.seed + 1 + number + 64 * static_cast<std::uint64_t>(sentence));
    if (!reply) return {};
    Candidate candidate = judge_.judge(*reply, sentence, lexicon_);
    if (!candidate.grounded && options_.samples <= 1) note_refusal(*reply, candidate);
    return candidate;
  }

  // The reading that most agree on; the first of them where there are several.
  SentenceReading decide(std::size_t sentence, const std::vector<Candidate>& candidates,
                         const std::vector<Candidate>& votes) const {
    SentenceReading read;
    read.sentence = sentence;
    read.samples = options_.samples;
    read.agreeing = 0;
    for (const Candidate& vote : votes) {
      const auto agreeing = static_cast<std::size_t>(std::ranges::count_if(
          votes, [&](const Candidate& other) { return same_steps(vote.steps, other.steps); }));
      if (agreeing <= read.agreeing) continue;
      read.agreeing = agreeing;
      read.steps = vote.steps;
      read.grounded = true;
    }
    if (read.grounded) return read;
    read.reason =
        candidates.empty() ? "the model was not asked any more" : candidates.front().reason;
    for (const Candidate& candidate : candidates) {
      if (candidate.steps.empty()) continue;
      read.steps = candidate.steps;
      read.reason = candidate.reason;
      break;
    }
    return read;
  }

  std::vector<ChatMessage> opening(const ToRead& what) const {
    const auto examples = reading_examples(options_.kind);
    std::vector<ChatMessage> messages(examples.begin(), examples.end());
    messages.push_back({ChatRole::kUser, reading_request(what)});
    return messages;
  }

  std::optional<std::string> ask(const std::vector<ChatMessage>& messages, float temperature,
                                 std::uint64_t seed) {
    return model_.ask({.messages = messages,
                       .begins_with = "",
                       .stops = reading_stops(),
                       .max_tokens = kReadingTokens,
                       .temperature = temperature,
                       .seed = seed,
                       .lexicon = &lexicon_});
  }

  void note_refusal(const std::string& reply, const Candidate& candidate) {
    journal_.refused(on_one_line(reply), candidate.verdict, candidate.reason);
  }

  MeteredModel& model_;
  const Problem& problem_;
  const ReadingOptions& options_;
  Journal& journal_;
  LiveChain live_;
  ReplyJudge judge_;
  TextLexicon lexicon_;  // of the sentence that is being read
};

}  // namespace

TextReading read_text(MeteredModel& model, const Problem& problem, const ReadingOptions& options,
                      Journal& journal) {
  return TextReader(model, problem, options, journal).read();
}

}  // namespace modus::bridge
