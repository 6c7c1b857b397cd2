#include "symbolic/chain_verdict.h"

#include <algorithm>
#include <map>

#include <fmt/ranges.h>

#include "claims/print.h"

namespace modus::symbolic {

using claims::StepId;
using claims::StepKind;

namespace {

std::string shown(const StepResult& step) {
  return step.id.value == 0 ? std::string(claims::to_string(step.kind))
                            : fmt::format("s{}", step.id.value);
}

std::string answer_text(const claims::Step& answer) {
  switch (answer.answer) {
    case claims::AnswerKind::kTrue:
      return "true";
    case claims::AnswerKind::kFalse:
      return "false";
    case claims::AnswerKind::kOpen:
      return "open";
    case claims::AnswerKind::kLetter:
      return answer.letter;
    case claims::AnswerKind::kTerm:
      return claims::print(*answer.value);
  }
  return "";
}

// The first step, of all or of a slice, with this verdict. Steps that rest on a failed one say
// nothing of their own: the step that they rest on does.
std::optional<std::size_t> first_with(const std::vector<StepResult>& steps, Verdict verdict,
                                      const std::vector<std::size_t>* slice) {
  for (const StepResult& step : steps) {
    if (step.verdict != verdict || !step.rests_on.empty()) continue;
    if (!slice || std::binary_search(slice->begin(), slice->end(), step.index)) return step.index;
  }
  return std::nullopt;
}

std::string stated_reason(const StepResult& step) {
  return step.reason.empty() ? shown(step) : fmt::format("{}: {}", shown(step), step.reason);
}

// The first wrong step: refuted anywhere, or unproved in the slice, whichever comes first.
std::optional<std::size_t> first_mistake(const ChainResult& result,
                                         const std::vector<std::size_t>& slice) {
  const auto refuted = first_with(result.steps, Verdict::kRefuted, nullptr);
  const auto unproved = first_with(result.steps, Verdict::kUnproved, &slice);
  if (refuted && unproved) return std::min(*refuted, *unproved);
  return refuted ? refuted : unproved;
}

void settle(ChainResult& result, ChainVerdict verdict, std::string reason) {
  result.verdict = verdict;
  result.reason = std::move(reason);
}

// False when one of the verdicts below `unproved` applies; sets it.
bool holds(const claims::Chain& chain, const std::vector<std::size_t>& slice,
           const ChainFacts& facts, ChainResult& result) {
  if (const auto at = first_with(result.steps, Verdict::kUndecided, &slice)) {
    result.first_mistake = at;
    settle(result, ChainVerdict::kUndecided, stated_reason(result.steps[*at]));
    return false;
  }
  if (chain.question() && !chain.answer()) {
    settle(result, ChainVerdict::kUndecided, "the question has no answer");
    return false;
  }
  if (const auto at = first_with(result.steps, Verdict::kUngrounded, &slice)) {
    settle(result, ChainVerdict::kUngrounded, stated_reason(result.steps[*at]));
    return false;
  }
  if (facts.nothing_missed && !chain.text.empty() && !facts.unread.empty()) {
    settle(result, ChainVerdict::kUngrounded,
           fmt::format("the answer depends on every sentence; no grounded given reads {}",
                       fmt::join(facts.unread, " ")));
    return false;
  }
  return true;
}

}  // namespace

ChainResult conclude(const claims::Chain& chain, std::vector<StepResult> steps,
                     const ChainFacts& facts) {
  ChainResult result;
  result.steps = std::move(steps);
  result.core = facts.inconsistent_core;
  if (const claims::Step* answer = chain.answer()) {
    result.has_answer = true;
    result.answer = answer_text(*answer);
  }
  const std::vector<std::size_t> slice = backward_slice(chain);
  if (const auto at = first_with(result.steps, Verdict::kMalformed, nullptr)) {
    result.first_mistake = at;
    settle(result, ChainVerdict::kMalformed, stated_reason(result.steps[*at]));
    return result;
  }
  if (facts.inconsistent) {
    std::vector<std::string> names;
    for (const StepId id : facts.inconsistent_core) names.push_back(fmt::format("s{}", id.value));
    settle(result, ChainVerdict::kInconsistent,
           names.empty() ? "the header has no model"
                         : fmt::format("the givens {} have no model", fmt::join(names, " ")));
    return result;
  }
  result.first_mistake = first_mistake(result, slice);
  if (first_with(result.steps, Verdict::kRefuted, nullptr)) {
    settle(result, ChainVerdict::kRefuted, stated_reason(result.steps[*result.first_mistake]));
  } else if (first_with(result.steps, Verdict::kUnproved, &slice)) {
    settle(result, ChainVerdict::kUnproved, stated_reason(result.steps[*result.first_mistake]));
  } else if (holds(chain, slice, facts, result)) {
    settle(result, chain.text.empty() ? ChainVerdict::kValid : ChainVerdict::kVerified, "");
  }
  return result;
}

std::vector<std::size_t> backward_slice(const claims::Chain& chain) {
  std::vector<bool> in(chain.steps.size(), chain.answer() == nullptr);
  std::map<StepId, std::size_t> index;
  for (std::size_t i = 0; i < chain.steps.size(); ++i)
    if (chain.steps[i].id.value != 0) index.emplace(chain.steps[i].id, i);
  const bool open = chain.answer() && chain.answer()->answer == claims::AnswerKind::kOpen;
  for (std::size_t i = chain.steps.size(); i-- > 0;) {
    const claims::Step& step = chain.steps[i];
    if (step.kind == StepKind::kAnswer || (open && step.kind == StepKind::kGiven)) in[i] = true;
    if (!in[i]) continue;
    for (const auto* references : {&step.cites, &step.closes})
      for (const StepId id : *references)
        if (const auto it = index.find(id); it != index.end()) in[it->second] = true;
  }
  std::vector<std::size_t> slice;
  for (std::size_t i = 0; i < in.size(); ++i)
    if (in[i]) slice.push_back(i);
  return slice;
}

}  // namespace modus::symbolic
