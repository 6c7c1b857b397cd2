#include "neural/public/public_shape.h"

namespace modus::neural {

ModelConfig dense_public_config() {
  ModelConfig config;
  config.n_routed_experts = config.num_experts_per_tok = config.moe_intermediate_size = 0;
  config.shared_expert_intermediate_size = 0;
  config.router_reads_entropy = false;
  return config;
}

}  // namespace modus::neural
