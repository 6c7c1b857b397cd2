// Whatever is appended, rolled back, forked and closed: the logits are those of a fresh run.
#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "neural/quantise.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/random_model.h"

namespace modus::neural {
namespace {

using Tokens = std::vector<TokenId>;

std::shared_ptr<const ModelWeights> weights() {
  static const auto drawn = [] {
    ModelConfig config = small_config();
    config.num_hidden_layers = 2;
    return std::make_shared<ModelWeights>(quantise(random_weights(config, 9)));
  }();
  return drawn;
}

int below(int bound) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, bound)); }

class Play {
 public:
  Play() : decoder_(weights()) { sequences_[decoder_.open()] = {}; }

  void step() {
    const SequenceId sequence = any();
    Tokens& tokens = sequences_[sequence];
    switch (below(5)) {
      case 0: {
        const auto length = static_cast<std::size_t>(below(static_cast<int>(tokens.size()) + 1));
        decoder_.rollback(sequence, length);
        tokens.resize(length);
        break;
      }
      case 1: {
        Tokens copy = tokens;
        sequences_[decoder_.fork(sequence)] = std::move(copy);
        break;
      }
      case 2:
        if (sequences_.size() < 2) break;
        decoder_.close(sequence);
        sequences_.erase(sequence);
        break;
      default:
        append();
    }
    for (const auto& [id, expected] : sequences_) RC_ASSERT(decoder_.length(id) == expected.size());
  }

 private:
  SequenceId any() {
    auto at = sequences_.begin();
    std::advance(at, below(static_cast<int>(sequences_.size())));
    return at->first;
  }

  // To some of the sequences, in one batch.
  void append() {
    std::vector<Append> batch;
    for (auto& [id, tokens] : sequences_) {
      if (below(3) == 0) continue;
      const std::size_t before = tokens.size();
      for (int i = below(4) == 0 ? below(70) : 0; i >= 0; --i) tokens.push_back(below(61));
      tokens.resize(std::min(tokens.size(), decoder_.context()));
      if (tokens.size() > before) batch.push_back({id, std::span(tokens).subspan(before)});
    }
    std::vector<float> logits(batch.size() * 61);
    decoder_.append(batch, logits);
    for (std::size_t b = 0; b < batch.size(); ++b) {
      TransformerDecoder fresh(weights());
      std::vector<float> wanted(61);
      const Append whole[] = {{fresh.open(), sequences_[batch[b].sequence]}};
      fresh.append(whole, wanted);
      RC_ASSERT(std::equal(wanted.begin(), wanted.end(),
                           logits.begin() + static_cast<std::ptrdiff_t>(61 * b)));
    }
  }

  TransformerDecoder decoder_;
  std::map<SequenceId, Tokens> sequences_;
};

RC_GTEST_PROP(DecoderProperty, AnyHistoryGivesTheBitsOfAFreshRun, ()) {
  Play play;
  for (int steps = 4 + below(8); steps > 0; --steps) play.step();
}

}  // namespace
}  // namespace modus::neural
