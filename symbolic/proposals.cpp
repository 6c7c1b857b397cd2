#include "symbolic/proposals.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "claims/extract/extract.h"
#include "claims/print.h"
#include "symbolic/derivation.h"
#include "symbolic/evidence.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

namespace {

Step let_of(const std::string& name, const Claim& term) {
  Step let;
  let.kind = StepKind::kLet;
  let.name = name;
  let.definition = term;
  return let;
}

Step have_of(const Claim& claim) {
  Step have;
  have.kind = StepKind::kHave;
  have.rule = claims::Rule::kCalculate;
  have.claim = claim;
  return have;
}

void push(claims::Chain& chain, Step step) {
  step.id = next_id(chain);
  chain.steps.push_back(std::move(step));
}

}  // namespace

Proposals::Proposals(std::string_view answer, const CheckOptions& options)
    : answer_(answer), options_(options) {
  const claims::Extraction extraction = claims::extract(answer);
  for (const claims::SentenceReading& sentence : extraction.sentences)
    sentences_.push_back({sentence.body, sentence.span.end});
  for (const claims::Reading& reading : extraction.readings)
    if (reading.kind == claims::ReadingKind::kDefinition)
      lets_.push_back({reading.name, {reading.sentence, reading.claim}});
}

bool Proposals::has_value(const std::string& name, std::size_t sentence) const {
  return std::any_of(lets_.begin(), lets_.end(), [&](const auto& let) {
    return let.first == name && let.second.sentence <= sentence;
  });
}

std::vector<std::string> Proposals::names_at(std::size_t sentence) const {
  std::set<std::string> names;
  for (const auto& [name, definition] : lets_)
    if (definition.sentence <= sentence) names.insert(name);
  return {names.begin(), names.end()};
}

// `rolls = 18` where no sentence of the answer, not even a later one, gives rolls a value.
bool Proposals::defines(std::size_t sentence, const Claim& claim) const {
  if (claim.op() != Op::kEqual || claim.child(0).op() != Op::kName) return false;
  const std::string& name = claim.child(0).name();
  if (std::any_of(lets_.begin(), lets_.end(), [&](const auto& let) { return let.first == name; }))
    return false;
  return without_value(sentence, claim.child(1)).empty();
}

std::string Proposals::without_value(std::size_t sentence, const Claim& claim) const {
  for (const std::string& name : claims::names_in(claim))
    if (!has_value(name, sentence)) return name;
  return {};
}

SentenceVerdict Proposals::judge(std::size_t sentence, const Claim& claim) {
  SentenceVerdict verdict;
  verdict.sentence = sentence;
  verdict.span = sentences_.at(sentence - 1);
  verdict.quoted = answer_.substr(verdict.span.begin, verdict.span.end - verdict.span.begin);
  verdict.claim = claims::print(claim);
  const bool definition = defines(sentence, claim);
  if (const std::string name = without_value(sentence, claim); !definition && !name.empty()) {
    verdict.verdict = Verdict::kMalformed;
    verdict.detail = fmt::format("nothing says what `{}` is", name);
    return verdict;
  }
  claims::Chain chain;
  chain.source_name = "proposal";
  for (const auto& [name, let] : lets_)
    if (let.sentence <= sentence) push(chain, let_of(name, let.term));
  push(chain, definition ? let_of(claim.child(0).name(), claim.child(1)) : have_of(claim));
  const ChainResult result = check_chain(chain, options_);
  if (result.steps.size() != chain.steps.size()) {
    verdict.verdict = Verdict::kMalformed;
    verdict.detail = result.reason;
    return verdict;
  }
  const StepResult& step = result.steps.back();
  verdict.verdict = step.verdict;
  verdict.evidence = step.evidence;
  verdict.detail = step.evidence.right_value.empty() ? step.reason : step.evidence.right_value;
  if (verdict.detail.empty() && step.verdict == Verdict::kRefuted)
    verdict.detail = right_value(claim, {});
  if (definition && step.verdict != Verdict::kMalformed) {
    verdict.claim = fmt::format("{} := {}", claim.child(0).name(), claims::print(claim.child(1)));
    lets_.push_back({claim.child(0).name(), {sentence, claim.child(1)}});
    std::stable_sort(lets_.begin(), lets_.end(), [](const auto& a, const auto& b) {
      return a.second.sentence < b.second.sentence;
    });
  }
  return verdict;
}

}  // namespace modus::symbolic
