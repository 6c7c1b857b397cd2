// The tensors of a public model, wherever they came from, under the names that GGUF gives them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "neural/gguf.h"

namespace modus::neural {

// Routed experts stand one by one: blk.3.ffn_gate.17.weight [F, D], ffn_up, ffn_down [D, F].
struct PublicTensors {
  std::string source;  // for errors
  std::map<std::string, GgufTensor, std::less<>> by_name;
  std::shared_ptr<const void> file;  // keeps the bytes mapped
};

// Vectors and routers are in float32 whatever the matrices are written in.
bool stays_in_float32(std::string_view name, const std::vector<std::size_t>& shape);

// The tensors of a GGUF file; stacks of experts (ffn_gate_exps [E, F, D] ...) are parted,
// the parts of latent attention (attn_k_b, attn_v_b: latent_kv.h) are joined.
PublicTensors tensors_of_gguf(const GgufFile& file);

}  // namespace modus::neural
