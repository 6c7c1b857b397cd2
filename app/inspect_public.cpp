#include "app/inspect_public.h"

#include <map>
#include <numeric>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/memory.h"
#include "kernels/isa.h"
#include "kernels/parallel.h"
#include "neural/paged_cache.h"
#include "neural/public/adapter.h"
#include "neural/public/public_model.h"
#include "neural/text/chat_template.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

struct PublicFacts {
  std::string architecture, chat;
  neural::ModelConfig config;
  std::size_t tokens = 0;  // of the tokenizer
  std::size_t parameters = 0;
  std::size_t tensor_bytes = 0;
  std::size_t cache_bytes_a_token = 0;
  std::map<std::string, std::size_t> values_by_format;
};

PublicFacts facts_of(const neural::PublicFiles& files) {
  PublicFacts facts;
  facts.architecture = files.shape.architecture;
  facts.config = files.shape.config;
  facts.tokens = files.tokenizer.size();
  if (const auto chat = neural::recognise_chat_template(files.tokenizer))
    facts.chat = neural::to_string(*chat);
  for (const auto& [name, tensor] : files.tensors.by_name) {
    const std::size_t values = std::accumulate(tensor.shape.begin(), tensor.shape.end(),
                                               std::size_t{1}, std::multiplies<>());
    facts.parameters += values;
    facts.values_by_format[std::string(kernels::to_string(tensor.format))] += values;
    facts.tensor_bytes += tensor.bytes.size();
  }
  const neural::ModelConfig& c = facts.config;
  facts.cache_bytes_a_token =
      neural::PagedCache(c.num_hidden_layers, c.num_key_value_heads, c.head_dim).page_bytes() /
      neural::kPageTokens;
  return facts;
}

std::string experts_line(const neural::ModelConfig& c) {
  if (c.n_routed_experts == 0) return "";
  return fmt::format("  experts      {} x {}, {} active\n", c.n_routed_experts,
                     c.moe_intermediate_size, c.num_experts_per_tok);
}

std::size_t parameters_of(const neural::Adapter& adapter) {
  std::size_t count = 0;
  for (const neural::AdapterPart& part : adapter.parts) count += part.a.size() + part.b.size();
  return count;
}

std::string adapter_line(const neural::PublicFiles& files, const std::string& folder) {
  if (folder.empty()) return "";
  const neural::Adapter adapter = neural::read_adapter(folder, files.shape);
  const std::size_t parameters = parameters_of(adapter);
  return fmt::format(
      "  adapter      rank {}, alpha {}{}, beside {} products ({}); {} parameters, {:.1f} MB of "
      "memory{}\n",
      adapter.config.rank, adapter.config.alpha,
      adapter.config.divides_by_root ? " over the root" : "", adapter.parts.size(),
      fmt::join(adapter.config.targets, " "), parameters, megabytes(parameters * sizeof(float)),
      adapter.config.base.empty() ? "" : "; made for " + adapter.config.base);
}

Json adapter_json(const neural::PublicFiles& files, const std::string& folder) {
  const neural::Adapter adapter = neural::read_adapter(folder, files.shape);
  Json parts = Json::array();
  for (const neural::AdapterPart& part : adapter.parts)
    parts.push_back({{"module", part.module.name},
                     {"rank", part.rank},
                     {"scale", adapter.config.scale_of(part.module.name)}});
  return {{"folder", folder},
          {"base", adapter.config.base},
          {"parameters", parameters_of(adapter)},
          {"parts", std::move(parts)}};
}

}  // namespace

std::string public_model_text(const std::string& path, const std::string& adapter) {
  const neural::PublicFiles files = neural::open_public_model(path);
  const PublicFacts f = facts_of(files);
  const neural::ModelConfig& c = f.config;
  std::vector<std::string> formats;
  for (const auto& [format, values] : f.values_by_format)
    formats.push_back(
        fmt::format("{} {:.1f} %", format,
                    100.0 * static_cast<double>(values) / static_cast<double>(f.parameters)));
  std::string text = fmt::format(
      "{}\n"
      "  shape        {}, {} layers, width {}; {} heads x {} over {} key-value heads; feed-forward "
      "{}\n"
      "{}"
      "  context      {} tokens, vocabulary {}, {} of them in the tokenizer; chat {}\n"
      "  parameters   {} ({})\n"
      "  memory       weights {:.1f} MB in the files, cache {:.3f} MB a token; {:.0f} MB are "
      "left\n"
      "  runs on      {}, {} threads\n"
      "{}"
      "  tensors\n",
      path, f.architecture, c.num_hidden_layers, c.hidden_size, c.num_attention_heads, c.head_dim,
      c.num_key_value_heads, c.intermediate_size, experts_line(c), c.max_position_embeddings,
      c.vocab_size, f.tokens, f.chat.empty() ? "not recognised" : f.chat, f.parameters,
      fmt::join(formats, ", "), megabytes(f.tensor_bytes), megabytes(f.cache_bytes_a_token),
      megabytes(available_memory_bytes()), kernels::to_string(kernels::active_isa()),
      kernels::thread_count(), adapter_line(files, adapter));
  for (const auto& [name, tensor] : files.tensors.by_name)
    text +=
        fmt::format("    {:<40} {:<5} {}\n", name, kernels::to_string(tensor.format), tensor.shape);
  return text;
}

std::string public_model_json(const std::string& path, const std::string& adapter) {
  const neural::PublicFiles files = neural::open_public_model(path);
  const PublicFacts f = facts_of(files);
  const neural::ModelConfig& c = f.config;
  Json json = {{"model", path},
               {"architecture", f.architecture},
               {"chat", f.chat},
               {"config",
                {{"vocab_size", c.vocab_size},
                 {"hidden_size", c.hidden_size},
                 {"num_hidden_layers", c.num_hidden_layers},
                 {"num_attention_heads", c.num_attention_heads},
                 {"num_key_value_heads", c.num_key_value_heads},
                 {"head_dim", c.head_dim},
                 {"intermediate_size", c.intermediate_size},
                 {"n_routed_experts", c.n_routed_experts},
                 {"num_experts_per_tok", c.num_experts_per_tok},
                 {"moe_intermediate_size", c.moe_intermediate_size},
                 {"max_position_embeddings", c.max_position_embeddings},
                 {"rope_theta", c.rope_theta},
                 {"rms_norm_eps", c.rms_norm_eps}}},
               {"tokens", f.tokens},
               {"parameters", f.parameters},
               {"memory_bytes",
                {{"weights", f.tensor_bytes},
                 {"cache_a_token", f.cache_bytes_a_token},
                 {"available", available_memory_bytes()}}},
               {"isa", kernels::to_string(kernels::active_isa())},
               {"threads", kernels::thread_count()},
               {"tensors", Json::array()}};
  if (!adapter.empty()) json["adapter"] = adapter_json(files, adapter);
  for (const auto& [name, tensor] : files.tensors.by_name)
    json["tensors"].push_back(
        {{"name", name}, {"format", kernels::to_string(tensor.format)}, {"shape", tensor.shape}});
  return json.dump();
}

}  // namespace modus::app
