// Low-rank adapters of public models (LoRA: Hu et al. 2021, arXiv 2106.09685), as PEFT has them on
// disk: adapter_config.json beside adapter_model.safetensors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "neural/model_weights.h"
#include "neural/public/adapter_config.h"
#include "neural/public/public_shape.h"

namespace modus::neural {

// The products that an adapter can be put beside. In LayerWeights queries, keys and values lie in
// one matrix, gate and up in another.
enum class Projection : std::uint8_t { kQuery, kKey, kValue, kOutput, kGate, kUp, kDown };

struct AdaptableModule {
  std::string name;  // "model.layers.3.self_attn.q_proj"
  std::size_t layer = 0;
  Projection projection = Projection::kQuery;
  std::size_t rows = 0, columns = 0;  // of its weight
};

// In the order of the layers: attention that is not latent, feed-forwards that are not routed.
std::vector<AdaptableModule> adaptable_modules(const PublicShape& shape);

struct AdapterPart {
  AdaptableModule module;
  std::size_t rank = 0;
  std::vector<float> a;  // [rank, module.columns]
  std::vector<float> b;  // [module.rows, rank]
};

struct Adapter {
  AdapterConfig config;
  std::vector<AdapterPart> parts;  // in the order of adaptable_modules
};

// ConfigError as adapter_config.h says. IoError naming file and tensor: missing, of another shape
// than rank and base say, for a module that has no place here or is no target, not float, not
// finite; or an adapter that needs more memory than is left.
Adapter read_adapter(const std::string& folder, const PublicShape& shape);

// The two files, each whole or not at all; the folder is made where it is missing.
void write_adapter(const std::string& folder, const Adapter& adapter);

// From now on the products of `weights`, whose shape it was read for, have the adapter's added.
void add_adapter(Adapter adapter, ModelWeights& weights);

}  // namespace modus::neural
