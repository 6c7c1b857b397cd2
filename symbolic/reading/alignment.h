// The atoms of one half of a claim laid onto the assertions of one half of a sentence: each atom
// takes an assertion with its predicate, its sign and its arguments in their places. Variables of
// claim and sentence pair off one to one.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "symbolic/reading/assertions.h"
#include "symbolic/reading/claim_shape.h"

namespace modus::symbolic::reading {

struct HalfReading {
  Half half = Half::kWhole;
  std::size_t begin = 0;  // its assertions in the reading
  std::size_t end = 0;
  bool denied = false;  // unless: signs are turned round
};

class Alignment {
 public:
  Alignment(const ClaimShape& shape, const Reading& reading, std::span<const HalfReading> halves)
      : shape_(shape), reading_(reading), halves_(halves) {}

  // Tries all assignments within a budget; true when every atom has its assertion.
  bool find();

  const std::set<std::size_t>& used_tokens() const { return used_; }
  bool uses(std::size_t assertion) const { return taken_.contains(assertion); }
  // Where none was found: the first atom that stays alone on the best try, and why.
  const std::string& failure() const { return failure_; }

 private:
  bool place(std::size_t atom);
  bool fits(const AtomUse& use, const Assertion& assertion, bool denied);
  static bool stands_alone(const Assertion& assertion);
  bool argument_fits(const claims::Claim& argument, std::span<const Mention> mentions);
  bool mention_fits(const claims::Claim& argument, const Mention& mention);
  bool force_fits(const std::string& variable, const SentenceVariable& spoken) const;
  void note_failure(std::size_t atom, std::string why);

  const ClaimShape& shape_;
  const Reading& reading_;
  std::span<const HalfReading> halves_;
  std::map<std::string, std::size_t> variables_;  // claim variable to sentence variable
  std::multiset<std::size_t> taken_;              // assertions
  std::set<std::size_t> used_;                    // tokens
  std::size_t furthest_ = 0;
  std::size_t budget_ = 20000;
  std::string failure_;
};

}  // namespace modus::symbolic::reading
