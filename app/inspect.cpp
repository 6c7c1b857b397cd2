// modus inspect DIR|FILE.gguf: what a model holds, what it costs, and what it will run on.
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/inspect_public.h"
#include "app/output.h"
#include "base/error.h"
#include "kernels/isa.h"
#include "kernels/parallel.h"
#include "neural/checkpoint.h"
#include "neural/paged_cache.h"
#include "neural/public/public_model.h"
#include "neural/safetensors.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

struct InspectArguments {
  std::string folder, adapter;
  std::string isa;
  bool json = false;
};

// What is told of a model besides its tensors.
struct ModelFacts {
  neural::ModelConfig config;
  neural::ParameterCount parameters;
  std::size_t file_bytes = 0;
  std::size_t weight_bytes = 0;
  std::size_t cache_bytes_full = 0;  // of one sequence that fills the context
  std::size_t reserved_tokens = 0;
  std::vector<std::string> isas;  // available
  std::string isa;
  std::size_t threads = 0;
};

std::size_t weight_bytes(const neural::ModelWeights& weights) {
  std::size_t bytes = 0;
  for (const neural::ConstWeightSlot& slot : neural::weight_slots(weights)) {
    if (slot.matrix == nullptr)
      bytes += slot.vector->size() * sizeof(float);
    else if (slot.first_row == 0)  // parts of one matrix count once
      bytes += slot.matrix->size_bytes();
  }
  return bytes;
}

ModelFacts facts_of(const neural::Checkpoint& checkpoint, const std::string& tensors) {
  const neural::ModelConfig& config = checkpoint.weights->config;
  ModelFacts facts;
  facts.config = config;
  facts.parameters = neural::count_parameters(config);
  facts.file_bytes = std::filesystem::file_size(tensors);
  facts.weight_bytes = weight_bytes(*checkpoint.weights);
  const std::size_t pages =
      (config.max_position_embeddings + neural::kPageTokens - 1) / neural::kPageTokens;
  facts.cache_bytes_full = pages * neural::PagedCache(config.num_hidden_layers,
                                                      config.num_key_value_heads, config.head_dim)
                                       .page_bytes();
  for (std::size_t id = 0; id < checkpoint.tokenizer.size(); ++id)
    facts.reserved_tokens +=
        checkpoint.tokenizer.is_reserved(static_cast<neural::TokenId>(id)) ? 1 : 0;
  for (const kernels::Isa isa : kernels::available_isas())
    facts.isas.emplace_back(kernels::to_string(isa));
  facts.isa = kernels::to_string(kernels::active_isa());
  facts.threads = kernels::thread_count();
  return facts;
}

std::string as_text(const std::string& folder, const ModelFacts& f,
                    const neural::SafetensorsFile& file) {
  const neural::ModelConfig& c = f.config;
  std::string text = fmt::format(
      "{}\n"
      "  shape        {} layers, the first {} dense; width {}; {} heads x {} over {} key-value "
      "heads\n"
      "  experts      {} x {}, {} active, beside one of {}; dense width {}\n"
      "  context      {} tokens, vocabulary {}, {} of them reserved\n"
      "  parameters   {}, {} active a token\n"
      "  memory       weights {:.1f} MB (file {:.1f} MB), cache {:.1f} MB a full sequence\n"
      "  runs on      {} ({} available), {} threads\n",
      folder, c.num_hidden_layers, c.first_k_dense_replace, c.hidden_size, c.num_attention_heads,
      c.head_dim, c.num_key_value_heads, c.n_routed_experts, c.moe_intermediate_size,
      c.num_experts_per_tok, c.shared_expert_intermediate_size, c.intermediate_size,
      c.max_position_embeddings, c.vocab_size, f.reserved_tokens, f.parameters.total,
      f.parameters.active, megabytes(f.weight_bytes), megabytes(f.file_bytes),
      megabytes(f.cache_bytes_full), f.isa, fmt::join(f.isas, " "), f.threads);
  for (const auto& [key, value] : file.metadata()) text += fmt::format("  {:<12} {}\n", key, value);
  text += "  tensors\n";
  for (const auto& [name, view] : file.tensors())
    text += fmt::format("    {:<60} {:<5} {}\n", name, neural::to_string(view.dtype), view.shape);
  return text;
}

std::string as_json(const std::string& folder, const ModelFacts& f,
                    const neural::SafetensorsFile& file) {
  Json json = {{"model", folder},
               {"config", Json::parse(neural::print_model_config(f.config))},
               {"parameters", {{"total", f.parameters.total}, {"active", f.parameters.active}}},
               {"memory_bytes",
                {{"weights", f.weight_bytes},
                 {"file", f.file_bytes},
                 {"cache_full_sequence", f.cache_bytes_full}}},
               {"reserved_tokens", f.reserved_tokens},
               {"isa", f.isa},
               {"available_isas", f.isas},
               {"threads", f.threads},
               {"metadata", file.metadata()}};
  json["tensors"] = Json::array();
  for (const auto& [name, view] : file.tensors())
    json["tensors"].push_back(
        {{"name", name}, {"dtype", neural::to_string(view.dtype)}, {"shape", view.shape}});
  return json.dump();
}

int inspect(const InspectArguments& arguments) {
  if (!arguments.isa.empty()) kernels::force_isa(arguments.isa);
  if (neural::is_public_model(arguments.folder)) {
    if (arguments.json)
      print_json(public_model_json(arguments.folder, arguments.adapter));
    else
      print(public_model_text(arguments.folder, arguments.adapter));
    return 0;
  }
  if (!arguments.adapter.empty())
    throw ConfigError(
        fmt::format("{} is no public model: only these take adapters", arguments.folder));
  const neural::Checkpoint checkpoint = neural::load_checkpoint(arguments.folder);
  const std::string tensors = arguments.folder + "/model.safetensors";
  const neural::SafetensorsFile file(tensors);
  const ModelFacts facts = facts_of(checkpoint, tensors);
  if (arguments.json)
    print_json(as_json(arguments.folder, facts, file));
  else
    print(as_text(arguments.folder, facts, file));
  return 0;
}

}  // namespace

void add_inspect(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<InspectArguments>();
  CLI::App* command = program.add_subcommand(
      "inspect", "What a model holds: tensors, parameters, memory, instruction set");
  command
      ->add_option("model", arguments->folder,
                   "The folder of config.json and its weights, or FILE.gguf")
      ->required();
  command->add_option("--adapter", arguments->adapter,
                      "Folder of a LoRA adapter of a public model: does it fit, what it holds");
  command->add_option("--isa", arguments->isa, "The instruction set instead of the best one");
  command->add_flag("--json", arguments->json, "One JSON object on standard output");
  command->footer("Examples:\n  modus inspect models/nano\n  modus inspect SmolLM2.gguf");
  command->callback([arguments, &exit_code] { exit_code = inspect(*arguments); });
}

}  // namespace modus::app
