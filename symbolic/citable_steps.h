// Which accepted steps a proof of a goal might also need: those that share a name with it, or with one
// that does, and so on. Kept while a chain is checked, so that a step costs what it is connected to
// and not what stands before it.
//
//   goal nice(ann); accepted kind(X) -> nice(X), kind(ann), tall(bob)   ->   the first two
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

class Kernel;

class CitableSteps {
 public:
  // All are borrowed.
  CitableSteps(const claims::Chain& chain, const Theory& theory, const Kernel& kernel);

  struct Connected {
    std::vector<claims::StepId> steps;  // ascending; at most kMaxConnected
    bool all = true;                    // no further step is connected
  };
  static constexpr std::size_t kMaxConnected = 256;

  // For step `index`, the last one that the kernel checked: the steps connected to its claim, its
  // citations or an axiom that is; the nearest first where there are too many, of these the newest.
  // Steps are taken in on the way, each once.
  Connected connected_to(std::size_t index);

 private:
  // A step, or what links names without being cited: a definition, an axiom.
  struct Link {
    claims::StepId step;  // 0: not to be cited
    std::vector<std::string> names;
  };
  void take(const claims::Step& step);
  void add(Link link);

  const claims::Chain& chain_;
  const Kernel& kernel_;
  std::size_t taken_ = 0;  // steps of the chain
  std::vector<Link> links_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_name_;  // links, ascending
};

}  // namespace modus::symbolic
