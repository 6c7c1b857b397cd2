// modus bench guide: what mask and checks cost over a replay of the same tokens without them. Both
// are run several times in turn, and the shortest time of each call counts: what other programs did
// meanwhile is no cost of ours. The cost is what passes between the calls of the decoder, over the
// replay.
#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/bench_times.h"
#include "app/commands.h"
#include "app/model_folder.h"
#include "app/output.h"
#include "base/error.h"
#include "bridge/reasoner.h"
#include "neural/checkpoint.h"
#include "neural/transformer_decoder.h"
#include "tasks/generate.h"

namespace modus::app {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

// Passes everything on, and keeps what was asked for, and when.
class TimingDecoder : public neural::Decoder {
 public:
  struct Call {  // an append of a batch, or one of the others
    enum class Kind { kAppend, kOpen, kClose, kRollback } kind = Kind::kAppend;
    std::vector<neural::SequenceId> sequences;
    std::vector<std::vector<neural::TokenId>> tokens;
    std::size_t length = 0;
  };

  explicit TimingDecoder(neural::Decoder& decoder) : decoder_(decoder) {}
  std::size_t vocabulary() const override { return decoder_.vocabulary(); }
  std::size_t context() const override { return decoder_.context(); }
  std::size_t length(neural::SequenceId s) const override { return decoder_.length(s); }
  neural::SequenceId fork(neural::SequenceId s) override { return decoder_.fork(s); }
  neural::SequenceId open() override {
    const neural::SequenceId sequence = decoder_.open();
    calls_.push_back({Call::Kind::kOpen, {sequence}, {}, 0});
    return sequence;
  }
  void close(neural::SequenceId sequence) override {
    calls_.push_back({Call::Kind::kClose, {sequence}, {}, 0});
    decoder_.close(sequence);
  }
  void rollback(neural::SequenceId sequence, std::size_t length) override {
    calls_.push_back({Call::Kind::kRollback, {sequence}, {}, length});
    decoder_.rollback(sequence, length);
  }
  void append(std::span<const neural::Append> batch, std::span<float> logits) override {
    if (last_ != Clock::time_point()) between_us_.push_back(us_since(last_));
    Call& call = calls_.emplace_back();
    for (const neural::Append& one : batch) {
      call.sequences.push_back(one.sequence);
      call.tokens.emplace_back(one.tokens.begin(), one.tokens.end());
    }
    decoder_.append(batch, logits);
    if (last_ != Clock::time_point()) times_us_.push_back(us_since(last_));
    last_ = Clock::now();
  }

  const std::vector<Call>& calls() const { return calls_; }
  // From the end of one append to the end of the next.
  const std::vector<double>& times_us() const { return times_us_; }
  // From the end of one append to the start of the next.
  const std::vector<double>& between_us() const { return between_us_; }

 private:
  neural::Decoder& decoder_;
  std::vector<Call> calls_;
  std::vector<double> times_us_, between_us_;
  Clock::time_point last_;
};

// The same appends again, with nothing between them; their times, the first left out.
std::vector<double> replay(const std::vector<TimingDecoder::Call>& calls,
                           neural::Decoder& decoder) {
  using Kind = TimingDecoder::Call::Kind;
  std::map<neural::SequenceId, neural::SequenceId> now;
  std::vector<float> logits;
  std::vector<double> times_us;
  Clock::time_point last;
  for (const TimingDecoder::Call& call : calls) {
    if (call.kind == Kind::kOpen) now[call.sequences.front()] = decoder.open();
    if (call.kind == Kind::kClose) decoder.close(now.at(call.sequences.front()));
    if (call.kind == Kind::kRollback) decoder.rollback(now.at(call.sequences.front()), call.length);
    if (call.kind != Kind::kAppend) continue;
    std::vector<neural::Append> batch;
    for (std::size_t i = 0; i < call.sequences.size(); ++i)
      batch.push_back({now.at(call.sequences[i]), call.tokens[i]});
    logits.resize(batch.size() * decoder.vocabulary());
    decoder.append(batch, logits);
    if (last != Clock::time_point()) times_us.push_back(us_since(last));
    last = Clock::now();
  }
  return times_us;
}

std::vector<bridge::Problem> problems_to_solve(std::size_t count) {
  RandomStream random(1);
  std::vector<bridge::Problem> problems;
  for (std::size_t i = 0; i < count; ++i) {
    const tasks::GeneratedProblem made = tasks::generate({.family = tasks::Family::kRuleWorld,
                                                          .split = tasks::Split::kHeldOut,
                                                          .min_sentences = 6,
                                                          .max_sentences = 16,
                                                          .max_depth = 4},
                                                         random);
    problems.push_back({made.chain.text, made.question});
  }
  return problems;
}

struct Cost {
  std::size_t batch = 0, calls = 0, refusals = 0;
  double guided_p50_us = 0, guided_p99_us = 0, replay_p50_us = 0, replay_p99_us = 0;
  double between_p50_us = 0, between_p99_us = 0;  // mask and checks
  double share = 0;                               // of the replay's time that these are
};

// The shorter time of each call; those of the first run where there was none before.
void keep_shortest(const std::vector<double>& times_us, std::vector<double>& shortest_us) {
  if (shortest_us.empty()) shortest_us = times_us;
  MODUS_CHECK(!times_us.empty() && times_us.size() == shortest_us.size(), "{} and {} times",
              times_us.size(), shortest_us.size());
  for (std::size_t i = 0; i < times_us.size(); ++i)
    shortest_us[i] = std::min(shortest_us[i], times_us[i]);
}

struct Setting {
  std::size_t batch = 1, runs = 1;
};

Cost cost_at(const Setting& setting, const neural::Checkpoint& checkpoint, neural::Decoder& decoder,
             const std::vector<bridge::Problem>& problems) {
  Cost cost{.batch = setting.batch};
  std::vector<double> guided, between, alone;
  for (std::size_t run = 0; run < setting.runs; ++run) {
    TimingDecoder recorder(decoder);
    bridge::ReasonerOptions options;
    options.batch = setting.batch;
    options.attempt.check.wanted = symbolic::Wanted::kVerdict;
    cost.refusals = 0;
    for (const bridge::Outcome& outcome :
         bridge::Reasoner(checkpoint.tokenizer, recorder, std::move(options)).solve(problems))
      cost.refusals += outcome.refusals.size();
    keep_shortest(recorder.times_us(), guided);
    keep_shortest(recorder.between_us(), between);
    keep_shortest(replay(recorder.calls(), decoder), alone);
  }
  const auto sum = [](const std::vector<double>& times) {
    return std::accumulate(times.begin(), times.end(), 0.0);
  };
  cost.calls = guided.size() + 1;
  cost.guided_p50_us = at_share(guided, 0.5);
  cost.guided_p99_us = at_share(guided, 0.99);
  cost.replay_p50_us = at_share(alone, 0.5);
  cost.replay_p99_us = at_share(alone, 0.99);
  cost.between_p50_us = at_share(between, 0.5);
  cost.between_p99_us = at_share(between, 0.99);
  cost.share = sum(between) / sum(alone);
  return cost;
}

std::string as_text(const std::vector<Cost>& costs) {
  std::string text = "a call of the decoder, guided and replayed without mask and checks, us\n";
  text += fmt::format("  {:>5} {:>7} {:>11} {:>11} {:>11} {:>11} {:>12} {:>12} {:>7}\n", "batch",
                      "calls", "guided p50", "replay p50", "guided p99", "replay p99",
                      "between p50", "between p99", "cost");
  for (const Cost& cost : costs)
    text += fmt::format(
        "  {:>5} {:>7} {:>11.0f} {:>11.0f} {:>11.0f} {:>11.0f} {:>12.0f} {:>12.0f} {:>6.1f}%\n",
        cost.batch, cost.calls, cost.guided_p50_us, cost.replay_p50_us, cost.guided_p99_us,
        cost.replay_p99_us, cost.between_p50_us, cost.between_p99_us, 100 * cost.share);
  return text;
}

std::string as_json(const std::vector<Cost>& costs) {
  Json json = {{"benchmark", "guide"}, {"batches", Json::array()}};
  for (const Cost& cost : costs)
    json["batches"].push_back({{"batch", cost.batch},
                               {"calls", cost.calls},
                               {"refusals", cost.refusals},
                               {"guided_p50_us", cost.guided_p50_us},
                               {"replay_p50_us", cost.replay_p50_us},
                               {"guided_p99_us", cost.guided_p99_us},
                               {"replay_p99_us", cost.replay_p99_us},
                               {"between_p50_us", cost.between_p50_us},
                               {"between_p99_us", cost.between_p99_us},
                               {"cost", cost.share}});
  return json.dump();
}

struct BenchGuideArguments {
  std::string model = "nano";
  std::size_t problems = 16;
  std::size_t runs = 3;
  bool json = false;
};

int bench_guide(const BenchGuideArguments& arguments) {
  const auto folder = find_model(arguments.model);
  if (!folder) throw ConfigError(fmt::format("there is no model `{}`", arguments.model));
  const neural::Checkpoint checkpoint = neural::load_checkpoint(*folder);
  neural::TransformerDecoder decoder(checkpoint.weights);
  const std::vector<bridge::Problem> problems = problems_to_solve(arguments.problems);
  std::vector<Cost> costs;
  for (const std::size_t batch : {1, 8})
    costs.push_back(cost_at({batch, arguments.runs}, checkpoint, decoder, problems));
  if (arguments.json)
    print_json(as_json(costs));
  else
    print(as_text(costs));
  return 0;
}

}  // namespace

void add_bench_guide(CLI::App& bench, int& exit_code) {
  const auto arguments = std::make_shared<BenchGuideArguments>();
  CLI::App* command = bench.add_subcommand(
      "guide", "Mask and checks, over a replay of the same tokens without them, batch 1 and 8");
  command->add_option("model", arguments->model, "A model's folder, or the name of a shipped one")
      ->capture_default_str();
  command->add_option("--problems", arguments->problems, "Generated rule worlds, held out")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--runs", arguments->runs, "Of each; the shortest time of a call counts")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "One JSON object on standard output");
  command->footer("Example:\n  modus bench guide models/nano");
  command->callback([arguments, &exit_code] { exit_code = bench_guide(*arguments); });
}

}  // namespace modus::app
