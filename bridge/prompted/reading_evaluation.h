// How well a public model reads English: the sentences of held-out generated problems, whose claims
// are known.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <vector>

#include "bridge/prompted/text_model.h"
#include "tasks/eval_result.h"
#include "tasks/generate.h"

namespace modus::bridge {

std::vector<std::string> reading_modes();  // "plain", "guided"

// Modes: plain (one greedy reply, neither mask nor second try) and guided (as `modus solve` reads:
// masked where the model can be, compared with its sentence, refused with reasons). A row is a
// sentence: accuracy is the share whose claims are the gold ones, up to the names of variables;
// verified counts readings that agree with the words of their sentence, verified_wrong those of
// them that are not the gold ones. options.limit counts problems (20). ConfigError for files, other
// modes, `rename` and word problems. Where stop is set: the figures of the problems that are done.
// Throws as TextModel::write.
tasks::EvalResult evaluate_reading(tasks::Family family, const tasks::EvalOptions& options,
                                   TextModel& model, const std::atomic<bool>* stop);

}  // namespace modus::bridge
