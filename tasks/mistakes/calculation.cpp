#include "tasks/mistakes/mistake.h"

#include <fmt/core.h>

#include "claims/evaluate.h"
#include "claims/extract/extract.h"
#include "claims/extract/plain_math.h"
#include "claims/extract/prose_tokens.h"
#include "claims/extract/terms.h"
#include "claims/print.h"
#include "symbolic/answer.h"

namespace modus::tasks {

using claims::Claim;
using claims::ReadingKind;

namespace {

std::optional<Claim> term_in(std::string_view text) {
  const claims::PlainText plain = claims::plain_math(text, 0);
  std::vector<claims::ProseToken> tokens = claims::prose_tokens(plain);
  while (!tokens.empty() && tokens.back().text == "=") tokens.pop_back();
  auto term = claims::read_term(tokens, 0, tokens.size(), claims::Percent::kHundredth);
  return term ? std::optional(term->term) : std::nullopt;
}

// "This equation can be written as "A - B", where A = (...) and B = (...)": the quoted formula with
// the definitions in place, against the input. nullopt: agrees, or there is nothing to compare.
std::optional<std::string> wrong_decomposition(std::string_view input, std::string_view step) {
  const std::size_t open = step.find('"');
  const std::size_t close = open == std::string_view::npos ? open : step.find('"', open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  const auto asked = term_in(input);
  auto formula = term_in(step.substr(open + 1, close - open - 1));
  if (!asked || !formula) return std::nullopt;
  std::vector<claims::Replacement> definitions;
  for (const claims::Reading& reading : claims::extract(step.substr(close + 1)).readings)
    if (reading.kind == ReadingKind::kDefinition)
      definitions.push_back({reading.name, reading.claim});
  const Claim written = claims::substitute_names(*formula, definitions);
  if (!claims::names_in(written).empty()) return std::nullopt;
  const claims::Value given = claims::evaluate_ground(*asked);
  const claims::Value taken = claims::evaluate_ground(written);
  if (given == taken) return std::nullopt;
  return fmt::format("{} is {}, the decomposition is {}", claims::print(*asked),
                     claims::to_string(given), claims::to_string(taken));
}

}  // namespace

std::optional<Mistake> calculation_mistake(std::string_view input, const TraceSteps& steps) {
  if (!steps.empty())
    if (auto wrong = wrong_decomposition(input, steps.front())) return Mistake{0, *wrong};
  std::string answer;
  std::vector<std::size_t> ends;
  for (const std::string& step : steps) {
    answer += step + "\n";
    ends.push_back(answer.size());
  }
  const symbolic::AnswerCheck check = symbolic::check_answer(answer, input, {});
  for (const symbolic::SentenceVerdict& claim : check.claims) {
    const bool wrong = claim.rests_on.empty() && (claim.verdict == symbolic::Verdict::kRefuted ||
                                                  claim.verdict == symbolic::Verdict::kUnproved);
    if (!wrong) continue;
    std::size_t step = 0;
    while (ends[step] <= claim.span.begin) ++step;
    return Mistake{step, fmt::format("{}, written {}", claim.detail, claim.claim)};
  }
  return std::nullopt;
}

}  // namespace modus::tasks
