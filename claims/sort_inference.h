// The engine behind sorts.h: reads claims into one unknown a name, argument position and variable.
// Internal to claims.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/functions.h"
#include "claims/sort_unknowns.h"
#include "claims/sorts.h"

namespace modus::claims {

class SortInference {
 public:
  SortInference() = default;
  // Names that are met and found in `known` have its sorts. known is borrowed.
  explicit SortInference(const Signature& known) : known_(&known) {}

  // Sorts that are known beforehand. Throws SortFault for a name declared twice.
  void declare(const SortDeclaration& declaration);

  // Reads a formula or a term; free variables get their sort from their uses in this claim.
  // Throws SortFault.
  void add_formula(const Claim& claim);
  void add_term(const Claim& term);
  void add_definition(const std::string& name, const Claim& term);  // name and term: one sort

  // Solves the dimensions and gives what is still free its default. Throws SortFault for a clash of
  // dimensions. A name that nothing fixes is left out: unsettled() says which.
  Signature solve();
  const std::optional<SortFault>& unsettled() const { return unsettled_; }  // the first one

  // After solve(): the sort of a free variable of the claim added last; of a term added last; and
  // what SortUnknowns::open_unit says.
  Sort free_variable(const std::string& name) const;
  Sort last_term() const;
  const std::optional<SortFault>& open_unit() const { return unknowns_.open_unit(); }

 private:
  using Unknown = SortUnknowns::Id;
  using Kind = SortUnknowns::Kind;
  using Numbers = SortUnknowns::Numbers;
  struct SymbolUnknowns {
    std::vector<Unknown> arguments;
    Unknown result = 0;
    std::vector<Numbers> argument_numbers;
    Numbers numbers = Numbers::kReal;
  };

  const SymbolUnknowns& declared(const std::string& name, const Symbol& symbol);
  const SymbolUnknowns& symbol(const std::string& name, std::size_t arity, Span at);
  Unknown variable(const Claim& claim);
  Unknown quantified(const Claim& claim);  // the bound variable
  void formula(const Claim& claim);
  void comparison(const Claim& claim);
  void event(const Claim& claim);
  void state(const Claim& claim);
  void settings(std::span<const Claim> all);
  void independence(const Claim& claim);
  void graph(const Claim& claim);
  void random_term(const Claim& claim);
  Unknown expectation(const Claim& claim);
  Unknown probability(const Claim& claim);
  Unknown term(const Claim& claim);
  Unknown number(const Claim& claim);
  Unknown applied(const Claim& claim);
  Unknown function(Function function, const Claim& claim);
  Unknown number_function(Function function, const Claim& claim);
  Unknown set_function(Function function, const Claim& claim);
  Unknown comprehension(const Claim& claim);
  Unknown integers(const Claim& claim);
  Unknown date_function(Function function, const Claim& claim);
  Unknown geometry(Function function, const Claim& claim);
  Unknown interval_relation(const Claim& claim);
  Unknown arithmetic(const Claim& claim);
  Unknown power(const Claim& claim);
  Unknown set(const Claim& claim);
  void note_argument(const Claim& argument, Numbers numbers);

  std::optional<SortFault> unsettled_;
  const Signature* known_ = nullptr;
  SortUnknowns unknowns_;
  std::map<std::string, SymbolUnknowns, std::less<>> symbols_;
  std::vector<std::pair<std::string, Unknown>> scope_;  // bound variables, innermost last
  std::map<std::string, Unknown, std::less<>> free_;    // of the claim being read
  std::map<Unknown, Numbers> variable_numbers_;         // kInt: at declared int positions alone
  Unknown last_ = 0;
};

}  // namespace modus::claims
