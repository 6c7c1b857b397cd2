#include "tools/soundness/trial.h"

#include <algorithm>

#include "base/error.h"
#include "claims/chain_text.h"
#include "tools/soundness/chances.h"
#include "tools/soundness/directed.h"

namespace modus::soundness {
namespace {

using claims::StepId;

void forget(claims::Chain& chain, StepId id) {
  for (claims::Step& step : chain.steps) {
    std::erase(step.cites, id);
    std::erase(step.closes, id);
  }
}

bool still_wrong(const RandomChain& made, std::uint64_t seed, Wrong wrong) {
  try {
    const Trial trial = judge(made, seed);
    return std::any_of(trial.judgement.findings.begin(), trial.judgement.findings.end(),
                       [&](const Finding& finding) { return finding.wrong == wrong; });
  } catch (const std::exception&) {
    return false;  // what is left is no chain any more
  }
}

}  // namespace

RandomChain chain_number(std::uint64_t seed, std::uint64_t number) {
  RandomStream random = RandomStream(seed).fork(number);
  if (random.chance(0.15)) return random_directed_chain(random.fork(1));
  if (random.chance(0.14)) return random_chances_chain(random.fork(1));
  return random_classical_chain(random.fork(1));
}

Trial judge(const RandomChain& made, std::uint64_t seed) {
  const std::string text = claims::print_chain(made.chain);
  Trial trial;
  trial.chain = claims::parse_chain(text, "chain");
  MODUS_CHECK(trial.chain == made.chain, "printed and read again it is another chain:\n{}\n{}",
              text, claims::print_chain(trial.chain));
  symbolic::CheckOptions options;
  options.wanted = symbolic::Wanted::kVerdict;
  options.limits.effort = 0.1;  // what takes long is undecided, and nothing to judge
  options.limits.clock_ms = 500;
  trial.result = symbolic::check_chain(trial.chain, options);
  if (trial.result.steps.size() != trial.chain.steps.size()) return trial;  // malformed as a whole
  if (made.measures) {
    trial.judgement = judge_chances(trial.chain, *made.measures, trial.result);
    return trial;
  }
  trial.judgement = trial.chain.header.logic == claims::Logic::kDirected
                        ? judge_directed(trial.chain, trial.result)
                        : judge_classical(trial.chain, made.vocabulary.world, trial.result,
                                          RandomStream(seed, 99));
  return trial;
}

RandomChain minimised(RandomChain made, std::uint64_t seed) {
  const Trial first = judge(made, seed);
  if (first.judgement.findings.empty()) return made;
  const Wrong wrong = first.judgement.findings.front().wrong;
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (std::size_t i = made.chain.steps.size(); i-- > 0;) {
      RandomChain tried = made;
      const StepId id = tried.chain.steps[i].id;
      tried.chain.steps.erase(tried.chain.steps.begin() + static_cast<std::ptrdiff_t>(i));
      if (id.value != 0) forget(tried.chain, id);
      tried.chain.header.sorts = declarations_for(tried.chain, tried.vocabulary);
      if (!still_wrong(tried, seed, wrong)) continue;
      made = std::move(tried);
      smaller = true;
    }
    for (std::size_t i = 0; i < made.chain.steps.size(); ++i)
      for (const StepId id : std::vector<StepId>(made.chain.steps[i].cites)) {
        RandomChain tried = made;
        std::erase(tried.chain.steps[i].cites, id);
        if (!still_wrong(tried, seed, wrong)) continue;
        made = std::move(tried);
        smaller = true;
      }
  }
  return made;
}

}  // namespace modus::soundness
