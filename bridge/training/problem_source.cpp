#include <filesystem>
#include <map>

#include <fmt/core.h>

#include "base/error.h"
#include "bridge/training/row_stream.h"
#include "tasks/dataset.h"
#include "tasks/word_problems.h"
#include "tasks/world_problems.h"

namespace modus::bridge {
namespace {

// The kernel's check costs up to a hundred times what the problem costs; all are checked in the
// generators' tests, samples here.
constexpr double kCheckedShare = 1.0 / 64;
constexpr int kRedraws = 100;  // of rows that have no gold chain

const Source& drawn_source(const std::vector<const Source*>& sources, RandomStream& random) {
  double total = 0;
  for (const Source* source : sources) total += source->share;
  double left = random.unit() * total;
  for (const Source* source : sources) {
    if (left < source->share) return *source;
    left -= source->share;
  }
  return *sources.back();
}

tasks::GeneratedProblem generated(tasks::ProblemShape shape, tasks::Split split,
                                  RandomStream& random) {
  shape.split = split;
  tasks::GeneratedProblem problem = tasks::generate_unchecked(shape, random);
  if (random.chance(kCheckedShare) && !tasks::is_verified(problem.chain))
    throw Error(fmt::format("a generated chain is not verified: {}", problem.text));
  return problem;
}

// A word problem with its solution in prose.
bool is_solved(const tasks::Row& row) { return row.has("answer") && !row.has("context"); }

// False where the search cannot be written down.
bool add_search(tasks::GeneratedProblem& problem) {
  auto noted = tasks::search_in_notes(problem.chain);
  if (!noted) return false;
  problem.chain = std::move(noted->chain);
  problem.notes = std::move(noted->notes);
  return true;
}

void leave_text_out(tasks::GeneratedProblem& problem) {
  problem.chain.text.clear();
  for (claims::Step& step : problem.chain.steps) step.sentences.clear();
}

}  // namespace

struct ProblemSource::State {
  const Recipe& recipe;
  std::map<std::string, std::vector<tasks::Row>> rows;  // by the recipe's name of the file

  // Files hold training rows: held-out problems are generated ones, and read from their text.
  std::vector<const Source*> sources(std::size_t stage, tasks::Split split) const {
    std::vector<const Source*> found;
    for (const Source& source : recipe.stages[stage].sources)
      if (split == tasks::Split::kTrain || (source.file.empty() && source.text))
        found.push_back(&source);
    if (found.empty())
      throw ConfigError(fmt::format("stage {}: held-out rows need a family with its text",
                                    recipe.stages[stage].name));
    return found;
  }

  tasks::GeneratedProblem from_file(const Source& source, RandomStream& random) const {
    const std::vector<tasks::Row>& all = rows.at(source.file);
    for (int attempt = 0; attempt < kRedraws; ++attempt) {
      const auto drawn = random.below(static_cast<std::uint32_t>(all.size() - source.skip));
      const tasks::Row& row = all[source.skip + drawn];
      if (recipe.adapter && is_solved(row)) return tasks::gsm8k_solved(row);
      std::optional<std::uint64_t> rename;
      if (random.chance(source.shape.invented_words)) rename = random.next();
      if (auto problem = tasks::problem_of_row(row, rename)) return *std::move(problem);
    }
    throw Error(fmt::format("{}: {} rows in a row have no gold chain", source.file, kRedraws));
  }
};

ProblemSource::ProblemSource(const Recipe& recipe, const std::string& data_folder)
    : state_(new State{recipe, {}}) {
  for (const Stage& stage : recipe.stages)
    for (const Source& source : stage.sources) {
      if (source.file.empty()) continue;
      const std::filesystem::path path = std::filesystem::path(data_folder) / source.file;
      if (!state_->rows.contains(source.file))
        state_->rows.emplace(source.file, tasks::read_rows(path.string()));
      if (const std::size_t rows = state_->rows.at(source.file).size(); rows <= source.skip)
        throw IoError(fmt::format("{} has {} rows, of which {} are skipped", path.string(), rows,
                                  source.skip));
    }
}

ProblemSource::~ProblemSource() = default;

tasks::GeneratedProblem ProblemSource::draw(std::size_t stage, tasks::Split split,
                                            RandomStream& random) const {
  const Source& source = drawn_source(state_->sources(stage, split), random);
  for (int attempt = 0; attempt < kRedraws; ++attempt) {
    tasks::GeneratedProblem problem = source.file.empty() ? generated(source.shape, split, random)
                                                          : state_->from_file(source, random);
    if (source.search && !add_search(problem)) continue;
    if (!source.text) leave_text_out(problem);
    return problem;
  }
  throw Error(fmt::format("stage {}: {} problems in a row cannot be searched in writing",
                          state_->recipe.stages[stage].name, kRedraws));
}

}  // namespace modus::bridge
