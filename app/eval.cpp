// modus eval: official data in, figures out.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/eval_by_model.h"
#include "app/eval_by_text_model.h"
#include "app/model_flags.h"
#include "app/output.h"
#include "app/text_model_source.h"
#include "base/error.h"
#include "tasks/bbm.h"
#include "tasks/eval_result.h"
#include "tasks/folio.h"
#include "tasks/generate.h"
#include "tasks/gsm8k_steps.h"
#include "tasks/knights_knaves.h"
#include "tasks/logicbench.h"
#include "tasks/processbench.h"
#include "tasks/prontoqa.h"
#include "tasks/proofwriter.h"
#include "tasks/proverqa.h"
#include "tasks/seeded_faults.h"
#include "tasks/smuggled_givens.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;
using Evaluate = tasks::EvalResult (*)(const tasks::EvalOptions&);

const std::map<std::string, Evaluate>& datasets() {
  static const std::map<std::string, Evaluate> kDatasets = {
      {"bbm", tasks::eval_bbm},
      {"faults", tasks::eval_faults},
      {"folio", tasks::eval_folio},
      {"gsm8k-steps", tasks::eval_gsm8k_steps},
      {"knights", tasks::eval_knights_knaves},
      {"logicbench", tasks::eval_logicbench},
      {"processbench", tasks::eval_processbench},
      {"prontoqa", tasks::eval_prontoqa},
      {"proofwriter", tasks::eval_proofwriter},
      {"proverqa", tasks::eval_proverqa},
      {"smuggled-givens", tasks::eval_smuggled_givens},
  };
  return kDatasets;
}

// The data sets, and the families whose held-out problems are generated.
std::set<std::string> names() {
  std::set<std::string> names;
  for (const auto& [name, evaluate] : datasets()) names.insert(name);
  names.insert({"asdiv", "gsm8k", "mawps"});
  for (const tasks::Family family : tasks::families()) names.emplace(tasks::to_string(family));
  return names;
}

struct EvalArguments {
  std::string dataset;
  tasks::EvalOptions options;
  ModelFlags model;
  std::string resume;
  bool json = false;
};

constexpr std::size_t kShownFailures = 20;

constexpr const char* kEvalExamples =
    "Examples:\n"
    "  modus eval bbm multistep_arithmetic.jsonl word_sorting.jsonl --json\n"
    "  modus eval knights 3ppl_test.jsonl.gz 5ppl_test.jsonl.gz   (without files: the family)\n"
    "  modus eval logicbench eval_mcqa.jsonl.gz\n"
    "  modus eval proofwriter dev.json.gz --mode template --rename 7\n"
    "  modus eval proofwriter dev.json.gz --mode neural,guided,symbolic --limit 600 --json\n"
    "  modus eval kinship --min-depth 5 --max-depth 10 --limit 200 --seed 1\n"
    "  modus eval mawps mawps_cv5.jsonl.gz --fold 0 --mode guided\n"
    "  modus eval proverqa easy.json.gz --json\n"
    "  modus eval faults dev.json.gz asia.bif   (rule worlds, networks; works without files)\n"
    "  modus eval folio validation.jsonl.gz --limit 100\n"
    "  modus eval gsm8k-steps train.jsonl.gz --limit 500 --seed 1\n"
    "  modus eval gsm8k train.jsonl.gz --model http://localhost:8080/v1 --skip 1000 --limit 100 "
    "--mode plain,guided --resume rows.json\n"
    "  modus eval rule_world --model SmolLM2.gguf --adapter FOLDER --limit 10   (its reading)\n"
    "  modus eval tally --model SmolLM2.gguf --adapter FOLDER --max-depth 3 --limit 20\n"
    "  modus eval smuggled-givens dev.json.gz --limit 1000";

std::string as_json(const tasks::EvalResult& result) {
  Json json = {{"dataset", result.dataset}, {"n", result.n}, {"seed", result.seed}};
  if (!result.figures.empty()) json["figures"] = result.figures;
  for (const auto& [mode, figures] : result.modes) {
    Json& one = json["modes"][mode] = {{"accuracy", figures.accuracy},
                                       {"verified", figures.verified},
                                       {"verified_wrong", figures.verified_wrong}};
    for (const auto& [name, value] : figures.more) one[name] = value;
  }
  json["failures"] = Json::array();
  for (const tasks::EvalFailure& failure : result.failures)
    json["failures"].push_back({{"id", failure.id}, {"reason", failure.reason}});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string as_text(const tasks::EvalResult& result) {
  std::string text = fmt::format("{}: {} rows, seed {}\n", result.dataset, result.n, result.seed);
  for (const auto& [name, value] : result.figures)
    text += fmt::format("  {:<24} {:.4g}\n", name, value);
  for (const auto& [mode, figures] : result.modes) {
    text += fmt::format("  {:<12} accuracy {:.4f}   verified {}   verified but wrong {}\n", mode,
                        figures.accuracy, figures.verified, figures.verified_wrong);
    for (const auto& [name, value] : figures.more)
      text += fmt::format("  {:<12}   {:<18} {:.4f}\n", "", name, value);
  }
  for (std::size_t i = 0; i < std::min(result.failures.size(), kShownFailures); ++i)
    text += fmt::format("  {}: {}\n", result.failures[i].id, result.failures[i].reason);
  if (result.failures.size() > kShownFailures)
    text += fmt::format("  ... {} more, see --json\n", result.failures.size() - kShownFailures);
  return text;
}

// Only a model reads generated problems and word problems.
tasks::EvalResult evaluate_by_model(const EvalArguments& arguments) {
  for (const std::string& mode : arguments.options.modes)
    if (mode == "template")
      throw ConfigError(fmt::format("{} has no mode template: use {}", arguments.dataset,
                                    fmt::join(model_modes(), ", ")));
  return eval_by_model(arguments.dataset, arguments.options, arguments.model);
}

// The modes asked for, parted into those that need a model and the others.
tasks::EvalResult evaluate(const EvalArguments& arguments) {
  if (names_text_model(arguments.model)) {
    const auto family = tasks::family_named(arguments.dataset);
    const bool worked_out = family && tasks::is_word_problem(*family);
    if (family && !worked_out && arguments.options.files.empty())
      return eval_reading(*family, arguments.options, arguments.model);
    if (!worked_out && arguments.options.files.empty()) throw CLI::RequiredError("files");
    return eval_by_text_model(arguments.dataset, arguments.options, arguments.model,
                              arguments.resume);
  }
  if (!arguments.resume.empty())
    throw ConfigError("--resume keeps rows of a public language model: give it with --model");
  // `knights` is a data set with files and a family without.
  const bool read = !arguments.options.files.empty() && datasets().contains(arguments.dataset);
  if (!read && tasks::family_named(arguments.dataset)) return evaluate_by_model(arguments);
  if (arguments.dataset == "faults") return tasks::eval_faults(arguments.options);
  if (arguments.options.files.empty()) throw CLI::RequiredError("files");
  if (!datasets().contains(arguments.dataset)) return evaluate_by_model(arguments);
  const std::vector<std::string> of_models = model_modes();
  tasks::EvalOptions with_model = arguments.options, without = arguments.options;
  const auto needs_model = [&](const std::string& mode) {
    return std::find(of_models.begin(), of_models.end(), mode) != of_models.end();
  };
  std::erase_if(with_model.modes, [&](const std::string& mode) { return !needs_model(mode); });
  std::erase_if(without.modes, needs_model);
  if (with_model.modes.empty()) {
    if (without.skip > 0) throw ConfigError("--skip is for rows that are put to a model");
    return datasets().at(arguments.dataset)(without);
  }
  tasks::EvalResult result = eval_by_model(arguments.dataset, with_model, arguments.model);
  if (without.modes.empty()) return result;
  tasks::EvalResult others = datasets().at(arguments.dataset)(without);
  result.modes.merge(others.modes);
  result.failures.insert(result.failures.end(), others.failures.begin(), others.failures.end());
  return result;
}

}  // namespace

void add_eval(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command = program.add_subcommand(
      "eval", "Official data or generated problems in, figures out: see the names below");
  command
      ->add_option("dataset", arguments->dataset,
                   fmt::format("{}; a family of `modus data generate` takes no files",
                               fmt::join(names(), " | ")))
      ->required()
      ->check(CLI::IsMember(names()));
  command->add_option("files", arguments->options.files,
                      "JSON or JSON lines, plain or gzip; none needed for a family or faults");
  command
      ->add_option("--mode", arguments->options.modes,
                   "template, and with a model neural,guided,symbolic (proofwriter, prontoqa, "
                   "families); with a public model plain,guided")
      ->delimiter(',');
  command->add_option(
      "--limit", arguments->options.limit,
      "Rows of all files together; problems of a family (200), faults a mutator (30)");
  command
      ->add_option("--seed", arguments->options.seed,
                   "Of what is drawn (planted faults, problems of a family)")
      ->capture_default_str();
  command->add_option("--skip", arguments->options.skip,
                      "Rows before the first, where rows are put to a model");
  command->add_option("--resume", arguments->resume,
                      "File that keeps the rows a public model has done: they are not done again");
  command->add_option("--fold", arguments->options.fold, "Of word problems: 0 to 4 (asdiv, mawps)");
  command->add_option("--min-depth", arguments->options.min_depth,
                      "Of a family's problems: operations, hops, people, steps of derivations");
  command->add_option("--max-depth", arguments->options.max_depth, "At most (all it has)");
  add_model_flags(*command, arguments->model);
  command->add_option("--rename", arguments->options.rename,
                      "Seed: content words become invented ones (proofwriter, prontoqa)");
  command->add_flag("--json", arguments->json, "One JSON object on standard output");
  command->footer(kEvalExamples);
  command->callback([arguments, &exit_code] {
    if (arguments->json) arguments->options.progress = Progress::Mode::kSilent;
    const tasks::EvalResult result = evaluate(*arguments);
    if (arguments->json)
      print_json(as_json(result));
    else
      print(as_text(result));
    exit_code = 0;
  });
}

}  // namespace modus::app
