// config.json, a public model's and our own; adapter_config.json.
#include "base/error.h"
#include "neural/model_config.h"
#include "neural/public/adapter_config.h"
#include "neural/public/hf_shape.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  neural::is_hf_config(text);
  try {
    const neural::PublicShape shape = neural::parse_hf_shape(text, "fuzz");
    const neural::ModelConfig& c = shape.config;
    MODUS_CHECK(c.head_dim % 2 == 0 && c.head_dim <= 256 && c.num_key_value_heads > 0 &&
                    c.num_attention_heads % c.num_key_value_heads == 0,
                "heads of {}", c.head_dim);
    MODUS_CHECK(c.num_experts_per_tok <= c.n_routed_experts, "{}", c.num_experts_per_tok);
  } catch (const Error&) {
  }
  try {
    const neural::ModelConfig config = neural::parse_model_config(text, "fuzz");
    MODUS_CHECK(neural::parse_model_config(neural::print_model_config(config), "own") == config,
                "printed and read: another one");
  } catch (const Error&) {
  }
  try {
    const neural::AdapterConfig config = neural::parse_adapter_config(text, "fuzz");
    MODUS_CHECK(neural::parse_adapter_config(neural::print_adapter_config(config), "own") == config,
                "printed and read: another one");
  } catch (const Error&) {
  }
  return 0;
}
