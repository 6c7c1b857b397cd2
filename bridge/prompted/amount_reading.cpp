#include "bridge/prompted/amount_reading.h"

#include <set>
#include <utility>

#include "bridge/prompted/sentence_givens.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {
namespace {

using claims::Step;
using symbolic::LiveChain;
using symbolic::StepResult;
using symbolic::Verdict;

// Appends a sentence's givens, or takes them back where its words do not say them all.
SentenceReading read_sentence(LiveChain& live, std::span<const Amount> amounts,
                              std::size_t sentence) {
  SentenceReading read;
  read.sentence = sentence;
  for (const Amount& amount : amounts) {
    Step& step = read.steps.emplace_back();
    step.kind = claims::StepKind::kGiven;
    step.claim = amount.claim;
    step.sentences = {sentence};
  }
  const std::size_t before = live.chain().steps.size();
  read.reason = append_sentence(live, read.steps).reason;
  read.grounded = read.reason.empty();
  if (!read.grounded) live.rollback(before);
  return read;
}

}  // namespace

TextReading read_amounts(std::span<const std::string> sentences, const symbolic::Limits& limits,
                         Journal& journal) {
  TextReading text;
  LiveChain live(text.header, {sentences.begin(), sentences.end()}, limits);
  std::set<std::string> taken;
  for (std::size_t k = 1; k <= sentences.size(); ++k) {
    const std::vector<Amount> amounts = amounts_in(sentences[k - 1], taken);
    if (amounts.empty()) continue;
    SentenceReading read = read_sentence(live, amounts, k);
    StepResult judged;
    judged.kind = claims::StepKind::kGiven;
    judged.verdict = Verdict::kGrounded;
    if (read.grounded)
      for (const Step& step : read.steps) journal.accepted(step, judged);
    for (const Amount& amount : amounts) taken.insert(amount.name());
    text.amounts.insert(text.amounts.end(), amounts.begin(), amounts.end());
    text.sentences.push_back(std::move(read));
  }
  return text;
}

}  // namespace modus::bridge
