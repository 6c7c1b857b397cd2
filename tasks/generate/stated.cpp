#include "tasks/generate/stated.h"

#include "claims/grammar.h"
#include "tasks/gold_chain.h"

namespace modus::tasks {
namespace {

using claims::Claim;

Claim term(const std::string& name) {
  return claims::is_variable(name) ? claims::variable(name) : claims::name(name);
}

}  // namespace

Claim relation_claim(const std::string& relation, const std::string& a, const std::string& b) {
  return claims::apply(relation, {term(a), term(b)});
}

std::optional<GeneratedProblem> stated_problem(const std::vector<StatedSentence>& sentences,
                                               const StatedSentence& question) {
  claims::Chain chain;
  chain.header.logic = claims::Logic::kDirected;
  claims::Step ask;
  ask.kind = claims::StepKind::kAsk;
  ask.claim = question.claim;
  chain.steps.push_back(std::move(ask));
  GeneratedProblem problem;
  for (const StatedSentence& sentence : sentences) {
    problem.text += (problem.text.empty() ? "" : " ") + sentence.text;
    problem.templates.push_back(sentence.form);
    chain.text.push_back(sentence.text);
    claims::Step given;
    given.kind = claims::StepKind::kGiven;
    given.id = claims::StepId(static_cast<std::uint32_t>(chain.text.size()));
    given.claim = sentence.claim;
    given.sentences = {chain.text.size()};
    chain.steps.push_back(std::move(given));
  }
  auto solved = RuleWorldClosure(chain).solved(chain);
  if (!solved) return std::nullopt;
  problem.question = question.text;
  problem.templates.push_back(question.form);
  problem.chain = std::move(*solved);
  return problem;
}

}  // namespace modus::tasks
