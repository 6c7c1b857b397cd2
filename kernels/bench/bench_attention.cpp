#include <vector>

#include <fmt/format.h>

#include "kernels/attention.h"
#include "kernels/bench/benches.h"
#include "kernels/cross_entropy.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kHeads = 8, kKvHeads = 2, kWidth = 32, kTokens = 8192;

// Products of one pass over the keys that are seen: q k' and p v.
double products(std::size_t row_tokens) {
  const double seen = static_cast<double>(kTokens) * static_cast<double>(row_tokens + 1) / 2;
  return 2 * 2.0 * seen * static_cast<double>(kHeads * kWidth);
}

// The backward pass makes five products where the forward pass makes two.
void bench_rows(std::size_t row_tokens, const Probes& probes) {
  std::vector<std::int32_t> offset;
  for (std::size_t t = 0; t <= kTokens; t += row_tokens) {
    offset.push_back(static_cast<std::int32_t>(t));
  }
  const AttentionShape shape{offset.size() - 1, offset.data(), kHeads, kKvHeads, kWidth};
  const std::vector<float> q(kTokens * kHeads * kWidth, 0.5f), dout(q.size(), 0.1f);
  const std::vector<float> k(kTokens * kKvHeads * kWidth, 0.25f), v(k.size(), 0.5f);
  std::vector<float> out(q.size()), lse(kTokens * kHeads), entropy(lse.size());
  std::vector<float> dq(q.size()), dk(k.size()), dv(v.size());
  const double forward = best_seconds([&] {
    attention_forward({shape, q.data(), k.data(), v.data(), out.data(), lse.data(), entropy.data()},
                      {});
  });
  print_share(fmt::format("rows of {}, forward", row_tokens), Precision::kFloat32,
              {.operations = products(row_tokens), .seconds = forward}, probes);
  const double backward = best_seconds([&] {
    attention_backward({shape, q.data(), k.data(), v.data(), out.data(), lse.data(), dout.data(),
                        dq.data(), dk.data(), dv.data()},
                       {});
  });
  print_share(fmt::format("rows of {}, backward", row_tokens), Precision::kFloat32,
              {.operations = 2.5 * products(row_tokens), .seconds = backward}, probes);
}

void bench_one_query(std::size_t keys, const Probes& probes) {
  const std::vector<float> q(kHeads * kWidth, 0.5f), k(keys * kKvHeads * kWidth, 0.25f);
  std::vector<float> out(q.size()), entropy(kHeads);
  const float* page = k.data();
  const double seconds = best_seconds([&] {
    attention_paged({.queries = 1,
                     .position = keys - 1,
                     .heads = kHeads,
                     .kv_heads = kKvHeads,
                     .head_width = kWidth,
                     .page_tokens = keys,
                     .k_pages = &page,
                     .v_pages = &page,
                     .q = q.data(),
                     .out = out.data(),
                     .entropy = entropy.data()},
                    {});
  });
  print_share(fmt::format("one query, {} keys", keys), Precision::kFloat32,
              {.operations = 4.0 * static_cast<double>(keys * kHeads * kWidth),
               .bytes = 8.0 * static_cast<double>(k.size()),
               .seconds = seconds},
              probes);
}

void bench_loss(const Probes& probes) {
  constexpr std::size_t kRows = 4096, kVocabulary = 4096;
  std::vector<float> logits(kRows * kVocabulary, 0.5f), dlogits(logits.size()), loss(kRows);
  const std::vector<float> weight(kRows, 1.0f);
  const std::vector<std::int32_t> target(kRows, 7);
  const double seconds = best_seconds([&] {
    cross_entropy({.tokens = kRows,
                   .vocabulary = kVocabulary,
                   .logits = logits.data(),
                   .target = target.data(),
                   .weight = weight.data(),
                   .loss = loss.data(),
                   .dlogits = dlogits.data()},
                  {});
  });
  print_share(fmt::format("cross-entropy, {} x {}", kRows, kVocabulary), Precision::kFloat32,
              {.bytes = 8.0 * static_cast<double>(logits.size()), .seconds = seconds}, probes);
}

}  // namespace

void bench_attention(const Probes& probes) {
  fmt::print("attention, {} heads of {}, {} tokens; loss\n", kHeads, kWidth, kTokens);
  for (std::size_t row_tokens : {128u, 512u, 1024u}) bench_rows(row_tokens, probes);
  for (std::size_t keys : {64u, 512u, 1024u}) bench_one_query(keys, probes);
  bench_loss(probes);
}

}  // namespace modus::kernels
