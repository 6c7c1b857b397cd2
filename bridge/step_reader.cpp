#include "bridge/step_reader.h"

#include <set>
#include <string>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/chain_tokens.h"
#include "claims/claim_parser.h"
#include "claims/parse.h"
#include "claims/step_parser.h"
#include "claims/token_stream.h"

namespace modus::bridge {

using claims::Chain;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

constexpr std::string_view kSource = "chain";

StepId next_id(const Chain& chain) {
  for (auto step = chain.steps.rbegin(); step != chain.steps.rend(); ++step)
    if (step->id.value != 0) return StepId{step->id.value + 1};
  return StepId{1};
}

[[noreturn]] void refuse_step(std::string_view text, std::string_view why) {
  throw ParseError(kSource, text, 0, why);
}

void require_place(const Chain& before, const Step& step, std::string_view text) {
  const bool first = before.steps.empty();
  if (first != (step.kind == StepKind::kAsk))
    refuse_step(text, first ? "the first step is `ask`" : "a chain has one `ask`");
  if (before.answer() != nullptr) refuse_step(text, "`answer` is the last step");
  if (step.id.value != 0 && step.id != next_id(before))
    refuse_step(text, fmt::format("the next step is s{}", next_id(before).value));
}

}  // namespace

Step read_step(const Chain& before, std::string_view text) {
  claims::Source source{.name = kSource, .text = text, .constants = {}};
  for (std::string& letter : claims::constants_of(before))
    source.constants.insert(std::move(letter));
  claims::TokenStream tokens(source, claims::kMaxTokens);
  const claims::StepContext context{
      .form = claims::AtomForm::kJuxtaposed, .next_id = {}, .question = before.question()};
  Step step = claims::parse_step(tokens, context);
  tokens.expect(";", "each step");
  claims::expect_end(tokens);
  require_place(before, step, text);
  return step;
}

claims::Header read_header(std::string_view text) {
  return claims::chain_from_tokens(text, kSource).header;
}

}  // namespace modus::bridge
