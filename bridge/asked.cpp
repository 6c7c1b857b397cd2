#include "bridge/asked.h"

#include <utility>

#include "symbolic/grounding.h"

namespace modus::bridge {

std::string disagreement_with_question(const claims::Chain& chain, const claims::Step& ask,
                                       std::string_view question) {
  const std::size_t last = question.find_last_not_of(" \t\r\n");
  const bool statement = last != std::string_view::npos && question[last] == '.';
  if (!statement || ask.question != claims::QuestionKind::kYesNo) return "";
  claims::Chain reading;
  reading.header = chain.header;
  reading.text = {std::string(question)};
  for (const claims::Step& step : chain.steps) {
    if (step.kind != claims::StepKind::kGiven) continue;
    reading.steps.push_back(step);
    reading.steps.back().sentences.clear();  // for its names only
  }
  claims::Step given;
  given.kind = claims::StepKind::kGiven;
  given.claim = ask.claim;
  given.sentences = {1};
  reading.steps.push_back(std::move(given));
  const symbolic::GivenReading read = symbolic::read_givens(reading).back();
  return read.grounded ? "" : read.reason;
}

}  // namespace modus::bridge
