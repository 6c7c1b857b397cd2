#include "bridge/prompted/sentence_givens.h"

#include "symbolic/derivation.h"

namespace modus::bridge {

using symbolic::Verdict;

SentenceJudgement append_sentence(symbolic::LiveChain& live, std::span<claims::Step> givens) {
  SentenceJudgement judgement;
  for (claims::Step& given : givens) {
    given.id = symbolic::next_id(live.chain());
    const symbolic::StepResult& result = live.append(given);
    judgement.unused = result.evidence.unused_words;
    const bool goes_on = !live.left_over().empty();  // its sentence does: a given more may do
    if (result.verdict == Verdict::kGrounded || goes_on) continue;
    if (judgement.reason.empty()) judgement.reason = result.reason;
    judgement.verdict = result.verdict;
    if (result.verdict == Verdict::kMalformed) return judgement;
  }
  if (judgement.reason.empty() && !live.left_over().empty()) {
    judgement.verdict = Verdict::kUngrounded;
    judgement.reason = live.left_over();
  }
  return judgement;
}

}  // namespace modus::bridge
