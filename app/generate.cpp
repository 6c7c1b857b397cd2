// modus generate MODEL PROMPT: a public model writes, unguided and unchecked.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "base/error.h"
#include "base/files.h"
#include "kernels/isa.h"
#include "neural/public/public_model.h"
#include "neural/text/chat_template.h"
#include "neural/text/generate.h"
#include "neural/transformer_decoder.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

struct GenerateArguments {
  std::string model, adapter;
  std::string prompt;
  std::string system;
  std::string chat;
  std::string isa;
  std::size_t max_tokens = 0;  // 0: what the context has room for
  neural::GenerateOptions options;
  bool raw = false;
  bool json = false;
};

constexpr const char* kGenerateExamples =
    "Examples:\n"
    "  modus generate SmolLM2.gguf \"Name three primes.\"\n"
    "  modus generate SmolLM2.gguf --raw --max-tokens 20 \"Once upon a time\"\n"
    "  modus generate SmolLM2.gguf --json --temperature 0.7 --seed 3 - < prompt.txt";

neural::ChatTemplate chat_of(const GenerateArguments& arguments,
                             const neural::TextTokenizer& tokenizer) {
  if (!arguments.chat.empty()) {
    if (const auto named = neural::chat_template_named(arguments.chat)) return *named;
    throw ConfigError(
        fmt::format("there is no chat template `{}`: take chatml, llama3, deepseek or deepseek-llm",
                    arguments.chat));
  }
  if (const auto found = neural::recognise_chat_template(tokenizer)) return *found;
  throw ConfigError(
      "neither template nor control tokens tell how this model is spoken to: give --chat NAME, or "
      "--raw to let it continue a text");
}

std::vector<neural::TokenId> prompt_tokens(const GenerateArguments& arguments,
                                           const std::string& text,
                                           const neural::TextTokenizer& tokenizer) {
  if (arguments.raw) {
    const auto prefix = tokenizer.prefix();
    std::vector<neural::TokenId> tokens(prefix.begin(), prefix.end());
    for (const neural::TokenId token : tokenizer.encode(text, neural::Controls::kAsText))
      tokens.push_back(token);
    return tokens;
  }
  std::vector<neural::ChatMessage> messages;
  if (!arguments.system.empty()) messages.push_back({neural::ChatRole::kSystem, arguments.system});
  messages.push_back({neural::ChatRole::kUser, text});
  return encode_chat(tokenizer, chat_of(arguments, tokenizer), std::move(messages));
}

std::string as_json(const neural::Generated& written, std::size_t prompt) {
  return Json{{"text", written.text},
              {"finish", neural::to_string(written.finish)},
              {"prompt_tokens", prompt},
              {"tokens", written.tokens.size()},
              {"prompt_s", written.prompt_s},
              {"write_s", written.write_s},
              {"isa", kernels::to_string(kernels::active_isa())}}
      .dump();
}

int generate(const GenerateArguments& arguments) {
  if (!arguments.isa.empty()) kernels::force_isa(arguments.isa);
  const std::string text =
      arguments.prompt == "-" ? read_text("-", kMaxTextBytes) : arguments.prompt;
  const neural::PublicModel model = neural::load_adapted_model(arguments.model, arguments.adapter);
  neural::TransformerDecoder decoder(model.weights);
  neural::GenerateOptions options = arguments.options;
  if (arguments.max_tokens != 0) options.max_tokens = arguments.max_tokens;
  options.interrupt = stop_on_interrupt();
  const std::vector<neural::TokenId> prompt = prompt_tokens(arguments, text, model.tokenizer);
  const neural::Generated written =
      neural::generate(model.tokenizer, decoder, prompt, options, [&](std::string_view piece) {
        if (!arguments.json) print(piece);
      });
  if (arguments.json)
    print_json(as_json(written, prompt.size()));
  else
    print("\n");
  return written.finish == neural::Finish::kInterrupted ? kInterrupted : 0;
}

}  // namespace

void add_generate(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<GenerateArguments>();
  CLI::App* command = program.add_subcommand(
      "generate", "A public model answers or continues a text: unguided, nothing is checked");
  command->add_option("MODEL", arguments->model, "FILE.gguf or a Hugging Face folder")->required();
  command->add_option("PROMPT", arguments->prompt, "What it is told; - reads standard input")
      ->required();
  command->add_option("--adapter", arguments->adapter, "Folder of a LoRA adapter (PEFT's layout)");
  command->add_flag("--raw", arguments->raw, "Continue the text instead of answering it");
  command->add_option("--system", arguments->system, "The system text of the conversation");
  command->add_option("--chat", arguments->chat,
                      "chatml, llama3, deepseek or deepseek-llm; else as the file tells");
  command
      ->add_option("--max-tokens", arguments->max_tokens,
                   "To write at most; 0: what the context has room for")
      ->capture_default_str();
  neural::SamplingOptions& sampling = arguments->options.sampling;
  command->add_option("--temperature", sampling.temperature, "0: always the most probable token")
      ->capture_default_str();
  command->add_option("--top-k", sampling.top_k, "Draw among so many tokens; 0: all")
      ->capture_default_str();
  command->add_option("--top-p", sampling.top_p, "Draw among the most probable up to this share")
      ->capture_default_str();
  command->add_option("--seed", sampling.seed, "The same seed draws the same text")
      ->capture_default_str();
  command->add_option("--stop", arguments->options.stops, "End before this text; may be repeated")
      ->expected(1)
      ->take_all();
  command->add_option("--isa", arguments->isa, "Instruction set of the kernels");
  command->add_flag("--json", arguments->json, "One JSON object instead of text as it comes");
  command->footer(kGenerateExamples);
  command->callback([arguments, &exit_code] { exit_code = generate(*arguments); });
}

}  // namespace modus::app
