// Random claims over a world: every operator, closed or range-restricted, seldom partial.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/random.h"
#include "claims/claim.h"
#include "tools/soundness/model.h"

namespace modus::soundness {

// What a claim may speak of at one place of a chain. Grows as steps bind names.
struct Scope {
  std::vector<std::string> things;
  std::vector<World::Number> numbers;
  std::vector<World::Predicate> predicates;
  std::vector<World::Function> functions;
  std::vector<std::string> closed;  // predicates that `absent` may stand before
};

class ClaimMaker {
 public:
  ClaimMaker(const Scope& scope, RandomStream& random) : scope_(scope), random_(random) {}

  claims::Claim claim();              // of any shape, closed
  claims::Claim rule();               // p(X) and q(X) -> r(X), free variables
  claims::Claim atom();               // ground
  claims::Claim equation();           // name = term, comparisons of numbers
  claims::Claim set_equation();       // box = {ann, bob}; an atom where there is no set
  claims::Claim ground_arithmetic();  // numbers only, often true
  claims::Claim opinion();            // likely ...
  claims::Claim number_term(const std::string& unit);
  claims::Claim thing_term();
  claims::Claim literal(const std::string& unit);  // a number as somebody would write it

  bool has_logic() const;
  bool has_dates() const;
  bool has_numbers() const;

 private:
  claims::Claim formula(int depth);
  claims::Claim quantified(int depth);
  claims::Claim over_numbers();
  claims::Claim atom_of(const World::Predicate& predicate);
  claims::Claim modal(claims::Claim said);
  claims::Claim membership();
  claims::Claim some_things();  // {ann, bob}
  claims::Claim comparison();
  claims::Claim number_term(const std::string& unit, int depth);
  claims::Claim operation(int depth);
  claims::Claim set_term(int depth);
  claims::Claim set_claim();
  claims::Claim interval_claim();
  claims::Claim date_term(int depth);
  claims::Claim date();  // written out, seldom no day of the calendar
  claims::Claim days();  // a number that dates give
  claims::Claim numbers_of_a_set(const std::function<claims::Claim()>& part);
  claims::Claim own_function(const std::function<claims::Claim()>& part);
  std::size_t pick(std::size_t count) { return random_.below(static_cast<std::uint32_t>(count)); }

  const Scope& scope_;
  RandomStream& random_;
  std::vector<std::string> bound_;  // variables over things
};

}  // namespace modus::soundness
