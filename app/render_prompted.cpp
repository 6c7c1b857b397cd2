#include "app/render_prompted.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

std::string place(std::size_t sentence) {
  return sentence == 0 ? "the question" : fmt::format("sentence {}", sentence);
}

std::string_view kind_name(bridge::ReadingKind kind) {
  switch (kind) {
    case bridge::ReadingKind::kRules:
      return "rules";
    case bridge::ReadingKind::kFormulas:
      return "formulas";
    case bridge::ReadingKind::kQuantities:
      return "quantities";
  }
  return "";
}

}  // namespace

std::string render_prose(std::string_view prose) {
  std::string text;
  for (std::size_t at = 0; at < prose.size();) {
    const std::size_t end = std::min(prose.find('\n', at), prose.size());
    if (end > at) text += fmt::format("  | {}\n", prose.substr(at, end - at));
    at = end + 1;
  }
  return text;
}

std::string render_prompted_outcome(const bridge::PromptedOutcome& outcome,
                                    const bridge::Problem& problem, double elapsed_s) {
  std::string text;
  for (const bridge::UnreadSentence& unread : outcome.unread) {
    const std::string& words = bridge::sentence_of(problem, unread.sentence);
    text +=
        fmt::format("  not read: {} \"{}\"  {}\n", place(unread.sentence), words, unread.reason);
  }
  for (const bridge::SentenceAgreement& agreement : outcome.agreement)
    if (agreement.agreeing < agreement.samples)
      text += fmt::format("  {} of {} readings of {} agree\n", agreement.agreeing,
                          agreement.samples, place(agreement.sentence));
  if (outcome.fallbacks > 0)
    text += fmt::format("  {} choice{} of a step could not be used: the first was taken\n",
                        outcome.fallbacks, outcome.fallbacks == 1 ? "" : "s");
  text += render_outcome(outcome.outcome, elapsed_s);
  if (!outcome.said.empty() && outcome.said != outcome.outcome.result.answer)
    text += fmt::format("The prose came to {}; nothing checks that.\n", outcome.said);
  return text;
}

std::string prompted_outcome_json(const bridge::PromptedOutcome& outcome, const std::string& model,
                                  double elapsed_s) {
  Json json = Json::parse(outcome_json(outcome.outcome, elapsed_s));
  json.erase("closed_steps");
  json.erase("first_try");
  json["model"] = model;
  json["kind"] = kind_name(outcome.kind);
  json["prose"] = outcome.prose;
  json["said"] = outcome.said;
  json["unread"] = Json::array();
  for (const bridge::UnreadSentence& unread : outcome.unread)
    json["unread"].push_back({{"sentence", unread.sentence}, {"reason", unread.reason}});
  json["agreement"] = Json::array();
  for (const bridge::SentenceAgreement& agreement : outcome.agreement)
    json["agreement"].push_back({{"sentence", agreement.sentence},
                                 {"agreeing", agreement.agreeing},
                                 {"samples", agreement.samples}});
  json["fallbacks"] = outcome.fallbacks;
  json["found_by"] = outcome.found_by_model ? "model" : "search";
  json["calls"] = outcome.calls;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace modus::app
