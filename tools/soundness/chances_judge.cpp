#include <algorithm>

#include "tools/soundness/chances.h"
#include "tools/soundness/dependencies.h"

namespace modus::soundness {
namespace {

using claims::Claim;
using claims::StepKind;
using symbolic::Verdict;

std::vector<Claim> givens_of(const claims::Chain& chain, const std::set<std::size_t>& steps) {
  std::vector<Claim> claims;
  for (const std::size_t step : steps)
    if (chain.steps[step].claim.op() != claims::Op::kGraph)
      claims.push_back(chain.steps[step].claim);
  return claims;
}

bool all_hold(const Measures& measures, const std::vector<Claim>& claims) {
  return std::all_of(claims.begin(), claims.end(),
                     [&](const Claim& claim) { return truth_in(measures, claim) == Truth::kTrue; });
}

// The table, and others that the givens do not tell from it.
std::vector<Measures> witnesses(const Measures& measures, const std::vector<Claim>& givens) {
  std::vector<Claim> equations;
  for (const Claim& given : givens)
    if (given.op() == claims::Op::kEqual) equations.push_back(given);
  std::vector<Measures> all = {measures};
  for (Measures& other : neighbours(measures, equations))
    if (all_hold(other, givens)) all.push_back(std::move(other));
  return all;
}

}  // namespace

Judgement judge_chances(const claims::Chain& chain, const Measures& measures,
                        const symbolic::ChainResult& result) {
  Judgement judgement;
  const Dependencies dependencies(chain);
  if (result.verdict == symbolic::ChainVerdict::kInconsistent)
    judgement.findings.push_back(
        {chain.steps.size() - 1, Wrong::kInconsistent, "a table satisfies all givens"});
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    const Verdict verdict = result.steps[i].verdict;
    const bool proved = verdict == Verdict::kProved;
    if (chain.steps[i].kind != StepKind::kHave || !(proved || verdict == Verdict::kRefuted))
      continue;
    for (const Measures& table : witnesses(measures, givens_of(chain, dependencies.of(i).givens))) {
      const Truth truth = truth_in(table, chain.steps[i].claim);
      if (truth == Truth::kUnknown) continue;
      ++judgement.witnesses;
      if (truth == (proved ? Truth::kTrue : Truth::kFalse)) continue;
      judgement.findings.push_back({i, proved ? Wrong::kProved : Wrong::kRefuted,
                                    "the givens hold in a table where it is otherwise"});
      break;
    }
  }
  return judgement;
}

}  // namespace modus::soundness
