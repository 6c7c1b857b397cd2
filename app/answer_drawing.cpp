#include "app/answer_drawing.h"

#include "claims/parse.h"

namespace modus::app {
namespace {

bool failed(symbolic::Verdict verdict) {
  return verdict != symbolic::Verdict::kNone && verdict != symbolic::Verdict::kProved;
}

claims::StepId id_of(std::size_t claim) {
  return claims::StepId{static_cast<std::uint32_t>(claim + 1)};
}

// The failed claims, before this one, of the sentences that it rests on.
std::vector<claims::StepId> rests_on(const symbolic::AnswerCheck& check, std::size_t claim) {
  std::vector<claims::StepId> ids;
  for (const std::size_t sentence : check.claims[claim].rests_on)
    for (std::size_t i = 0; i < claim; ++i)
      if (check.claims[i].sentence == sentence && failed(check.claims[i].verdict))
        ids.push_back(id_of(i));
  return ids;
}

claims::Claim parsed(const symbolic::SentenceVerdict& read,
                     const std::vector<std::string>& constants) {
  claims::Source source;
  source.name = "answer";
  source.text = read.claim;
  source.constants.insert(constants.begin(), constants.end());
  return claims::parse_claim(source);
}

}  // namespace

AnswerDrawing drawing_of(const symbolic::AnswerCheck& check) {
  AnswerDrawing drawing;
  drawing.chain.text.resize(check.sentences);
  drawing.result.verdict = check.verdict;
  drawing.result.reason = check.reason;
  const std::vector<std::string> constants = claims::constants_of(check.chain);
  for (std::size_t i = 0; i < check.claims.size(); ++i) {
    const symbolic::SentenceVerdict& read = check.claims[i];
    claims::Step step;
    step.id = id_of(i);
    step.claim = parsed(read, constants);
    step.cites = rests_on(check, i);
    step.sentences = {read.sentence};
    std::string& words = drawing.chain.text.at(read.sentence - 1);
    words += words.empty() ? read.quoted : " ... " + read.quoted;
    symbolic::StepResult result;
    result.id = step.id;
    result.index = i;
    result.verdict = read.verdict;
    result.reason = read.detail;
    if (!drawing.result.first_mistake && check.first_mistake == read.sentence &&
        failed(read.verdict))
      drawing.result.first_mistake = i;
    drawing.chain.steps.push_back(std::move(step));
    drawing.result.steps.push_back(std::move(result));
  }
  return drawing;
}

}  // namespace modus::app
