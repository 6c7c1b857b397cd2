// cvc5 as the second oracle: proved and refuted steps as SMT-LIB questions, many in one run of the
// program `cvc5`.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/soundness/trial.h"

namespace modus::soundness {

class SecondOpinion {
 public:
  explicit SecondOpinion(std::string folder) : folder_(std::move(folder)) {}

  static bool available();
  // Notes the proved and refuted `have` steps of a classical chain.
  void add(const Trial& trial, const World& world, std::uint64_t number);
  struct Contradiction {
    std::uint64_t number = 0;
    std::size_t step = 0;
  };
  struct Answers {
    std::vector<Contradiction> contradictions;  // the chains and steps that cvc5 contradicts
    std::size_t agreed = 0;
    std::size_t unknown = 0;
  };
  Answers ask();  // all that was noted since the last time

 private:
  std::string folder_;  // for the script
  std::string script_;
  std::vector<Contradiction> asked_;
};

}  // namespace modus::soundness
