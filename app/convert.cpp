// modus convert SOURCE OUT.gguf: a public checkpoint into one GGUF file, quantised where wanted.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "base/error.h"
#include "base/files.h"
#include "neural/public/convert.h"
#include "neural/transformer_decoder.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

struct Arguments {
  std::string source, out;
  std::string format = "Q8_0";
  std::string compare;
  std::size_t tokens = 512;
  bool json = false;
};

constexpr const char* kExamples =
    "Examples:\n"
    "  modus convert Qwen2.5-0.5B-Instruct qwen.gguf\n"
    "  modus convert Qwen2.5-0.5B-Instruct qwen.gguf --format Q4_1 --compare some_text.txt";

kernels::BlockFormat format_named(const std::string& name) {
  for (const kernels::BlockFormat format : kernels::all_block_formats())
    if (kernels::to_string(format) == name) return format;
  throw ConfigError(
      fmt::format("there is no format `{}`: take F32, F16, BF16, Q8_0, Q4_0 or Q4_1", name));
}

// What the source finds probable next, against what the written file does, token after token.
struct Comparison {
  std::size_t tokens = 0, same_best = 0;
  double divergence = 0;  // mean of KL(source || written), in nats
};

class TokenByToken {
 public:
  explicit TokenByToken(const std::string& path)
      : decoder_(neural::load_public_weights(path)),
        sequence_(decoder_.open()),
        logits_(decoder_.vocabulary()) {}

  std::size_t context() const { return decoder_.context(); }

  // Log-probabilities after one more token.
  const std::vector<double>& next(neural::TokenId token) {
    const neural::Append append{sequence_, {&token, 1}};
    decoder_.append({&append, 1}, logits_);
    const auto highest = static_cast<double>(*std::ranges::max_element(logits_));
    double sum = 0;
    for (const float logit : logits_) sum += std::exp(static_cast<double>(logit) - highest);
    log_.assign(logits_.begin(), logits_.end());
    for (double& value : log_) value -= highest + std::log(sum);
    return log_;
  }

 private:
  neural::TransformerDecoder decoder_;
  neural::SequenceId sequence_;
  std::vector<float> logits_;
  std::vector<double> log_;
};

Comparison compare(const Arguments& arguments, const neural::TextTokenizer& tokenizer) {
  std::vector<neural::TokenId> tokens =
      tokenizer.encode(read_text(arguments.compare, kMaxTextBytes), neural::Controls::kAsText);
  TokenByToken source(arguments.source), written(arguments.out);
  tokens.resize(std::min({tokens.size(), arguments.tokens, source.context()}));
  Comparison comparison{.tokens = tokens.size()};
  for (const neural::TokenId token : tokens) {
    const std::vector<double>& p = source.next(token);
    const std::vector<double>& q = written.next(token);
    for (std::size_t v = 0; v < p.size(); ++v)
      comparison.divergence += std::exp(p[v]) * (p[v] - q[v]);
    comparison.same_best +=
        std::ranges::max_element(p) - p.begin() == std::ranges::max_element(q) - q.begin() ? 1 : 0;
  }
  if (!tokens.empty()) comparison.divergence /= static_cast<double>(tokens.size());
  return comparison;
}

int convert(const Arguments& arguments) {
  if (!arguments.out.ends_with(".gguf"))
    throw ConfigError("what is written is a GGUF file: its name should end with .gguf");
  std::error_code none;
  if (fs::equivalent(arguments.source, arguments.out, none))
    throw ConfigError("the written file needs a name of its own");
  const neural::PublicFiles files = neural::open_public_model(arguments.source);
  neural::convert_to_gguf(files, format_named(arguments.format), arguments.out);
  Json json = {{"out", arguments.out},
               {"format", arguments.format},
               {"bytes", fs::file_size(arguments.out)}};
  std::string text =
      fmt::format("{}: {:.1f} MB in {}\n", arguments.out,
                  static_cast<double>(fs::file_size(arguments.out)) / 1e6, arguments.format);
  if (!arguments.compare.empty()) {
    const Comparison c = compare(arguments, files.tokenizer);
    json["compared"] = {
        {"tokens", c.tokens}, {"same_most_probable", c.same_best}, {"kl_divergence", c.divergence}};
    text += fmt::format(
        "over {} tokens: the same token most probable after {}; KL(source || written) {:.2e}\n",
        c.tokens, c.same_best, c.divergence);
  }
  if (arguments.json)
    print_json(json.dump());
  else
    print(text);
  return 0;
}

}  // namespace

void add_convert(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = program.add_subcommand(
      "convert", "A public model (Hugging Face folder or GGUF) into one GGUF file");
  command->add_option("source", arguments->source, "A Hugging Face folder, or FILE.gguf")
      ->required();
  command->add_option("out", arguments->out, "The GGUF file to write")->required();
  command
      ->add_option("--format", arguments->format, "Of matrices: F32, F16, BF16, Q8_0, Q4_0 or Q4_1")
      ->capture_default_str();
  command->add_option("--compare", arguments->compare,
                      "A text over which both models' next tokens are compared");
  command->add_option("--tokens", arguments->tokens, "Of that text, at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 1 << 20));
  command->add_flag("--json", arguments->json, "One JSON object on standard output");
  command->footer(kExamples);
  command->callback([arguments, &exit_code] { exit_code = convert(*arguments); });
}

}  // namespace modus::app
