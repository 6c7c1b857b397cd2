// modus bench check: how long a step takes, beside raw Z3 on the same queries in the same run; long
// chains; many chains.
#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/bench_chains.h"
#include "app/bench_long.h"
#include "app/commands.h"
#include "app/output.h"
#include "base/error.h"
#include "rules/library.h"
#include "symbolic/checker.h"
#include "symbolic/kernel.h"
#include "symbolic/layers/layers.h"
#include "symbolic/layers/raw_z3.h"
#include "symbolic/theory.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

constexpr int kWarmUpPasses = 5;

struct Percentiles {
  double p50_us = 0, p90_us = 0, p99_us = 0;
};

Percentiles percentiles(std::vector<double> times_us) {
  MODUS_CHECK(!times_us.empty(), "nothing was timed");
  std::sort(times_us.begin(), times_us.end());
  const auto at = [&](double share) {
    return times_us[static_cast<std::size_t>(share * static_cast<double>(times_us.size() - 1))];
  };
  return {at(0.5), at(0.9), at(0.99)};
}

// Steps that ask for a proof; reading a given is not timed.
bool is_timed(claims::StepKind kind) {
  return kind == claims::StepKind::kHave || kind == claims::StepKind::kDischarge ||
         kind == claims::StepKind::kAnswer;
}

using TimesByLayer = std::map<symbolic::Layer, std::vector<double>>;

void check_timed(const claims::Chain& chain, const symbolic::CheckOptions& options,
                 TimesByLayer* times_us) {
  symbolic::Checker checker(chain, options);
  while (!checker.done()) {
    const Clock::time_point start = Clock::now();
    const symbolic::StepResult& step = checker.check_next();
    const double us = std::chrono::duration<double, std::micro>(Clock::now() - start).count();
    if (times_us && is_timed(step.kind)) (*times_us)[step.layer].push_back(us);
  }
  checker.finish();
}

TimesByLayer time_by_layer(const std::vector<claims::Chain>& chains,
                           const symbolic::CheckOptions& options, int passes) {
  TimesByLayer times_us;
  for (int pass = -kWarmUpPasses; pass < passes; ++pass)
    for (const claims::Chain& chain : chains)
      check_timed(chain, options, pass < 0 ? nullptr : &times_us);
  return times_us;
}

std::vector<double> time_checker(const std::vector<claims::Chain>& chains,
                                 const symbolic::CheckOptions& options, int passes) {
  std::vector<double> all_us;
  for (const auto& [layer, times_us] : time_by_layer(chains, options, passes))
    all_us.insert(all_us.end(), times_us.begin(), times_us.end());
  return all_us;
}

// Passes every query on, and keeps those that have a goal.
class Recorder : public symbolic::Entailment {
 public:
  explicit Recorder(symbolic::Entailment& layers) : layers_(layers) {}
  std::vector<symbolic::Decision> decide(std::span<const symbolic::Query> queries,
                                         symbolic::Wanted wanted) override {
    queries_.insert(queries_.end(), queries.begin(), queries.end());
    return layers_.decide(queries, wanted);
  }
  symbolic::Decision satisfiable(std::span<const symbolic::Premise> premises,
                                 symbolic::Wanted wanted) override {
    return layers_.satisfiable(premises, wanted);
  }
  const std::vector<symbolic::Query>& queries() const { return queries_; }

 private:
  symbolic::Entailment& layers_;
  std::vector<symbolic::Query> queries_;
};

symbolic::RawZ3Times time_raw_z3(const std::vector<claims::Chain>& chains, int passes) {
  symbolic::RawZ3Times all;
  for (const claims::Chain& chain : chains) {
    const symbolic::Theory theory = symbolic::theory_of(chain);
    const auto layers = symbolic::make_layers(theory, {});
    Recorder recorder(*layers);
    symbolic::Kernel kernel(chain, theory, recorder);
    for (std::size_t i = 0; i < chain.steps.size(); ++i)
      kernel.check(i, symbolic::Wanted::kVerdict);
    const symbolic::RawZ3Times times = symbolic::time_raw_z3(theory, recorder.queries(), passes);
    all.push_pop_us.insert(all.push_pop_us.end(), times.push_pop_us.begin(),
                           times.push_pop_us.end());
    all.fresh_us.insert(all.fresh_us.end(), times.fresh_us.begin(), times.fresh_us.end());
  }
  return all;
}

struct Row {
  std::string name;  // of the JSON key
  std::string title;
  Percentiles times;
};

struct Report {
  std::vector<Row> rows;
  std::size_t rules = 0;
  double push_pop_us = 0;
  LongChainTimes long_chain;
  std::vector<Throughput> batches;
};

std::string as_text(const Report& report) {
  std::string text = fmt::format("latency of a step, {} rules, warm, microseconds\n", report.rules);
  text +=
      fmt::format("  {:<34} {:>8} {:>8} {:>8} {:>16}\n", "", "p50", "p90", "p99", "p50 / push-pop");
  for (const Row& row : report.rows)
    text +=
        fmt::format("  {:<34} {:>8.1f} {:>8.1f} {:>8.1f} {:>16.2f}\n", row.title, row.times.p50_us,
                    row.times.p90_us, row.times.p99_us, row.times.p50_us / report.push_pop_us);
  const LongChainTimes& chain = report.long_chain;
  text += fmt::format(
      "a chain of 10,000 steps, with evidence\n"
      "  {:.2f} s of processor time, {:.1f} times a chain of 1,000; {:.0f} MB at most\n",
      chain.long_s, chain.ratio, chain.peak_mb);
  text += "many chains, verdict only, steps a second\n";
  for (const Throughput& batch : report.batches)
    text += fmt::format("  {} worker{}  {:.0f}\n", batch.workers, batch.workers == 1 ? " " : "s",
                        batch.steps_per_s);
  return text;
}

std::string as_json(const Report& report) {
  Json json = {{"benchmark", "check"}, {"rules", report.rules}};
  for (const Row& row : report.rows)
    json[row.name] = {{"p50_us", row.times.p50_us},
                      {"p90_us", row.times.p90_us},
                      {"p99_us", row.times.p99_us},
                      {"p50_to_push_pop", row.times.p50_us / report.push_pop_us}};
  json["long_chain"] = {{"s_1000", report.long_chain.short_s},
                        {"s_10000", report.long_chain.long_s},
                        {"ratio", report.long_chain.ratio},
                        {"peak_mb", report.long_chain.peak_mb}};
  for (const Throughput& batch : report.batches)
    json["steps_per_s"][fmt::format("workers_{}", batch.workers)] = batch.steps_per_s;
  return json.dump();
}

int bench_check(int passes, bool json) {
  const rules::Library library = rules::Library::shipped();
  const std::vector<claims::Chain> chains = bench_chains();
  symbolic::CheckOptions options;
  options.library = &library;
  options.wanted = symbolic::Wanted::kVerdict;
  const Percentiles verdict = percentiles(time_checker(chains, options, passes));
  options.wanted = symbolic::Wanted::kEvidence;
  const Percentiles evidence = percentiles(time_checker(chains, options, passes));
  const symbolic::RawZ3Times raw = time_raw_z3(chains, std::max(1, passes / 10));
  const Percentiles push_pop = percentiles(raw.push_pop_us);
  std::vector<Row> rows = {
      {"verdict_only", "checker, verdict only", verdict},
      {"evidence", "checker, with evidence", evidence},
      {"z3_push_pop", "raw Z3, kept solver, push and pop", push_pop},
      {"z3_fresh", "raw Z3, fresh default solver", percentiles(raw.fresh_us)},
  };
  options.wanted = symbolic::Wanted::kVerdict;
  for (const auto& [layer, times_us] : time_by_layer(layer_bench_chains(), options, passes))
    rows.push_back({fmt::format("layer_{}", symbolic::to_string(layer)),
                    fmt::format("decided by {}, verdict only", symbolic::to_string(layer)),
                    percentiles(times_us)});
  const Report report{rows, library.rules().size(), push_pop.p50_us, time_long_chain(library),
                      time_batches(library)};
  if (json)
    print_json(as_json(report));
  else
    print(as_text(report));
  return 0;
}

}  // namespace

void add_bench(CLI::App& program, int& exit_code) {
  struct Arguments {
    int passes = 50;
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = program.add_subcommand("bench", "How long things take on this machine");
  command->require_subcommand(1);
  CLI::App* check = command->add_subcommand("check",
                                            "A step: verdict only and with evidence, beside raw Z3 "
                                            "in the same run; long and many chains");
  check->add_option("--passes", arguments->passes, "Over the chains that are timed")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  check->add_flag("--json", arguments->json, "One JSON object on standard output");
  check->footer("Example:\n  modus bench check --json");
  check->callback(
      [arguments, &exit_code] { exit_code = bench_check(arguments->passes, arguments->json); });
  add_bench_decode(*command, exit_code);
  add_bench_guide(*command, exit_code);
  add_bench_mask(*command, exit_code);
}

}  // namespace modus::app
