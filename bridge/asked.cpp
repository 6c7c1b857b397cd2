#include "bridge/asked.h"

#include "symbolic/grounding.h"

namespace modus::bridge {

std::string disagreement_with_question(const claims::Header& header, const claims::Step& ask,
                                       std::string_view question) {
  const std::size_t last = question.find_last_not_of(" \t\r\n");
  const bool statement = last != std::string_view::npos && question[last] == '.';
  if (!statement || ask.question != claims::QuestionKind::kYesNo) return "";
  claims::Chain reading;
  reading.header = header;
  reading.text = {std::string(question)};
  claims::Step given;
  given.kind = claims::StepKind::kGiven;
  given.id = claims::StepId{1};
  given.claim = ask.claim;
  given.sentences = {1};
  reading.steps = {given};
  const symbolic::GivenReading read = symbolic::read_givens(reading).at(0);
  return read.grounded ? "" : read.reason;
}

}  // namespace modus::bridge
