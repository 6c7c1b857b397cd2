#include <filesystem>
#include <map>

#include <fmt/core.h>

#include "base/error.h"
#include "bridge/training/gold_word_problem.h"
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

std::vector<tasks::Row> read_rows_below(const std::string& folder, const std::string& file) {
  return tasks::read_rows((std::filesystem::path(folder) / file).string());
}

// The word problems of a source that have a gold chain.
std::vector<tasks::GeneratedProblem> solved(const Source& source, std::vector<tasks::Row> rows,
                                            const std::string& folder) {
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(source.skip));
  std::vector<tasks::Row> held_out;
  if (source.held_out_fold) {
    const auto fold = static_cast<std::int64_t>(*source.held_out_fold);
    for (const tasks::Row& row : rows)
      if (row.integer("fold") == fold) held_out.push_back(row);
  }
  for (const std::string& file : source.held_out_files)
    for (tasks::Row& row : read_rows_below(folder, file)) held_out.push_back(std::move(row));
  std::vector<tasks::GeneratedProblem> problems;
  for (const tasks::Row& row : without_lookalikes(std::move(rows), held_out))
    if (auto problem = gold_word_problem(row)) problems.push_back(*std::move(problem));
  if (problems.empty()) throw IoError(fmt::format("{}: no row has a gold chain", source.file));
  return problems;
}

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
  std::map<std::string, std::vector<tasks::Row>> rows = {};  // by the recipe's name of the file
  std::map<const Source*, std::vector<tasks::GeneratedProblem>> word_problems = {};

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
    if (const auto found = word_problems.find(&source); found != word_problems.end())
      return found->second[random.below(static_cast<std::uint32_t>(found->second.size()))];
    const std::vector<tasks::Row>& all = rows.at(source.file);
    for (int attempt = 0; attempt < kRedraws; ++attempt) {
      const auto drawn = random.below(static_cast<std::uint32_t>(all.size() - source.skip));
      const tasks::Row& row = all[source.skip + drawn];
      if (has_formula(row)) return tasks::gsm8k_solved(row);
      std::optional<std::uint64_t> rename;
      if (random.chance(source.shape.invented_words)) rename = random.next();
      if (auto problem = tasks::problem_of_row(row, rename)) return *std::move(problem);
    }
    throw Error(fmt::format("{}: {} rows in a row have no gold chain", source.file, kRedraws));
  }
};

ProblemSource::ProblemSource(const Recipe& recipe, const std::string& data_folder)
    : state_(new State{recipe}) {
  for (const Stage& stage : recipe.stages)
    for (const Source& source : stage.sources) {
      if (source.file.empty()) continue;
      if (!state_->rows.contains(source.file))
        state_->rows.emplace(source.file, read_rows_below(data_folder, source.file));
      const std::vector<tasks::Row>& rows = state_->rows.at(source.file);
      if (rows.size() <= source.skip)
        throw IoError(fmt::format("{} has {} rows, of which {} are skipped", source.file,
                                  rows.size(), source.skip));
      if (!recipe.adapter && has_formula(rows.front()))
        state_->word_problems.emplace(&source, solved(source, rows, data_folder));
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
