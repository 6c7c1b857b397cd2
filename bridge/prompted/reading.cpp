#include "bridge/prompted/reading.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "bridge/asked.h"
#include "bridge/prompted/near_readings.h"
#include "bridge/prompted/reply_claims.h"
#include "bridge/prompted/sentence_givens.h"
#include "bridge/prompted/sentence_lexicon.h"
#include "claims/print.h"
#include "symbolic/derivation.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Step;
using claims::StepKind;
using neural::ChatMessage;
using neural::ChatRole;
using symbolic::LiveChain;
using symbolic::Verdict;

constexpr std::size_t kTries = 3;         // with the reason of the last refusal
constexpr std::size_t kSampledTries = 3;  // then, at a temperature
constexpr std::size_t kReplyTokens = 96;
constexpr std::size_t kMostAntecedents = 2;

// One reply, as far as it got.
struct Candidate {
  std::vector<Step> steps;  // empty: no claims, or claims that do not fit the chain
  bool grounded = false;
  Verdict verdict = Verdict::kMalformed;
  std::string reason;
  std::string near;  // a claim near to the one refused that would be grounded
};

bool same_steps(const std::vector<Step>& a, const std::vector<Step>& b) {
  return std::is_permutation(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const Step& one, const Step& other) { return alpha_equal(one.claim, other.claim); });
}

bool has_pronoun(const std::vector<reading::Token>& tokens) {
  return std::ranges::any_of(tokens, [](const reading::Token& token) {
    return reading::is_pronoun(token.text) || token.text == "his" || token.text == "her" ||
           token.text == "their" || token.text == "its";
  });
}

// A pronoun that means nobody in its own sentence: there `if something barks then it ...` speaks of
// itself.
bool refers_back(const std::vector<reading::Token>& tokens) {
  const bool general = std::ranges::any_of(tokens, [](const reading::Token& token) {
    return reading::is_conditional(token.text) || reading::is_universal(token.text) ||
           (reading::is_indefinite(token.text) && !reading::is_pronoun(token.text));
  });
  return !general && has_pronoun(tokens);
}

Step given_step(const Claim& claim, std::size_t sentence, std::size_t antecedents) {
  Step step;
  step.kind = StepKind::kGiven;
  step.claim = claim;
  for (std::size_t back = 0; back <= antecedents; ++back) step.sentences.push_back(sentence - back);
  return step;
}

class TextReader {
 public:
  TextReader(MeteredModel& model, const Problem& problem, const ReadingOptions& options,
             Journal& journal)
      : model_(model),
        problem_(problem),
        options_(options),
        journal_(journal),
        live_(header(), problem.sentences, options.limits) {}

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
    const bool refers = k > 1 && refers_back(reading::tokenise(sentence));
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
    return decide(sentence, candidates, votes);
  }

  // Greedy, with the reason of each refusal; ends with what is grounded, if anything is.
  std::vector<Candidate> insist(const ToRead& what, std::size_t sentence) {
    std::vector<Candidate> candidates;
    std::vector<ChatMessage> messages = opening(what);
    std::string last;
    for (std::size_t i = 0; i < kTries; ++i) {
      const auto reply = ask(messages, 0, 0);
      if (!reply || *reply == last) break;  // it would say so for ever
      candidates.push_back(judge(*reply, sentence));
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
    if (asked != candidates.end()) candidates.push_back(judge(std::string(asked->near), sentence));
  }

  Candidate sample(const ToRead& what, std::size_t sentence, std::size_t number) {
    const auto reply = ask(opening(what), options_.temperature,
                           options_.seed + 1 + number + 64 * static_cast<std::uint64_t>(sentence));
    if (!reply) return {};
    Candidate candidate = judge(*reply, sentence);
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
                       .max_tokens = kReplyTokens,
                       .temperature = temperature,
                       .seed = seed,
                       .lexicon = &lexicon_});
  }

  void note_refusal(const std::string& reply, const Candidate& candidate) {
    journal_.refused(on_one_line(reply), candidate.verdict, candidate.reason);
  }

  Candidate judge(const std::string& reply, std::size_t sentence) {
    const ReplyClaims written = reply_claims(reply, live_.chain().header.logic, live_.signature());
    if (!written.reason.empty()) {
      Candidate malformed;
      malformed.reason = written.reason;
      return malformed;
    }
    if (sentence == 0) return judge_question(written.claims);
    const bool refers =
        sentence > 1 && refers_back(reading::tokenise(problem_.sentences[sentence - 1]));
    Candidate first = judge_givens(written.claims, sentence, 0);
    for (std::size_t back = 1; refers && !first.grounded && back <= kMostAntecedents; ++back)
      if (back < sentence)
        if (Candidate more = judge_givens(written.claims, sentence, back); more.grounded)
          return more;
    if (first.grounded) return first;
    if (written.claims.size() == 1) first.near = near_claim(written.claims.front(), sentence);
    return first;
  }

  // What the model is asked about in return, and what is taken where it will not write it.
  std::string near_claim(const Claim& claim, std::size_t sentence) {
    for (const Claim& near : near_readings(claim, terms_in(problem_.sentences[sentence - 1])))
      if (judge_givens({near}, sentence, 0).grounded) return claims::print(near);
    return "";
  }

  // Whom the sentence speaks of: somebody of the chain, and X where it speaks of anybody.
  std::vector<Claim> terms_in(const std::string& sentence) const {
    std::vector<Claim> terms;
    if (!lexicon_.variables.empty()) terms.push_back(claims::variable("X"));
    for (const std::string& name : names_that_may_be_meant(live_.signature(), sentence)) {
      const claims::Symbol& symbol = *live_.signature().find(name);
      if (symbol.arguments.empty() && symbol.result.kind != claims::SortKind::kTruth)
        terms.push_back(claims::name(name));
    }
    return terms;
  }

  // What the chain would say of them; the chain stays as it is.
  Candidate judge_givens(const std::vector<Claim>& claims, std::size_t sentence,
                         std::size_t antecedents) {
    Candidate candidate;
    for (const Claim& claim : claims)
      if (!says(candidate.steps, claim))
        candidate.steps.push_back(given_step(claim, sentence, antecedents));
    const std::size_t before = live_.chain().steps.size();
    const SentenceJudgement judged = append_sentence(live_, candidate.steps);
    live_.rollback(before);
    candidate.verdict = judged.verdict;
    candidate.reason = judged.reason;
    candidate.grounded = candidate.reason.empty();
    if (candidate.verdict == Verdict::kMalformed) candidate.steps.clear();
    return candidate;
  }

  static bool says(const std::vector<Step>& steps, const Claim& claim) {
    return std::ranges::any_of(steps,
                               [&](const Step& step) { return alpha_equal(step.claim, claim); });
  }

  // The question stands before the givens: do they still fit behind it, and does it agree with its
  // words?
  Candidate judge_question(const std::vector<Claim>& claims) {
    Candidate candidate;
    if (claims.size() != 1) {
      candidate.reason = "the question is one claim, joined by `and`";
      return candidate;
    }
    Step ask;
    ask.kind = StepKind::kAsk;
    ask.claim = claims.front();
    LiveChain behind(live_.chain().header, problem_.sentences, options_.limits);
    const symbolic::StepResult asked = behind.append(ask);
    if (asked.verdict == Verdict::kMalformed) {
      candidate.reason = asked.reason;
      return candidate;
    }
    for (const Step& given : live_.chain().steps)
      if (const symbolic::StepResult& result = behind.append(given);
          result.verdict == Verdict::kMalformed) {
        candidate.reason = result.reason;
        return candidate;
      }
    candidate.steps = {ask};
    candidate.reason = disagreement_with_question(behind.chain(), ask, problem_.question);
    if (candidate.reason.empty() && !reads_as_statement(problem_.question))
      candidate.reason = "the question is of no form that can be compared with a claim";
    candidate.grounded = candidate.reason.empty();
    candidate.verdict = candidate.grounded ? Verdict::kNone : Verdict::kUngrounded;
    return candidate;
  }

  MeteredModel& model_;
  const Problem& problem_;
  const ReadingOptions& options_;
  Journal& journal_;
  LiveChain live_;
  TextLexicon lexicon_;  // of the sentence that is being read
};

}  // namespace

TextReading read_text(MeteredModel& model, const Problem& problem, const ReadingOptions& options,
                      Journal& journal) {
  return TextReader(model, problem, options, journal).read();
}

}  // namespace modus::bridge
