#include "app/render_json.h"

#include <nlohmann/json.hpp>

#include "app/evidence_lines.h"
#include "base/error.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

Json ids_json(const std::vector<claims::StepId>& ids) {
  Json list = Json::array();
  for (const claims::StepId id : ids) list.push_back(fmt::format("s{}", id.value));
  return list;
}

// Everything of a counter-model that describe() can name.
constexpr std::size_t kAllFacts = 1000;

Json evidence_json(const symbolic::Evidence& evidence) {
  Json json = Json::object();
  if (!evidence.used.empty()) json["used"] = ids_json(evidence.used);
  if (evidence.counter_model)
    json["counter_model"] = claims::describe(*evidence.counter_model, kAllFacts);
  if (!evidence.also_cite.empty()) json["also_cite"] = ids_json(evidence.also_cite);
  if (!evidence.right_value.empty()) json["right_value"] = evidence.right_value;
  if (!evidence.nearest_claim.empty()) json["nearest_claim"] = evidence.nearest_claim;
  for (const symbolic::FiredRule& rule : evidence.rules)
    json["rules"].push_back({{"id", rule.id},
                             {"severity", symbolic::to_string(rule.severity)},
                             {"message", rule.message},
                             {"steps", ids_json(rule.steps)}});
  if (!evidence.notes.empty()) json["notes"] = evidence.notes;
  if (!evidence.unused_words.empty()) json["unused_words"] = evidence.unused_words;
  if (!evidence.reads_back.empty()) json["reads_back"] = evidence.reads_back;
  return json;
}

Json step_json(const claims::Step& step, const symbolic::StepResult& result) {
  Json json = {{"id", label(step)},
               {"kind", claims::to_string(step.kind)},
               {"line", claims::print_step(step)}};
  if (result.verdict == symbolic::Verdict::kNone) return json;
  json["verdict"] = symbolic::to_string(result.verdict);
  if (!result.reason.empty()) json["reason"] = result.reason;
  if (!result.rests_on.empty()) json["rests_on"] = ids_json(result.rests_on);
  if (result.vacuous) json["vacuous"] = true;
  if (!result.reproducible) json["reproducible"] = false;
  json["layer"] = symbolic::to_string(result.layer);
  json["evidence"] = evidence_json(result.evidence);
  return json;
}

Json claim_json(const symbolic::SentenceVerdict& claim) {
  return {{"sentence", claim.sentence}, {"begin", claim.span.begin},
          {"end", claim.span.end},      {"quoted", claim.quoted},
          {"claim", claim.claim},       {"verdict", symbolic::to_string(claim.verdict)},
          {"detail", claim.detail},     {"rests_on", claim.rests_on}};
}

Json head(std::string_view kind, symbolic::ChainVerdict verdict, const std::string& reason) {
  return {{"format", "modus.verdict/v1"},
          {"kind", kind},
          {"verdict", symbolic::to_string(verdict)},
          {"reason", reason},
          {"exit_code", symbolic::exit_code(verdict)}};
}

// Names of files and words of a broken text may be no UTF-8: replaced, never an exception.
std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view kind_of(const std::exception& error) {
  if (dynamic_cast<const ParseError*>(&error)) return "parse";
  if (dynamic_cast<const IoError*>(&error)) return "io";
  if (dynamic_cast<const ConfigError*>(&error)) return "config";
  if (dynamic_cast<const SolverError*>(&error)) return "solver";
  if (dynamic_cast<const Error*>(&error)) return "usage";
  return "internal";
}

}  // namespace

std::string chain_result_json(const claims::Chain& chain, const symbolic::ChainResult& result,
                              double elapsed_s) {
  Json json = head("chain", result.verdict, result.reason);
  json["answer"] = result.has_answer ? Json(result.answer) : Json(nullptr);
  json["first_mistake"] =
      result.first_mistake ? Json(label(chain.steps.at(*result.first_mistake))) : Json(nullptr);
  json["core"] = ids_json(result.core);
  json["steps"] = Json::array();
  for (const symbolic::StepResult& step : result.steps)
    json["steps"].push_back(step_json(chain.steps.at(step.index), step));
  json["chain"] = Json::parse(claims::chain_to_json(chain));
  json["seconds"] = elapsed_s;
  return written(json);
}

std::string answer_check_json(const symbolic::AnswerCheck& check, double elapsed_s) {
  Json json = head("answer", check.verdict, check.reason);
  json["answer"] = check.final_answer ? Json(*check.final_answer) : Json(nullptr);
  json["first_mistake"] = check.first_mistake ? Json(*check.first_mistake) : Json(nullptr);
  json["sentences"] = check.sentences;
  json["understood"] = check.understood;
  json["claims"] = Json::array();
  for (const symbolic::SentenceVerdict& claim : check.claims)
    json["claims"].push_back(claim_json(claim));
  if (!check.proposed.empty()) json["read_by_model"] = Json::array();
  for (const symbolic::SentenceVerdict& claim : check.proposed) {
    json["read_by_model"].push_back(claim_json(claim));
    if (claim.verdict == symbolic::Verdict::kRefuted)
      json["read_by_model"].back()["verdict"] = "possibly misread";
  }
  json["seconds"] = elapsed_s;
  return written(json);
}

std::string error_json(const std::exception& error, int exit_code) {
  Json json = {{"kind", kind_of(error)}, {"message", error.what()}};
  if (const auto* parse = dynamic_cast<const ParseError*>(&error)) {
    json["message"] = parse->message();
    json["source"] = parse->source();
    json["line"] = parse->position().line;
    json["column"] = parse->position().column;
  }
  return written({{"error", json}, {"exit_code", exit_code}});
}

}  // namespace modus::app
