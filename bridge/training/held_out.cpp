#include "bridge/training/held_out.h"

#include <algorithm>

#include "neural/train/load_balance.h"

namespace modus::bridge {
namespace {

constexpr std::size_t kRowsAtOnce = 16;

struct Counts {
  double loss = 0;
  std::size_t tokens = 0, right = 0;
  std::size_t givens = 0, exact_givens = 0;
  std::size_t rows = 0, exact_rows = 0;
};

// The rows [first, last) as a batch of their own.
DrawnBatch part_of(const DrawnBatch& all, std::size_t first, std::size_t last) {
  DrawnBatch part;
  const auto begin = all.batch.offset[first];
  const auto end = all.batch.offset[last];
  const auto copy = [&](const auto& from, auto& to) {
    to.assign(from.begin() + begin, from.begin() + end);
  };
  copy(all.batch.token, part.batch.token);
  copy(all.batch.target, part.batch.target);
  copy(all.batch.weight, part.batch.weight);
  for (std::size_t r = first; r <= last; ++r)
    part.batch.offset.push_back(all.batch.offset[r] - begin);
  for (std::size_t r = first; r < last; ++r)
    part.chain_begin.push_back(all.chain_begin[r] - static_cast<std::size_t>(begin));
  return part;
}

class RowCounter {
 public:
  RowCounter(const DrawnBatch& rows, const neural::train::Evaluation& evaluation,
             const neural::Tokenizer& tokenizer, Counts& counts)
      : batch_(rows.batch),
        evaluation_(evaluation),
        given_(*tokenizer.reserved("given")),
        stop_(*tokenizer.reserved(";")),
        counts_(counts) {}

  // Positions [begin, end) predict the chain of one row.
  void count(std::size_t begin, std::size_t end) {
    bool row_right = true;
    bool in_given = false;
    bool given_right = true;
    for (std::size_t t = begin; t < end; ++t) {
      if (batch_.weight[t] <= 0) continue;
      const bool right = evaluation_.best[t] == batch_.target[t];
      counts_.loss += static_cast<double>(evaluation_.loss[t]);
      ++counts_.tokens;
      counts_.right += right;
      row_right = row_right && right;
      given_right = given_right && right;
      if (batch_.target[t] == given_) {
        in_given = true;
        given_right = right;
      } else if (batch_.target[t] == stop_ && in_given) {
        ++counts_.givens;
        counts_.exact_givens += given_right;
        in_given = false;
      }
    }
    ++counts_.rows;
    counts_.exact_rows += row_right;
  }

 private:
  const neural::train::Batch& batch_;
  const neural::train::Evaluation& evaluation_;
  neural::TokenId given_, stop_;
  Counts& counts_;
};

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Figures held_out_figures(const neural::train::Trainer& trainer, const DrawnBatch& rows,
                         const neural::Tokenizer& tokenizer) {
  Counts counts;
  std::vector<std::vector<std::int64_t>> load;
  const std::size_t total = rows.chain_begin.size();
  for (std::size_t first = 0; first < total; first += kRowsAtOnce) {
    const DrawnBatch part = part_of(rows, first, std::min(total, first + kRowsAtOnce));
    const neural::train::Evaluation evaluation = trainer.evaluate(part.batch);
    RowCounter counter(part, evaluation, tokenizer, counts);
    for (std::size_t r = 0; r < part.chain_begin.size(); ++r)
      counter.count(part.chain_begin[r] - 1, static_cast<std::size_t>(part.batch.offset[r + 1]));
    load.resize(evaluation.load.size());
    for (std::size_t layer = 0; layer < load.size(); ++layer) {
      load[layer].resize(evaluation.load[layer].size());
      for (std::size_t e = 0; e < load[layer].size(); ++e)
        load[layer][e] += evaluation.load[layer][e];
    }
  }
  double worst = 1;
  for (const auto& layer : load) worst = std::min(worst, neural::train::utilisation(layer));
  return {
      {"held_out/loss", counts.loss / static_cast<double>(std::max<std::size_t>(1, counts.tokens))},
      {"held_out/token", share(counts.right, counts.tokens)},
      {"held_out/given", share(counts.exact_givens, counts.givens)},
      {"held_out/row", share(counts.exact_rows, counts.rows)},
      {"held_out/utilisation", worst}};
}

}  // namespace modus::bridge
