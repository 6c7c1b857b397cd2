#include "bridge/prompted/gold_reading.h"

#include <map>
#include <utility>

#include "bridge/prompted/reading.h"
#include "bridge/prompted/text_model.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

constexpr std::size_t kPlenty = 1 << 20;  // tokens that a problem's replies never have

// Reads each sentence as the gold chain does, and keeps what it was asked.
class GoldReader : public TextModel {
 public:
  GoldReader(const tasks::GeneratedProblem& problem, const Problem& read) : problem_(read) {
    for (const claims::Step& step : problem.chain.steps) {
      if (step.kind == claims::StepKind::kAsk) add(0, step.claim);
      if (step.kind == claims::StepKind::kGiven && !step.sentences.empty())
        add(step.sentences.front(), step.claim);
    }
  }

  std::string name() const override { return "gold"; }
  TextReply write(const TextRequest& request) override {
    if (const auto sentence = asked(request.messages.back().text)) {
      last_ = replies_[*sentence];
      if (!last_.empty())
        readings_.try_emplace(
            *sentence, GoldReading{request.messages, sentence_of(problem_, *sentence), last_});
    }
    return {last_, last_.size() / 4 + 1, 0};
  }

  // Of a sentence, counted from 1; 0: the question. Empty reply: it was not asked, or says nothing.
  GoldReading of(std::size_t sentence) const {
    const auto found = readings_.find(sentence);
    return found == readings_.end() ? GoldReading{} : found->second;
  }

 private:
  void add(std::size_t sentence, const claims::Claim& claim) {
    std::string& reply = replies_[sentence];
    if (!reply.empty()) reply += '\n';
    reply += claims::print(claim);
  }
  // A request ends with the sentence that it is about; a refusal's note does not.
  std::optional<std::size_t> asked(std::string_view request) const {
    std::optional<std::size_t> longest;
    for (std::size_t k = 0; k <= problem_.sentences.size(); ++k)
      if (const std::string& sentence = sentence_of(problem_, k);
          request.ends_with(sentence) &&
          (!longest || sentence_of(problem_, *longest).size() < sentence.size()))
        longest = k;
    return longest;
  }

  const Problem& problem_;
  std::map<std::size_t, std::string> replies_;
  std::map<std::size_t, GoldReading> readings_;
  std::string last_;
};

}  // namespace

ReadingKind reading_kind_of(const tasks::GeneratedProblem& problem) {
  if (tasks::is_word_problem(problem.family)) return ReadingKind::kQuantities;
  return problem.chain.header.logic == claims::Logic::kDirected ? ReadingKind::kRules
                                                                : ReadingKind::kFormulas;
}

std::vector<GoldReading> gold_readings(const tasks::GeneratedProblem& problem) {
  if (reading_kind_of(problem) == ReadingKind::kQuantities) return {};
  const Problem read{.sentences = problem.chain.text, .question = problem.question};
  GoldReader gold(problem, read);
  MeteredModel model(gold, kPlenty, nullptr);
  Journal journal(nullptr);
  ReadingOptions options;
  options.kind = reading_kind_of(problem);
  const TextReading text = read_text(model, read, options, journal);
  std::vector<GoldReading> readings;
  for (const SentenceReading& sentence : text.sentences)
    if (sentence.grounded) readings.push_back(gold.of(sentence.sentence));
  if (text.question.grounded) readings.push_back(gold.of(0));
  std::erase_if(readings, [](const GoldReading& reading) { return reading.reply.empty(); });
  return readings;
}

}  // namespace modus::bridge
