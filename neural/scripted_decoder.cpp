#include "neural/scripted_decoder.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace modus::neural {
namespace {

constexpr float kFirstChoice = 100;
constexpr float kOtherwise = 1;

}  // namespace

ScriptedDecoder::ScriptedDecoder(Shape shape, std::vector<Script> scripts) : shape_(shape) {
  for (Script& script : scripts) {
    std::vector<TokenId> whole = std::move(script.prompt);
    whole.insert(whole.end(), script.continuation.begin(), script.continuation.end());
    scripts_.push_back(std::move(whole));
  }
}

SequenceId ScriptedDecoder::open() {
  const SequenceId id(next_sequence_++);
  sequences_.emplace(id, std::vector<TokenId>());
  return id;
}

void ScriptedDecoder::close(SequenceId sequence) {
  MODUS_CHECK(sequences_.erase(sequence) == 1, "there is no sequence {}", sequence.value);
}

std::size_t ScriptedDecoder::length(SequenceId sequence) const { return tokens(sequence).size(); }

SequenceId ScriptedDecoder::fork(SequenceId sequence) {
  std::vector<TokenId> copy = tokens(sequence);
  const SequenceId id = open();
  sequences_[id] = std::move(copy);
  return id;
}

void ScriptedDecoder::rollback(SequenceId sequence, std::size_t length) {
  MODUS_CHECK(length <= tokens(sequence).size(), "rollback to {}", length);
  sequences_[sequence].resize(length);
}

void ScriptedDecoder::append(std::span<const Append> batch, std::span<float> logits) {
  if (logits.size() != batch.size() * shape_.vocabulary)
    throw ShapeError(fmt::format("{} logits for {} sequences of a vocabulary of {}", logits.size(),
                                 batch.size(), shape_.vocabulary));
  for (const Append& append : batch)
    if (append.tokens.empty() ||
        tokens(append.sequence).size() + append.tokens.size() > shape_.context)
      throw ShapeError(fmt::format("{} tokens behind {} in a context of {}", append.tokens.size(),
                                   tokens(append.sequence).size(), shape_.context));
  for (std::size_t b = 0; b < batch.size(); ++b) {
    std::vector<TokenId>& sequence = sequences_[batch[b].sequence];
    sequence.insert(sequence.end(), batch[b].tokens.begin(), batch[b].tokens.end());
    appended_ += batch[b].tokens.size();
    write_logits(sequence, logits.subspan(b * shape_.vocabulary, shape_.vocabulary));
  }
}

const std::vector<TokenId>& ScriptedDecoder::tokens(SequenceId sequence) const {
  const auto found = sequences_.find(sequence);
  MODUS_CHECK(found != sequences_.end(), "there is no sequence {}", sequence.value);
  return found->second;
}

void ScriptedDecoder::write_logits(const std::vector<TokenId>& tokens,
                                   std::span<float> logits) const {
  std::fill(logits.begin(), logits.end(), 0.0f);
  logits[static_cast<std::size_t>(shape_.otherwise)] = kOtherwise;
  float choice = kFirstChoice;
  for (const std::vector<TokenId>& script : scripts_) {
    if (script.size() <= tokens.size() || !std::equal(tokens.begin(), tokens.end(), script.begin()))
      continue;
    float& logit = logits[static_cast<std::size_t>(script[tokens.size()])];
    if (logit > kOtherwise) continue;  // an earlier script says the same
    logit = std::max(choice, kOtherwise + 1);
    choice -= 1;
  }
}

}  // namespace modus::neural
