#include "claims/chain_builder.h"

#include <fmt/core.h>

#include "base/error.h"
#include "claims/chain_text.h"

namespace modus::claims {

ChainBuilder::ChainBuilder(std::string_view source_name, std::string_view source_text) {
  chain_.source_name = source_name;
  chain_.source = source_text;
}

void ChainBuilder::add_step(Step step, std::size_t offset) {
  if (chain_.steps.size() >= kMaxSteps)
    fail(offset, fmt::format("a chain has at most {} steps", kMaxSteps));
  if (chain_.answer())
    fail(offset, step.kind == StepKind::kAnswer ? "a chain has one `answer`"
                                                : "`answer` is the last step, nothing follows it");
  if (step.kind == StepKind::kAsk && !chain_.steps.empty())
    fail(offset, chain_.question() ? "a chain has one `ask`" : "`ask` is the first of all steps");
  if (step.id.value != 0) {
    if (step.id == last_) fail(offset, fmt::format("there are two steps s{}", step.id.value));
    if (step.id < last_)
      fail(offset, fmt::format("step ids ascend: s{} comes after s{}, write s{}", step.id.value,
                               last_.value, last_.value + 1));
    last_ = step.id;
  }
  chain_.steps.push_back(std::move(step));
}

void ChainBuilder::fail(std::size_t offset, std::string_view message) const {
  throw ParseError(chain_.source_name, chain_.source, offset, message);
}

}  // namespace modus::claims
