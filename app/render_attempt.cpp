#include "app/render_attempt.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/render_json.h"
#include "claims/chain_text.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kStepWidth = 44;
constexpr std::size_t kQuoteWidth = 34;

std::string quoted(const claims::Step& step, const bridge::Problem& problem) {
  if (step.kind != claims::StepKind::kGiven || step.sentences.empty()) return "";
  std::string sentence = bridge::sentence_of(problem, step.sentences.front());
  if (sentence.size() > kQuoteWidth - 2) sentence = sentence.substr(0, kQuoteWidth - 5) + "...";
  return "\"" + sentence + "\"";
}

std::string accepted(const claims::Step& step, const symbolic::StepResult& judged,
                     const bridge::Problem& problem, Ink ink) {
  using symbolic::Verdict;
  std::string verdict(symbolic::to_string(judged.verdict));
  if (judged.verdict == Verdict::kNone) verdict.clear();
  if (judged.verdict == Verdict::kUngrounded) verdict = "in part";  // its sentence goes on
  const bool green = judged.verdict == Verdict::kProved || judged.verdict == Verdict::kGrounded;
  if (ink == Ink::kColour && green) verdict = fmt::format("\x1b[32m{}\x1b[0m", verdict);
  std::string line = fmt::format("  {:<{}}  {:<{}}  {}", claims::print_step(step), kStepWidth,
                                 quoted(step, problem), kQuoteWidth, verdict);
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string refused(const bridge::Refusal& refusal, Ink ink) {
  if (ink == Ink::kColour)
    return fmt::format("  \x1b[9m{}\x1b[0m  \x1b[31m{}\x1b[0m\n", refusal.step, refusal.reason);
  return fmt::format("  {:<{}}  struck through: {}\n", refusal.step, kStepWidth, refusal.reason);
}

}  // namespace

std::string render_happening(const bridge::Happening& happening, const bridge::Problem& problem,
                             Ink ink) {
  if (happening.refusal != nullptr) return refused(*happening.refusal, ink);
  if (happening.step != nullptr) return accepted(*happening.step, *happening.judged, problem, ink);
  return "";
}

std::string render_outcome(const bridge::Outcome& outcome, double elapsed_s) {
  const symbolic::ChainResult& result = outcome.result;
  std::string text(symbolic::to_string(result.verdict));
  if (!result.reason.empty()) text += fmt::format(" ({})", result.reason);
  text += ".";
  if (result.has_answer) text += fmt::format("  answer: {}.", result.answer);
  if (result.verdict == symbolic::ChainVerdict::kVerified)
    text += "  reasoning proved, reading checked.";
  if (!outcome.refusals.empty())
    text += fmt::format("  {} step{} refused and rewritten.", outcome.refusals.size(),
                        outcome.refusals.size() == 1 ? "" : "s");
  return text + fmt::format("  {:.2f} s, {} tokens\n", elapsed_s, outcome.tokens);
}

std::string outcome_json(const bridge::Outcome& outcome, double elapsed_s) {
  Json json = Json::parse(chain_result_json(outcome.chain, outcome.result, elapsed_s));
  json["refusals"] = Json::array();
  for (const bridge::Refusal& refusal : outcome.refusals)
    json["refusals"].push_back({{"after", refusal.after},
                                {"step", refusal.step},
                                {"verdict", symbolic::to_string(refusal.verdict)},
                                {"reason", refusal.reason}});
  json["tokens"] = outcome.tokens;
  json["closed_steps"] = outcome.steps;
  json["first_try"] = outcome.first_try;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string unreadable_json(const std::string& message, int exit_code) {
  const Json json = {{"error", {{"kind", "unreadable"}, {"message", message}}},
                     {"exit_code", exit_code}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace modus::app
