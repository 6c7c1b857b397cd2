// modus bench decode DIR: tokens a second of a model, beside the memory bandwidth that was probed
// in the same run.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "base/error.h"
#include "base/random.h"
#include "base/stopwatch.h"
#include "bridge/prompted/kept_prompts.h"
#include "kernels/isa.h"
#include "kernels/parallel.h"
#include "kernels/read_probe.h"
#include "neural/checkpoint.h"
#include "neural/public/public_model.h"
#include "neural/transformer_decoder.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

struct BenchDecodeArguments {
  std::string folder, adapter;
  std::string isa;
  std::vector<std::size_t> batches = {1, 8};
  std::size_t prompt = 256;
  std::size_t tokens = 256;
  bool json = false;
};

struct DecodeRow {
  std::size_t batch = 0;
  double prefill_per_s = 0, decode_per_s = 0;  // tokens
  double p50_ms = 0, p99_ms = 0;               // of a step of the whole batch
};

// A prompt is read, then one that differs in its last tokens (bridge/prompted/kept_prompts.h).
struct KeptPrompt {
  double first_ms = 0, again_ms = 0;  // medians
  std::size_t read_again = 0;         // tokens
};

// Bytes a second that all threads read from a buffer far larger than the caches; best of five.
double read_bandwidth() {
  kernels::ReadProbe probe(std::size_t{1} << 28);
  double best = 0;
  for (int pass = 0; pass < 5; ++pass) {
    const Stopwatch watch;
    probe.read();
    best = std::max(best, static_cast<double>(probe.size_bytes()) / watch.seconds());
  }
  return best;
}

std::shared_ptr<const neural::ModelWeights> load(const BenchDecodeArguments& arguments) {
  if (neural::is_public_model(arguments.folder))
    return neural::load_adapted_weights(arguments.folder, arguments.adapter);
  if (!arguments.adapter.empty())
    throw ConfigError(
        fmt::format("{} is no public model: only these take adapters", arguments.folder));
  return neural::load_weights(arguments.folder);
}

std::vector<neural::TokenId> drawn_tokens(std::size_t count, std::size_t vocabulary,
                                          RandomStream& random) {
  std::vector<neural::TokenId> tokens;
  while (tokens.size() < count)
    tokens.push_back(
        static_cast<neural::TokenId>(random.below(static_cast<std::uint32_t>(vocabulary))));
  return tokens;
}

DecodeRow time_batch(const std::shared_ptr<const neural::ModelWeights>& weights,
                     const BenchDecodeArguments& arguments, std::size_t batch_size) {
  neural::TransformerDecoder decoder(weights);
  const std::size_t vocabulary = decoder.vocabulary();
  RandomStream random(batch_size);
  std::vector<std::vector<neural::TokenId>> tokens(batch_size);
  std::vector<neural::SequenceId> sequences;
  std::vector<neural::Append> batch(batch_size);
  for (std::size_t b = 0; b < batch_size; ++b) {
    sequences.push_back(decoder.open());
    tokens[b] = drawn_tokens(arguments.prompt + arguments.tokens, vocabulary, random);
    batch[b] = {sequences[b], std::span(tokens[b]).first(arguments.prompt)};
  }
  std::vector<float> logits(batch_size * vocabulary);
  DecodeRow row{.batch = batch_size};
  const Stopwatch watch;
  decoder.append(batch, logits);
  row.prefill_per_s = static_cast<double>(batch_size * arguments.prompt) / watch.seconds();
  std::vector<double> steps;
  for (std::size_t i = arguments.prompt; i < arguments.prompt + arguments.tokens; ++i) {
    for (std::size_t b = 0; b < batch_size; ++b)
      batch[b].tokens = std::span(tokens[b]).subspan(i, 1);
    const Stopwatch step;
    decoder.append(batch, logits);
    steps.push_back(step.seconds());
  }
  double total = 0;
  for (const double each : steps) total += each;
  row.decode_per_s = static_cast<double>(batch_size * steps.size()) / total;
  std::sort(steps.begin(), steps.end());
  row.p50_ms = 1e3 * steps[steps.size() / 2];
  row.p99_ms = 1e3 * steps[steps.size() * 99 / 100];
  return row;
}

KeptPrompt time_kept_prompt(const std::shared_ptr<const neural::ModelWeights>& weights,
                            const BenchDecodeArguments& arguments) {
  constexpr std::size_t kRuns = 5, kOtherEnd = 16;
  neural::TransformerDecoder decoder(weights);
  RandomStream random(0);
  std::vector<float> logits(decoder.vocabulary());
  std::vector<double> first, again;
  KeptPrompt result;
  for (std::size_t run = 0; run < kRuns; ++run) {
    bridge::KeptPrompts prompts(decoder);
    auto tokens = drawn_tokens(arguments.prompt, decoder.vocabulary(), random);
    const auto timed = [&] {
      const Stopwatch watch;
      prompts.read(tokens, logits, [] {});
      return 1e3 * watch.seconds();
    };
    first.push_back(timed());
    const std::size_t before = prompts.tokens_read();
    const auto end = drawn_tokens(std::min(kOtherEnd, tokens.size()), decoder.vocabulary(), random);
    std::copy(end.begin(), end.end(), tokens.end() - static_cast<std::ptrdiff_t>(end.size()));
    again.push_back(timed());
    result.read_again = prompts.tokens_read() - before;
  }
  std::ranges::sort(first);
  std::ranges::sort(again);
  result.first_ms = first[kRuns / 2];
  result.again_ms = again[kRuns / 2];
  return result;
}

int bench_decode(const BenchDecodeArguments& arguments) {
  if (!arguments.isa.empty()) kernels::force_isa(arguments.isa);
  const auto weights = load(arguments);
  if (arguments.prompt + arguments.tokens > weights->config.max_position_embeddings)
    throw ConfigError(fmt::format("--prompt {} and --tokens {} exceed the context of {}",
                                  arguments.prompt, arguments.tokens,
                                  weights->config.max_position_embeddings));
  const double bandwidth = read_bandwidth();
  const double bytes = neural::bytes_a_token(*weights);
  std::vector<DecodeRow> rows;
  for (const std::size_t batch : arguments.batches)
    rows.push_back(time_batch(weights, arguments, batch));
  const KeptPrompt kept = time_kept_prompt(weights, arguments);
  const std::string isa(kernels::to_string(kernels::active_isa()));
  if (arguments.json) {
    Json json = {{"benchmark", "decode"},
                 {"isa", isa},
                 {"threads", kernels::thread_count()},
                 {"bandwidth_bytes_per_s", bandwidth},
                 {"active_weight_bytes", bytes},
                 {"rows", Json::array()}};
    for (const DecodeRow& row : rows)
      json["rows"].push_back({{"batch", row.batch},
                              {"prefill_tokens_per_s", row.prefill_per_s},
                              {"decode_tokens_per_s", row.decode_per_s},
                              {"p50_ms", row.p50_ms},
                              {"p99_ms", row.p99_ms}});
    json["kept_prompt"] = {{"tokens", arguments.prompt},
                           {"first_ms", kept.first_ms},
                           {"tokens_read_again", kept.read_again},
                           {"again_ms", kept.again_ms}};
    print_json(json.dump());
    return 0;
  }
  std::string text = fmt::format(
      "decoding on {}, {} threads; {:.1f} MB of weights a token, memory read at {:.1f} GB/s: at "
      "most {:.0f} tokens/s from memory alone at batch 1\n"
      "  {:>5} {:>16} {:>16} {:>9} {:>9}\n",
      isa, kernels::thread_count(), bytes / 1e6, bandwidth / 1e9, bandwidth / bytes, "batch",
      "prefill tokens/s", "decode tokens/s", "p50 ms", "p99 ms");
  for (const DecodeRow& row : rows)
    text += fmt::format("  {:>5} {:>16.0f} {:>16.0f} {:>9.3f} {:>9.3f}\n", row.batch,
                        row.prefill_per_s, row.decode_per_s, row.p50_ms, row.p99_ms);
  text += fmt::format(
      "a prompt of {} tokens is read in {:.1f} ms; "
      "with another end, of which {} are read, in {:.1f} ms\n",
      arguments.prompt, kept.first_ms, kept.read_again, kept.again_ms);
  print(text);
  return 0;
}

}  // namespace

void add_bench_decode(CLI::App& bench, int& exit_code) {
  const auto arguments = std::make_shared<BenchDecodeArguments>();
  CLI::App* command = bench.add_subcommand(
      "decode", "Tokens a second of a model, beside the memory bandwidth of the same run");
  command
      ->add_option("model", arguments->folder,
                   "The folder of config.json and its weights, or FILE.gguf")
      ->required();
  command->add_option("--adapter", arguments->adapter, "Folder of a public model's LoRA adapter");
  command->add_option("--batch", arguments->batches, "Sequences decoded together")
      ->delimiter(',')
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--prompt", arguments->prompt, "Tokens a sequence begins with")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
  command->add_option("--tokens", arguments->tokens, "Decode steps that are timed")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
  command->add_option("--isa", arguments->isa, "The instruction set instead of the best one");
  command->add_flag("--json", arguments->json, "One JSON object on standard output");
  command->footer("Example:\n  modus bench decode models/nano --batch 1,8");
  command->callback([arguments, &exit_code] { exit_code = bench_decode(*arguments); });
}

}  // namespace modus::app
