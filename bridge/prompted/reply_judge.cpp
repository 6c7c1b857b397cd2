#include "bridge/prompted/reply_judge.h"

#include <algorithm>

#include <fmt/core.h>

#include "bridge/asked.h"
#include "bridge/prompted/near_readings.h"
#include "bridge/prompted/reply_claims.h"
#include "bridge/prompted/sentence_givens.h"
#include "bridge/prompted/sentence_lexicon.h"
#include "claims/print.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Step;
using claims::StepKind;
using symbolic::LiveChain;
using symbolic::Verdict;

constexpr std::size_t kMostAntecedents = 2;

bool has_pronoun(const std::vector<reading::Token>& tokens) {
  return std::ranges::any_of(tokens, [](const reading::Token& token) {
    return reading::is_pronoun(token.text) || token.text == "his" || token.text == "her" ||
           token.text == "their" || token.text == "its";
  });
}

Step given_step(const Claim& claim, std::size_t sentence, std::size_t antecedents) {
  Step step;
  step.kind = StepKind::kGiven;
  step.claim = claim;
  for (std::size_t back = 0; back <= antecedents; ++back) step.sentences.push_back(sentence - back);
  return step;
}

bool says(const std::vector<Step>& steps, const Claim& claim) {
  return std::ranges::any_of(steps,
                             [&](const Step& step) { return alpha_equal(step.claim, claim); });
}

// Names of several words whose last the claim has for somebody.
std::vector<Claim> whole_names(const Claim& claim, const TextLexicon& lexicon) {
  const std::vector<std::string> called = reading::constants_in(claim);
  std::vector<Claim> names;
  for (const std::string& name : lexicon.constants)
    if (const std::vector<std::string> words = reading::words_of_name(name);
        words.size() > 1 && std::ranges::find(called, words.back()) != called.end())
      names.push_back(claims::name(name));
  return names;
}

}  // namespace

bool refers_back(std::string_view sentence) {
  const std::vector<reading::Token> tokens = reading::tokenise(sentence);
  const bool general = std::ranges::any_of(tokens, [](const reading::Token& token) {
    return reading::is_conditional(token.text) || reading::is_universal(token.text) ||
           (reading::is_indefinite(token.text) && !reading::is_pronoun(token.text));
  });
  return !general && has_pronoun(tokens);
}

Candidate ReplyJudge::judge(const std::string& reply, std::size_t sentence,
                            const TextLexicon& lexicon) {
  const ReplyClaims written = reply_claims(reply, live_.chain().header.logic, live_.signature());
  if (!written.reason.empty()) {
    Candidate malformed;
    malformed.reason = written.reason;
    return malformed;
  }
  if (sentence == 0) return judge_question(written.claims);
  const bool refers = sentence > 1 && refers_back(problem_.sentences[sentence - 1]);
  Candidate first = judge_givens(written.claims, sentence, 0);
  for (std::size_t back = 1; refers && !first.grounded && back <= kMostAntecedents; ++back)
    if (back < sentence)
      if (Candidate more = judge_givens(written.claims, sentence, back); more.grounded) return more;
  if (written.claims.size() != 1) return first;
  if (!first.grounded)
    first.near = near_claim(written.claims.front(), sentence, lexicon);
  else if (!first.unused.empty())
    call_by_whole_name(first, written.claims.front(), sentence, lexicon);
  return first;
}

// What the model is asked about in return, and what is taken where it will not write it.
std::string ReplyJudge::near_claim(const Claim& claim, std::size_t sentence,
                                   const TextLexicon& lexicon) {
  for (const Claim& near :
       near_readings(claim, terms_in(problem_.sentences[sentence - 1], claim, lexicon)))
    if (judge_givens({near}, sentence, 0).grounded) return claims::print(near);
  return "";
}

// Who is called `eagle` where the sentence says "the bald eagle" would be somebody else than the
// bald eagle of other sentences.
void ReplyJudge::call_by_whole_name(Candidate& candidate, const Claim& claim, std::size_t sentence,
                                    const TextLexicon& lexicon) {
  for (const Claim& near : near_readings(claim, whole_names(claim, lexicon))) {
    const Candidate whole = judge_givens({near}, sentence, 0);
    if (!whole.grounded || whole.unused.size() >= candidate.unused.size()) continue;
    candidate.near = claims::print(near);
    candidate.reason = fmt::format("`{}` is not used", candidate.unused.front());
    candidate.verdict = Verdict::kUngrounded;
    candidate.grounded = false;
    return;
  }
}

// Whom the sentence speaks of: X where it speaks of anybody, and somebody of the chain.
std::vector<Claim> ReplyJudge::terms_in(std::string_view sentence, const Claim& claim,
                                        const TextLexicon& lexicon) const {
  std::vector<Claim> terms = whole_names(claim, lexicon);
  if (!lexicon.variables.empty()) terms.push_back(claims::variable("X"));
  for (const std::string& name : names_that_may_be_meant(live_.signature(), sentence))
    if (live_.signature().find(name)->is_constant()) terms.push_back(claims::name(name));
  return terms;
}

// What the chain would say of them; the chain stays as it is.
Candidate ReplyJudge::judge_givens(const std::vector<Claim>& claims, std::size_t sentence,
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
  candidate.unused = judged.unused;
  candidate.grounded = candidate.reason.empty();
  if (candidate.verdict == Verdict::kMalformed) candidate.steps.clear();
  return candidate;
}

// The question stands before the givens: do they still fit behind it, and does it agree with its
// words?
Candidate ReplyJudge::judge_question(const std::vector<Claim>& claims) const {
  Candidate candidate;
  if (claims.size() != 1) {
    candidate.reason = "the question is one claim, joined by `and`";
    return candidate;
  }
  Step ask;
  ask.kind = StepKind::kAsk;
  ask.claim = claims.front();
  LiveChain behind(live_.chain().header, problem_.sentences, limits_);
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

}  // namespace modus::bridge
