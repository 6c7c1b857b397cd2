#include "neural/transformer_decoder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/error.h"
#include "kernels/parallel.h"
#include "neural/forward_pass.h"
#include "neural/paged_cache.h"

namespace modus::neural {
namespace {

// Tokens that go through the layers together: enough to fill the products, little memory.
constexpr std::size_t kPassTokens = 256;
constexpr std::size_t kFewTokens = 2;  // a thread: below, sharing the weights is quicker

// The rows for each thread, where that leaves none with much less to do than another; else all of
// them together, so that the threads share each product. A thread that goes alone waits for the
// others once a pass instead of several times a layer.
std::vector<std::span<const PassRow>> shares(std::span<const PassRow> rows, std::size_t tokens) {
  const std::size_t threads = kernels::thread_count();
  std::vector<std::span<const PassRow>> all;
  std::size_t first = 0, before = 0, most = 0;
  for (std::size_t r = 0, seen = 0; r < rows.size(); ++r) {
    seen += rows[r].tokens.size();
    if (seen * threads < (all.size() + 1) * tokens) continue;
    all.push_back(rows.subspan(first, r + 1 - first));
    most = std::max(most, seen - before);
    first = r + 1;
    before = seen;
  }
  if (tokens < kFewTokens * threads || 4 * most * threads > 5 * tokens) return {rows};
  return all;
}

}  // namespace

struct TransformerDecoder::State {
  explicit State(std::shared_ptr<const ModelWeights> w)
      : weights(std::move(w)),
        cache(weights->layers.size(), weights->config.num_key_value_heads,
              weights->config.head_dim),
        passes(1, ForwardPass(*weights, cache)) {}

  void check(std::span<const Append> batch, std::size_t logits) const;
  void run_pass();
  void run_share(std::span<const PassRow> share, ForwardPass& pass);

  std::shared_ptr<const ModelWeights> weights;
  PagedCache cache;
  std::vector<ForwardPass> passes;               // one a thread
  std::vector<PassRow> rows;                     // of the pass that is being filled
  std::vector<std::optional<std::size_t>> ends;  // the batch entry that ends with this row
  std::size_t pass_tokens = 0;                   // in `rows`
  std::vector<float> last_hidden;                // [B, D]
};

TransformerDecoder::TransformerDecoder(std::shared_ptr<const ModelWeights> weights)
    : state_(std::make_unique<State>(std::move(weights))) {}
TransformerDecoder::~TransformerDecoder() = default;

std::size_t TransformerDecoder::vocabulary() const { return state_->weights->config.vocab_size; }
std::size_t TransformerDecoder::context() const {
  return state_->weights->config.max_position_embeddings;
}
SequenceId TransformerDecoder::open() { return state_->cache.open(); }
void TransformerDecoder::close(SequenceId sequence) { state_->cache.close(sequence); }
std::size_t TransformerDecoder::length(SequenceId sequence) const {
  return state_->cache.length(sequence);
}
SequenceId TransformerDecoder::fork(SequenceId sequence) { return state_->cache.fork(sequence); }
void TransformerDecoder::rollback(SequenceId sequence, std::size_t length) {
  state_->cache.rollback(sequence, length);
}
std::size_t TransformerDecoder::cache_bytes() const {
  return state_->cache.pages_in_use() * state_->cache.page_bytes();
}

void TransformerDecoder::append(std::span<const Append> batch, std::span<float> logits) {
  State& s = *state_;
  s.check(batch, logits.size());
  const std::size_t width = s.weights->config.hidden_size;
  s.last_hidden.resize(std::max(s.last_hidden.size(), batch.size() * width));
  for (std::size_t b = 0; b < batch.size(); ++b) {
    std::span<const TokenId> rest = batch[b].tokens;
    while (!rest.empty()) {
      const std::size_t count = std::min(rest.size(), kPassTokens - s.pass_tokens);
      const std::size_t position = s.cache.length(batch[b].sequence);
      s.cache.extend(batch[b].sequence, count);
      s.rows.push_back({batch[b].sequence, position, rest.first(count)});
      s.ends.push_back(count == rest.size() ? std::optional(b) : std::nullopt);
      s.pass_tokens += count;
      rest = rest.subspan(count);
      if (s.pass_tokens == kPassTokens) s.run_pass();
    }
  }
  s.run_pass();
  s.passes.front().logits(batch.size(), s.last_hidden.data(), logits.data());
}

void TransformerDecoder::State::check(std::span<const Append> batch, std::size_t logits) const {
  const ModelConfig& config = weights->config;
  if (logits != batch.size() * config.vocab_size)
    throw ShapeError(fmt::format("logits of {} sequences are [{}, {}], got room for {}",
                                 batch.size(), batch.size(), config.vocab_size, logits));
  std::set<SequenceId> seen;
  for (const Append& append : batch) {
    const std::size_t length = cache.length(append.sequence);
    if (!seen.insert(append.sequence).second)
      throw ShapeError(fmt::format("sequence {} is twice in one batch", append.sequence.value));
    if (append.tokens.empty())
      throw ShapeError(fmt::format("nothing to append to sequence {}", append.sequence.value));
    if (append.tokens.size() > config.max_position_embeddings - length)
      throw ShapeError(fmt::format("{} tokens behind {} exceed the context of {}",
                                   append.tokens.size(), length, config.max_position_embeddings));
    for (const TokenId token : append.tokens)
      if (token < 0 || static_cast<std::size_t>(token) >= config.vocab_size)
        throw ShapeError(
            fmt::format("token {} is outside the vocabulary of {}", token, config.vocab_size));
  }
}

void TransformerDecoder::State::run_pass() {
  if (rows.empty()) return;
  const std::vector<std::span<const PassRow>> share = shares(rows, pass_tokens);
  while (passes.size() < share.size()) passes.emplace_back(*weights, cache);
  kernels::parallel_for(share.size(), [&](std::size_t i) { run_share(share[i], passes[i]); });
  rows.clear();
  ends.clear();
  pass_tokens = 0;
}

void TransformerDecoder::State::run_share(std::span<const PassRow> share, ForwardPass& pass) {
  const std::size_t width = weights->config.hidden_size;
  const float* const hidden = pass.run(share);
  std::size_t tokens = 0;
  for (const PassRow& row : share) {
    tokens += row.tokens.size();
    if (const auto& end = ends[static_cast<std::size_t>(&row - rows.data())])
      std::copy_n(hidden + (tokens - 1) * width, width, last_hidden.data() + *end * width);
  }
}

}  // namespace modus::neural
