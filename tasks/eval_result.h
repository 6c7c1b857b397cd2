// What an evaluation is asked and what it found. Plain values; app prints them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"

namespace modus::tasks {

struct EvalOptions {
  std::vector<std::string> files;
  std::optional<std::size_t> limit;  // rows of all files together; nullopt: all
  std::size_t skip = 0;              // rows before the first; of rows put to a model
  std::uint64_t seed = 0;
  std::vector<std::string> modes;       // empty: every mode that the task has
  std::optional<std::uint64_t> rename;  // rule worlds: content words replaced by invented ones
  std::optional<std::size_t> fold;      // word problems: of the five; nullopt: all
  std::optional<std::size_t> min_depth, max_depth;  // generated families: nullopt: all they have
  Progress::Mode progress = Progress::Mode::kAutomatic;
};

// 1 of nothing.
inline double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct ModeFigures {
  double accuracy = 0;                 // 0 to 1
  std::size_t verified = 0;            // answers with a verified chain
  std::size_t verified_wrong = 0;      // of these, answers that differ from the label
  std::map<std::string, double> more;  // what only this mode has: shares 0 to 1, rates
};

struct EvalFailure {
  std::string id;      // of the row: "ProofWriter_AttNoneg-OWA-D5-1041_Q1", "row 17"
  std::string reason;  // "label step 2, evaluation: step 1: 5 * 3 = 15, written 16"
};

struct EvalResult {
  std::string dataset;  // "bbm"
  std::size_t n = 0;    // rows judged
  std::uint64_t seed = 0;
  std::map<std::string, double> figures;     // shares 0 to 1, and counts; always with "accuracy"
                                             // where the task has no modes
  std::map<std::string, ModeFigures> modes;  // "template"; empty where the task has none
  std::vector<EvalFailure> failures;         // in row order
};

}  // namespace modus::tasks
