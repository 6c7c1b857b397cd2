// The weights of a model in memory: float32, int8 with one scale a row, or the blocks of a public
// file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/block_format.h"
#include "kernels/block_weights.h"
#include "kernels/gating.h"
#include "neural/model_config.h"

namespace modus::neural {

// What an adapter adds to some rows of a product y = x W' (Hu et al. 2021, arXiv 2106.09685, eq.
// 3):
//   y[first_row + n] += scale * sum over r of b[n, r] * (sum over k of a[r, k] * x[k])
struct LowRank {
  std::size_t first_row = 0, rows = 0, rank = 0;
  float scale = 1;
  std::vector<float> a;  // [rank, columns]
  std::vector<float> b;  // [rows, rank]
};

// [rows, columns], or a stack of such matrices one below the other. One of these is filled:
// `values`; `quantised` and `scale`: value[r, c] = scale[r] * quantised[r, c]; `blocks`.
struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<float> values;                       // [rows, columns]
  std::vector<std::int8_t> quantised;              // [rows, columns]
  std::vector<float> scale;                        // [rows]
  std::vector<kernels::BlockWeights> blocks = {};  // one below the other, their formats may differ
  std::vector<LowRank> low_rank = {};  // of adapters; beside those of routed experts none

  bool is_quantised() const { return !quantised.empty(); }
  std::size_t size_bytes() const {
    std::size_t size =
        values.size() * sizeof(float) + quantised.size() + scale.size() * sizeof(float);
    for (const kernels::BlockWeights& part : blocks) size += part.size_bytes();
    for (const LowRank& part : low_rank) size += (part.a.size() + part.b.size()) * sizeof(float);
    return size;
  }
};

// Queries, keys and values through a narrow middle (multi-head latent attention: DeepSeek-V2,
// arXiv 2405.04434, eq. 9-13 and 14-19). A head of C numbers is P that say no position, then R that
// rope turns; all keys share their R. Heads of values have W <= C numbers.
//   q = norm(h Wqa') Wqb', or h Wq';   c, r = h Wkva';   k, v of a head = norm(c) Wkvb'
struct LatentAttention {
  std::size_t turned = 0;        // R
  std::size_t value_width = 0;   // W
  float score_scale = 1;         // of the scores, besides 1 / sqrt(C)
  Matrix q_a;                    // [Q, D]; no rows: none
  std::vector<float> q_a_norm;   // [Q]
  Matrix q_b;                    // [H C, Q], or [H C, D] without q_a
  Matrix kv_a;                   // [K + R, D]
  std::vector<float> kv_a_norm;  // [K]
  Matrix kv_b;                   // [H (P + W), K]
};

// Letters as in kernels/README.md; I: width of a dense layer or of the shared expert.
struct LayerWeights {
  std::vector<float> input_norm;           // [D]
  Matrix qkv;                              // [(H + 2G) C, D]: queries, keys, values
  std::vector<float> qkv_bias;             // [(H + 2G) C]; empty: none
  std::optional<LatentAttention> latent;   // instead of qkv; the heads of o have W numbers then
  std::vector<float> q_norm, k_norm;       // [C], or [H C] and [G C] over all heads; empty: none
  Matrix o;                                // [D, H C]
  std::vector<float> post_attention_norm;  // [D]
  Matrix gate_up;                          // [2I, D] of the dense layer or shared expert, if any
  Matrix down;                             // [D, I]
  std::vector<float> router;               // [E, router_width]; empty in a dense layer
  std::vector<float> router_bias;          // [E]; empty in public models that have none
  Matrix expert_gate_up;                   // [E 2F, D]
  Matrix expert_down;                      // [E D, F]

  bool is_moe() const { return !router.empty(); }
};

// A table of rows in blocks that lie in a mapped file, read one by one.
struct FileRows {
  kernels::BlockFormat format = kernels::BlockFormat::kF32;
  std::span<const std::byte> bytes;  // [V, D] in whole blocks
  std::shared_ptr<const void> file;  // keeps them mapped

  bool empty() const { return bytes.empty(); }
  void read(std::size_t row, std::span<float> values) const;  // [D], float32
};

struct ModelWeights {
  ModelConfig config;
  Matrix embedding;  // [V, D]: the output layer, and the table of the tokens
  FileRows token_rows =
      {};  // [V, D]: that table, where it is another or lies in a file; else empty
  std::vector<LayerWeights> layers;
  std::vector<float> norm;                         // [D]
  std::optional<kernels::GatingRule> gating = {};  // of a public model; nullopt: kernels/router.h
  std::vector<float> rope_stretched = {};  // [C/2]: divides the angle of each pair; empty: all 1
  float rope_amplitude = 1;                // of cosines and sines
};

// The scales of an int8 tensor stand beside it under its name and this.
inline constexpr std::string_view kScaleSuffix = ".scale";

// One tensor of a checkpoint (model_config.h names them) and where it is in memory: `matrix` with
// its first row, or `vector`, which is never quantised. Exactly one is set.
template <typename MatrixType, typename VectorType>
struct SlotOf {
  std::string name;
  std::vector<std::size_t> shape;
  MatrixType* matrix = nullptr;
  std::size_t first_row = 0;
  VectorType* vector = nullptr;

  std::size_t columns() const { return shape.back(); }
  std::size_t rows() const {  // product of all but the last dimension
    std::size_t product = 1;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) product *= shape[i];
    return product;
  }
};
using WeightSlot = SlotOf<Matrix, std::vector<float>>;
using ConstWeightSlot = SlotOf<const Matrix, const std::vector<float>>;

// The shape that config gives: matrices have rows and columns and no values yet.
ModelWeights empty_weights(const ModelConfig& config);

// Every tensor, in the order of the layers. The slots point into `weights`.
std::vector<WeightSlot> weight_slots(ModelWeights& weights);
std::vector<ConstWeightSlot> weight_slots(const ModelWeights& weights);

// Bytes of weights that one token reads: of the routed experts only the active ones, of the tokens'
// table all, as the output layer does.
double bytes_a_token(const ModelWeights& weights);

// Parameters that one token uses: those of top_k experts instead of all.
struct ParameterCount {
  std::size_t total = 0;
  std::size_t active = 0;
};
ParameterCount count_parameters(const ModelConfig& config);

}  // namespace modus::neural
