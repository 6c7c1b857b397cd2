// Premises that grow one by one and keep a model, seen without a solver: what is new in a premise
// can be chosen so that it holds, whatever the earlier ones say.
//
//   kind0(ann)                      every predicate true everywhere is a model
//   kind0(X) -> kind1(X)            so it stays
//   rolls_noon = 2 * rolls          rolls_noon is new: its value can be chosen
//   not tall(bob)                   tall is new: it can be false everywhere
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "symbolic/entailment.h"

namespace modus::symbolic {

class Extension {
 public:
  explicit Extension(const Theory& theory);  // borrowed

  // Whether premises begin with those that are known to have a model and each further one extends
  // it; they are then known too. False says nothing.
  bool has_model(std::span<const Premise> premises);
  // The same of a list that only grows (symbolic/growing_premises.h), in the time that the new
  // ones take.
  bool has_model(std::span<const Premise> premises, std::uint64_t list);
  // A solver found a model of these.
  void found_model(std::span<const Premise> premises);

 private:
  bool begins(std::span<const Premise> premises) const;
  bool extend(std::span<const Premise> further);
  bool extends(const claims::Claim& premise) const;
  bool defines_new_number(const claims::Claim& premise) const;
  bool holds_with(const claims::Claim& premise, bool new_only, bool value) const;
  void remember(const claims::Claim& premise);
  bool is_new(const std::string& name) const { return !met_.contains(name); }

  const Theory& theory_;
  std::vector<claims::Claim> known_;
  std::uint64_t list_ = 0;     // that the known premises begin; 0: of none
  std::set<std::string> met_;  // names in axioms and known premises
  bool has_model_ = false;     // the known premises and the axioms have one
  bool all_true_ = false;      // even one in which every predicate holds everywhere
};

}  // namespace modus::symbolic
