// The matrix from the narrow middle of latent attention to keys and values (kv_b in
// neural/model_weights.h), whole and in the two parts that llama.cpp has.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "neural/gguf.h"

namespace modus::neural {

// Letters as in model_weights.h: H heads, P rows of keys and W of values a head, K columns.
struct LatentKv {
  std::size_t heads = 0, key_rows = 0, value_rows = 0, columns = 0;
};

// Of kv_b [H (P + W), K]: the keys turned around [H, K, P], and the values [H, W, K].
std::vector<float> turned_keys_of(const LatentKv& shape, const GgufTensor& kv_b);
std::vector<float> values_of(const LatentKv& shape, const GgufTensor& kv_b);

// The shape of both parts together; nullopt where they do not fit.
std::optional<LatentKv> latent_kv_of(const GgufTensor& turned_keys, const GgufTensor& values);
// kv_b of the two.
std::vector<float> joined(const LatentKv& shape, const GgufTensor& turned_keys,
                          const GgufTensor& values);

}  // namespace modus::neural
