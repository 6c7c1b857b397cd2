// The same verdicts twice: chains of every kind of suite, checked in order by one worker, and
// shuffled by two. No verdict is the clock's. A suite whose file is missing is skipped.
#include <filesystem>
#include <numeric>

#include <gtest/gtest.h>

#include "rules/library.h"
#include "symbolic/answer.h"
#include "symbolic/solve.h"
#include "tasks/bbm.h"
#include "tasks/dataset.h"
#include "tasks/generate.h"
#include "tasks/knights_knaves.h"
#include "tasks/planted_faults.h"
#include "tasks/proverqa.h"
#include "tasks/rule_worlds.h"
#include "tasks/template_reader.h"
#include "tests/symbolic/chain_checks.h"
#include "tests/tasks/data_files.h"

namespace modus::tasks {
namespace {

using claims::Chain;

constexpr std::size_t kRows = 40;  // of a file

std::vector<Row> first_rows(const std::string& name) { return read_rows({data_file(name)}, kRows); }

// A file's chains; the wrong ones too, for they are where evidence is searched for.
std::vector<Chain> rule_world_chains(const std::string& name) {
  std::vector<Chain> chains;
  for (const Row& row : first_rows(name)) {
    const RenamedWorld world = world_of(row, std::nullopt);
    const TemplateReading reading = read_by_template(world.context + " " + world.question);
    if (!reading.chain) continue;
    Chain solved = symbolic::solve_claims(*reading.chain, {}).chain;
    chains.push_back(solved);
    solved.header.logic = claims::Logic::kClassical;
    for (claims::Step& step : solved.steps)
      if (step.cites.size() > 1) step.cites.pop_back();  // now something is missing
    chains.push_back(std::move(solved));
  }
  return chains;
}

std::vector<Chain> gsm8k_chains() {
  std::vector<Chain> chains;
  RandomStream random(5);
  for (const Row& row : first_rows("gsm8k/train.jsonl.gz")) {
    const std::string& question = row.text("question");
    chains.push_back(symbolic::check_answer(row.text("answer"), question, {}).chain);
    if (const auto fault = plant(row.text("answer"), FaultKind::kNumber, random))
      chains.push_back(symbolic::check_answer(fault->solution, question, {}).chain);
  }
  return chains;
}

std::vector<Chain> generated_chains() {
  std::vector<Chain> chains;
  RandomStream random(6);
  for (const Family family : families())
    for (int i = 0; i < 6; ++i)
      chains.push_back(generate_unchecked(whole_range(family, Split::kHeldOut), random).chain);
  return chains;
}

struct Checked {
  std::vector<std::string> verdicts;
  std::size_t by_the_clock = 0;
};

Checked checked(const std::vector<Chain>& chains, int workers) {
  static const rules::Library library = rules::Library::shipped();
  symbolic::CheckOptions options;
  options.library = &library;
  options.workers = workers;
  Checked found;
  for (const symbolic::ChainResult& result : symbolic::check_chains(chains, options)) {
    found.verdicts.push_back(symbolic::shown(result));
    for (const symbolic::StepResult& step : result.steps) found.by_the_clock += !step.reproducible;
  }
  return found;
}

void expect_reproducible(const std::vector<Chain>& chains) {
  ASSERT_GE(chains.size(), 30u);
  const Checked first = checked(chains, 1);
  EXPECT_EQ(first.by_the_clock, 0u);
  RandomStream random(9);
  for (const int workers : {1, 2}) {
    std::vector<std::size_t> order(chains.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
    std::vector<Chain> shuffled;
    for (const std::size_t i : order) shuffled.push_back(chains[i]);
    const Checked again = checked(shuffled, workers);
    EXPECT_EQ(again.by_the_clock, 0u);
    for (std::size_t i = 0; i < order.size(); ++i)
      EXPECT_EQ(again.verdicts[i], first.verdicts[order[i]]) << workers << " workers";
  }
}

bool is_there(const std::string& name) { return std::filesystem::exists(data_file(name)); }

TEST(Reproducibility, ProofWriter) {
  if (!is_there("logic_lm/ProofWriter_dev.json.gz"))
    GTEST_SKIP() << "no logic_lm/ProofWriter_dev.json.gz";
  expect_reproducible(rule_world_chains("logic_lm/ProofWriter_dev.json.gz"));
}
TEST(Reproducibility, PrOntoQA) {
  if (!is_there("logic_lm/ProntoQA_first250.json.gz"))
    GTEST_SKIP() << "no logic_lm/ProntoQA_first250.json.gz";
  expect_reproducible(rule_world_chains("logic_lm/ProntoQA_first250.json.gz"));
}
TEST(Reproducibility, Gsm8kSteps) {
  if (!is_there("gsm8k/train.jsonl.gz")) GTEST_SKIP() << "no gsm8k/train.jsonl.gz";
  expect_reproducible(gsm8k_chains());
}
TEST(Reproducibility, GeneratedFamilies) { expect_reproducible(generated_chains()); }

// Evaluations that keep their chains to themselves: figures and failures, twice.
void expect_same_twice(EvalResult (*eval)(const EvalOptions&), const std::string& name) {
  if (!is_there(name)) GTEST_SKIP() << name << " is missing";
  EvalOptions options = options_for(data_file(name));
  options.limit = kRows / 2;
  options.seed = 3;
  const EvalResult first = eval(options), again = eval(options);
  EXPECT_EQ(first.figures, again.figures);
  ASSERT_EQ(first.failures.size(), again.failures.size());
  for (std::size_t i = 0; i < first.failures.size(); ++i) {
    EXPECT_EQ(first.failures[i].id, again.failures[i].id);
    EXPECT_EQ(first.failures[i].reason, again.failures[i].reason);
    EXPECT_EQ(first.failures[i].reason.find("clock"), std::string::npos);
  }
}

TEST(Reproducibility, KnightsAndKnaves) {
  expect_same_twice(eval_knights_knaves, "knights_knaves/4ppl_train.jsonl.gz");
}
TEST(Reproducibility, BigBenchMistake) {
  for (const char* kind : {"multistep_arithmetic", "logical_deduction", "word_sorting"})
    expect_same_twice(eval_bbm,
                      fmt::format("process_labels/bigbench_mistake_{}_even.jsonl.gz", kind));
}
TEST(Reproducibility, ProverQA) { expect_same_twice(eval_proverqa, "proverqa/easy.json.gz"); }

}  // namespace
}  // namespace modus::tasks
