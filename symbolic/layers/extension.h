// Premises that grow one by one and keep a model, seen without a solver: what is new in a premise
// can be chosen so that it holds, whatever the earlier ones say.
//
//   kind0(ann)                      every predicate true everywhere is a model
//   kind0(X) -> kind1(X)            so it stays
//   rolls_noon = 2 * rolls          rolls_noon is new: its value can be chosen
//   rolls_late > rolls              large enough
//   not tall(bob)                   tall is new: it can be false everywhere
//   n > 3, then n < 5               all that is said of n is looked at again, and nothing else
#pragma once

#include <cstdint>
#include <map>
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
  bool places_new_number(const claims::Claim& premise) const;
  bool fits_its_numbers(const claims::Claim& premise) const;
  bool is_about_numbers(const claims::Claim& premise) const;
  bool holds_with(const claims::Claim& premise, bool new_only, bool value) const;
  void remember(const claims::Claim& premise);
  bool is_new(const std::string& name) const { return !met_.contains(name); }

  // Names that premises speak of together, directly or through others, and these premises.
  struct Component {
    std::size_t joined_to;              // another component; itself for a root
    std::vector<std::size_t> premises;  // of known_
    bool about_numbers = true;          // they speak of nothing else, and without quantifiers
  };
  void forget();
  std::size_t root(std::size_t component) const;  // that stands for it
  void join(std::size_t one, std::size_t other);  // roots

  const Theory& theory_;
  std::vector<claims::Claim> known_;
  std::uint64_t list_ = 0;                  // that the known premises begin; 0: of none
  std::map<std::string, std::size_t> met_;  // names in axioms and known premises: their components
  std::vector<Component> components_;
  bool has_model_ = false;  // the known premises and the axioms have one
  bool all_true_ = false;   // even one in which every predicate holds everywhere
};

}  // namespace modus::symbolic
