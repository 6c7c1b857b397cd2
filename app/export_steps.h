// --export LANGUAGE TARGET: what each step of a chain asks, written for other provers.
//
//   --export smt2 out            out/s4.smt2 out/s5.smt2 out/answer.smt2
//   --export smt2 all.smt2       one file, (reset) between the steps
//   --export alethe out          out/s4.smt2 and out/s4.alethe, a proof that it is unsat
//   --export tptp -              standard output, in place of the verdict
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/entailment.h"

namespace modus::app {

struct ExportFlags {
  std::vector<std::string> words;  // language and target; empty: nothing is exported

  bool asked() const { return !words.empty(); }
  bool to_stdout() const { return asked() && words[1] == "-"; }
};

struct LeftOut {
  std::string step;
  std::string reason;
};

struct Export {
  std::vector<std::string> steps;  // written: "s4", "answer"
  std::vector<LeftOut> left_out;  // steps that ask something, but have no form there or no proof
};

// What a step was found to be: "proved"; "" where nothing is to be said. By its index.
using VerdictOfStep = std::function<std::string(std::size_t)>;

// Writes the files, each whole or not at all, after every text has been made; a folder that is not
// there is made. Throws ConfigError for a language or target that does not fit, Error for a chain
// without a form there (`logic directed`), IoError.
Export export_steps(const ExportFlags& flags, const claims::Chain& chain,
                    const symbolic::Limits& limits, const VerdictOfStep& verdict);

// For people: a line for what was written, and one for each step left out.
std::string export_lines(const Export& done, const ExportFlags& flags);

}  // namespace modus::app
