// What a model is evaluated on: rows of files, or problems made by seed from the held-out split.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/problem.h"
#include "claims/chain.h"
#include "claims/number.h"
#include "tasks/eval_result.h"

namespace modus::bridge {

struct EvaluationRow {
  std::string id, label;  // label: "true", "false", "open", "48"
  Problem problem;
  // Whose givens are the right reading: by the template reader, or of the gold chain.
  std::optional<claims::Chain> expected;
  std::optional<claims::Rational> value;  // of a word problem: any term of this value is right

  bool is_right(const std::string& answer) const;
};

inline constexpr std::size_t kGeneratedRows = 200;  // where no limit is given

// By index, so that a long evaluation holds only some of them.
class EvaluationRows {
 public:
  virtual ~EvaluationRows() = default;
  virtual std::size_t size() const = 0;
  virtual EvaluationRow row(std::size_t index) const = 0;  // the same each time
};

// `mawps`, `asdiv`, `gsm8k`: rows of tasks/word_problems.h, of options.fold where one is asked for.
// `folio`: premises and conclusion in English.
// `dataset` names a family of tasks/generate.h: problem i is the one that `modus data generate
// --split held-out` makes for the seed, of the depths asked for. Any other name: rows of
// options.files as in tasks/rule_worlds.h, options.rename as there. The first options.skip rows are
// left out.
// Throws IoError for a file of another shape, ConfigError for files or renaming beside a family.
std::unique_ptr<EvaluationRows> evaluation_rows(std::string_view dataset,
                                                const tasks::EvalOptions& options);

}  // namespace modus::bridge
