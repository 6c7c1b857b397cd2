#include "tasks/prontoqa.h"

#include "tasks/rule_worlds.h"

namespace modus::tasks {

EvalResult eval_prontoqa(const EvalOptions& options) {
  return eval_rule_worlds("prontoqa", options);
}

}  // namespace modus::tasks
