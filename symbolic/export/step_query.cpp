#include <fmt/core.h>

#include "base/error.h"
#include "claims/sorts.h"
#include "symbolic/export/export.h"
#include "symbolic/kernel.h"
#include "symbolic/layers/layers.h"

namespace modus::symbolic {

Query query_of_step(const claims::Chain& chain, const Theory& theory, claims::StepId id) {
  const claims::Step* step = chain.find(id);
  if (step == nullptr) throw Error(fmt::format("there is no step s{}", id.value));
  if (step->kind != claims::StepKind::kHave)
    throw Error(fmt::format("s{} is no `have` step: only those ask what follows", id.value));
  const auto layers = make_layers(theory, Limits());
  Kernel kernel(chain, theory, *layers);
  for (std::size_t i = 0; i < chain.steps.size() && &chain.steps[i] != step; ++i)
    kernel.check(i, Wanted::kVerdict);
  Query query;
  query.goal = claims::universal_closure(step->claim);
  query.premises = kernel.premises(step->cites, query.goal);
  return query;
}

}  // namespace modus::symbolic
