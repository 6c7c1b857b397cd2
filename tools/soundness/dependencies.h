// What each step of a chain rests on, read off its citations: the oracle's own account of open
// assumptions, and of what a chain may cite and bind at all.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "claims/chain.h"

namespace modus::soundness {

struct RestsOn {
  std::set<std::size_t> givens;    // indices of steps
  std::set<std::size_t> open;      // assume, case, fix
  std::set<std::size_t> obtained;  // obtain steps
};

class Dependencies {
 public:
  explicit Dependencies(const claims::Chain& chain);

  const RestsOn& of(std::size_t step) const { return rests_on_[step]; }
  const std::vector<std::size_t>& cited(std::size_t step) const { return cited_[step]; }
  // Why no checker may accept the step, or "": it cites a later or unknown step, binds a name that
  // is not fresh, defines a name by itself.
  std::string must_be_malformed(std::size_t step) const;
  // Does the claim name something obtained, or defined from it?
  bool speaks_of_obtained(const claims::Claim& claim) const;

 private:
  void add(std::size_t step);

  const claims::Chain& chain_;
  std::map<claims::StepId, std::size_t> index_;
  std::vector<RestsOn> rests_on_;
  std::vector<std::vector<std::size_t>> cited_;
  std::set<std::string> obtained_names_;
};

// Names in everything a step says.
std::set<std::string> names_of_step(const claims::Step& step);

}  // namespace modus::soundness
