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
  // Asks all that was noted; the chains and steps that cvc5 contradicts.
  struct Contradiction {
    std::uint64_t number = 0;
    std::size_t step = 0;
  };
  std::vector<Contradiction> ask();

  std::size_t agreed() const { return agreed_; }
  std::size_t unknown() const { return unknown_; }

 private:
  std::string folder_;  // for the script
  std::string script_;
  std::vector<Contradiction> asked_;
  std::size_t agreed_ = 0;
  std::size_t unknown_ = 0;
};

}  // namespace modus::soundness
