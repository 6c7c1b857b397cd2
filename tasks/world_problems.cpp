#include "tasks/world_problems.h"

#include <algorithm>
#include <set>

#include "claims/claim.h"
#include "tasks/gold_chain.h"
#include "tasks/question.h"
#include "tasks/rename.h"
#include "tasks/rule_worlds.h"
#include "tasks/template_reader.h"

namespace modus::tasks {
namespace {

std::vector<std::string> words_of_claims(const claims::Chain& chain) {
  std::set<std::string> words;
  for (const claims::Step& step : chain.steps)
    for (const std::string& name : claims::names_in(step.claim))
      for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find('_', begin), name.size());
        if (end > begin) words.insert(name.substr(begin, end - begin));
        begin = end + 1;
      }
  return {words.begin(), words.end()};
}

std::string_view label_name(claims::AnswerKind answer) {
  switch (answer) {
    case claims::AnswerKind::kTrue:
      return "true";
    case claims::AnswerKind::kFalse:
      return "false";
    default:
      return "open";
  }
}

}  // namespace

std::optional<GeneratedProblem> problem_of_world(std::string_view context,
                                                 std::string_view question) {
  const TemplateReading reading =
      read_by_template(std::string(context) + " " + std::string(question));
  if (!reading.chain) return std::nullopt;
  auto solved = RuleWorldClosure(*reading.chain).solved(*reading.chain);
  if (!solved) return std::nullopt;
  GeneratedProblem problem;
  problem.text = context;
  problem.question = plain_question(question);
  problem.words = words_of_claims(*solved);
  problem.chain = std::move(*solved);
  return problem;
}

std::optional<GeneratedProblem> problem_of_row(const Row& row,
                                               std::optional<std::uint64_t> rename) {
  std::string context = row.text("context");
  std::string question = row.text("question");
  const std::string label = label_of(row);
  if (rename) {
    auto renamed = rename_world(context, question, Split::kTrain, rename_stream(*rename, context));
    if (!renamed) return std::nullopt;
    context = std::move(renamed->context);
    question = std::move(renamed->question);
  }
  auto problem = problem_of_world(context, question);
  if (!problem || label_name(problem->chain.answer()->answer) != label) return std::nullopt;
  return problem;
}

}  // namespace modus::tasks
