#include "bridge/evaluation_rows.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "base/error.h"
#include "bridge/answer_value.h"
#include "claims/print.h"
#include "claims/step_printer.h"
#include "tasks/dataset.h"
#include "tasks/folio.h"
#include "tasks/generate.h"
#include "tasks/rule_worlds.h"
#include "tasks/template_reader.h"
#include "tasks/word_problems.h"

namespace modus::bridge {
namespace {

// As many as are asked for, behind those to skip.
std::vector<tasks::Row> rows_of(const tasks::EvalOptions& options) {
  std::optional<std::size_t> limit = options.limit;
  if (limit) *limit += options.skip;
  std::vector<tasks::Row> rows = tasks::read_rows(options.files, limit);
  rows.erase(rows.begin(),
             rows.begin() + static_cast<std::ptrdiff_t>(std::min(options.skip, rows.size())));
  return rows;
}

class FileRows : public EvaluationRows {
 public:
  explicit FileRows(const tasks::EvalOptions& options)
      : rows_(rows_of(options)), rename_(options.rename) {}

  std::size_t size() const override { return rows_.size(); }

  EvaluationRow row(std::size_t index) const override {
    const tasks::Row& row = rows_[index];
    const tasks::RenamedWorld world = tasks::world_of(row, rename_);
    return {row.has("id") ? row.text("id") : row.place(), tasks::label_of(row),
            problem_of(world.context, world.question),
            tasks::read_by_template(world.context + " " + world.question).chain, std::nullopt};
  }

 private:
  std::vector<tasks::Row> rows_;
  std::optional<std::uint64_t> rename_;
};

class FolioRows : public EvaluationRows {
 public:
  explicit FolioRows(const tasks::EvalOptions& options) : rows_(rows_of(options)) {
    if (options.rename) throw ConfigError("the problems of folio are not renamed");
  }

  std::size_t size() const override { return rows_.size(); }

  EvaluationRow row(std::size_t index) const override {
    const tasks::Row& row = rows_[index];
    std::string text;
    for (const std::string& premise : row.texts("premises")) text += premise + "\n";
    return {row.place(), tasks::folio_label(row), problem_of(text, row.text("conclusion")),
            std::nullopt, std::nullopt};
  }

 private:
  std::vector<tasks::Row> rows_;
};

class WordProblemRows : public EvaluationRows {
 public:
  WordProblemRows(std::string_view dataset, const tasks::EvalOptions& options) {
    if (options.rename) throw ConfigError("word problems are not renamed");
    if (dataset == "gsm8k") {
      for (const tasks::Row& row : rows_of(options))
        problems_.push_back(tasks::gsm8k_problem_of(row));
      return;
    }
    std::size_t skipped = 0;
    for (const std::string& file : options.files)
      for (tasks::WordProblem& problem : tasks::read_word_problems(file, options.fold))
        if (skipped++ >= options.skip &&
            problems_.size() < options.limit.value_or(problems_.size() + 1))
          problems_.push_back(std::move(problem));
  }

  std::size_t size() const override { return problems_.size(); }

  EvaluationRow row(std::size_t index) const override {
    const tasks::WordProblem& problem = problems_[index];
    return {problem.place, claims::print(claims::number_term(problem.answer)),
            problem_of(problem.text, problem.question), std::nullopt, problem.answer};
  }

 private:
  std::vector<tasks::WordProblem> problems_;
};

class GeneratedRows : public EvaluationRows {
 public:
  GeneratedRows(tasks::Family family, const tasks::EvalOptions& options)
      : shape_(tasks::whole_range(family, tasks::Split::kHeldOut)),
        seed_(options.seed),
        size_(options.limit.value_or(kGeneratedRows)),
        skip_(options.skip) {
    if (!options.files.empty())
      throw ConfigError(fmt::format("{} is generated, it reads no file: {}",
                                    tasks::to_string(family), options.files.front()));
    if (options.rename)
      throw ConfigError(
          fmt::format("{}: held-out problems have new words already, there is "
                      "nothing to rename",
                      tasks::to_string(family)));
    shape_.min_depth = options.min_depth.value_or(shape_.min_depth);
    shape_.max_depth = options.max_depth.value_or(std::max(shape_.min_depth, shape_.max_depth));
    if (shape_.max_depth < shape_.min_depth)
      throw ConfigError(
          fmt::format("depth of at least {} and at most {}", shape_.min_depth, shape_.max_depth));
  }

  std::size_t size() const override { return size_; }

  EvaluationRow row(std::size_t index) const override {
    RandomStream random(seed_, skip_ + index);
    tasks::GeneratedProblem made = tasks::generate(shape_, random);
    std::string label = claims::print_answer_value(*made.chain.answer());
    return {fmt::format("{} {}", tasks::to_string(shape_.family), skip_ + index), std::move(label),
            Problem{made.chain.text, made.question}, std::move(made.chain), std::nullopt};
  }

 private:
  tasks::ProblemShape shape_;
  std::uint64_t seed_;
  std::size_t size_, skip_;
};

}  // namespace

bool EvaluationRow::is_right(const std::string& answer) const {
  if (!value) return answer == label;
  const auto found = value_of_answer(answer);
  return found && tasks::is_close(*value, *found);
}

std::unique_ptr<EvaluationRows> evaluation_rows(std::string_view dataset,
                                                const tasks::EvalOptions& options) {
  if (const auto family = tasks::family_named(dataset))
    return std::make_unique<GeneratedRows>(*family, options);
  if (dataset == "mawps" || dataset == "asdiv" || dataset == "gsm8k")
    return std::make_unique<WordProblemRows>(dataset, options);
  if (dataset == "folio") return std::make_unique<FolioRows>(options);
  return std::make_unique<FileRows>(options);
}

}  // namespace modus::bridge
