#include "tasks/proofwriter.h"

#include "tasks/rule_worlds.h"

namespace modus::tasks {

EvalResult eval_proofwriter(const EvalOptions& options) {
  return eval_rule_worlds("proofwriter", options);
}

}  // namespace modus::tasks
