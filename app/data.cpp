// modus data: problems made up by seed, for training and for looking at.
#include <map>
#include <memory>
#include <string>

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "tasks/generate.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

struct DataArguments {
  std::string family;
  std::string split = "train";
  tasks::ProblemShape shape;
  std::size_t count = 1;
  std::uint64_t seed = 0;
  bool unchecked = false;
  bool json_lines = false;
};

constexpr const char* kDataExamples =
    "Examples:\n"
    "  modus data generate --family rule_world --n 3 --seed 7\n"
    "  modus data generate --family arithmetic --n 1000 --max-depth 4 --jsonl > "
    "stories.jsonl";

const std::map<std::string, tasks::Family>& families_by_name() {
  static const std::map<std::string, tasks::Family> kFamilies = [] {
    std::map<std::string, tasks::Family> named;
    for (const tasks::Family family : tasks::families())
      named.emplace(tasks::to_string(family), family);
    return named;
  }();
  return kFamilies;
}

const std::map<std::string, tasks::Split>& splits_by_name() {
  static const std::map<std::string, tasks::Split> kSplits = {{"train", tasks::Split::kTrain},
                                                              {"held-out", tasks::Split::kHeldOut}};
  return kSplits;
}

std::string as_json(const tasks::GeneratedProblem& problem) {
  const Json line = {{"family", tasks::to_string(problem.family)},
                     {"text", problem.text},
                     {"question", problem.question},
                     {"chain", claims::chain_to_tokens(problem.chain)},
                     {"words", problem.words}};
  return line.dump();
}

std::string as_text(const tasks::GeneratedProblem& problem) {
  return fmt::format("# {}\n{}\n", problem.question, claims::print_chain(problem.chain));
}

int print_problems(const DataArguments& arguments) {
  tasks::ProblemShape shape = arguments.shape;
  shape.family = families_by_name().at(arguments.family);
  shape.split = splits_by_name().at(arguments.split);
  for (std::size_t i = 0; i < arguments.count; ++i) {
    RandomStream random(arguments.seed, i);  // problem i is the same however many are made
    const tasks::GeneratedProblem problem = arguments.unchecked
                                                ? tasks::generate_unchecked(shape, random)
                                                : tasks::generate(shape, random);
    if (arguments.json_lines)
      print_json(as_json(problem));
    else
      print(as_text(problem));
  }
  return 0;
}

}  // namespace

void add_data(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<DataArguments>();
  CLI::App* command = program.add_subcommand("data", "Problems made up by seed: generate");
  command->require_subcommand(1);
  command->footer(kDataExamples);
  CLI::App* make = command->add_subcommand(
      "generate", "Problems in English with the chains that solve them, each checked");
  tasks::ProblemShape& shape = arguments->shape;
  make->add_option("--family", arguments->family, "What they are about")
      ->required()
      ->check(CLI::IsMember(families_by_name()));
  make->add_option("--n", arguments->count, "How many")->capture_default_str();
  make->add_option("--seed", arguments->seed, "The same seed gives the same problems")
      ->capture_default_str();
  make->add_option("--split", arguments->split, "Whose words and templates")
      ->capture_default_str()
      ->check(CLI::IsMember(splits_by_name()));
  make->add_option("--min-sentences", shape.min_sentences, "Of the text, at least")
      ->capture_default_str();
  make->add_option("--max-sentences", shape.max_sentences, "At most")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  make->add_option("--min-depth", shape.min_depth, "Steps of the longest path of the derivation")
      ->capture_default_str();
  make->add_option("--max-depth", shape.max_depth, "At most")->capture_default_str();
  make->add_option("--invented", shape.invented_words, "Share of words that are made up")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  make->add_flag("--unchecked", arguments->unchecked, "Leave the kernel's check out");
  make->add_flag("--jsonl", arguments->json_lines,
                 "One JSON object a line: text, question, chain in token form, words");
  make->footer(kDataExamples);
  make->callback([arguments, &exit_code] { exit_code = print_problems(*arguments); });
}

}  // namespace modus::app
