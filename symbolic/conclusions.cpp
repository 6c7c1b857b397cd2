#include "symbolic/conclusions.h"

#include "base/error.h"
#include "kg/datalog.h"
#include "kg/horn.h"

namespace modus::symbolic {

std::vector<claims::Claim> conclusions(std::span<const Premise> premises) {
  kg::SymbolTable symbols;
  kg::Datalog datalog({.max_facts = 1000, .max_joins = 100'000});
  std::vector<claims::Claim> found;
  try {
    for (const Premise& premise : premises) {
      auto clauses = kg::to_horn(premise.claim, symbols);
      auto* horn = std::get_if<kg::HornClauses>(&clauses);
      if (horn == nullptr) return {};
      for (const kg::Atom& fact : horn->facts) datalog.add_fact(fact, 0);
      for (kg::HornRule& rule : horn->rules) datalog.add_rule(std::move(rule));
    }
  } catch (const kg::NotStratified&) {
    return {};
  }
  if (!datalog.close()) return {};
  for (std::uint32_t i = 0; i < datalog.fact_count(); ++i)
    if (const kg::FactId fact{i}; !datalog.is_base(fact))
      found.push_back(kg::to_claim(datalog.fact(fact), symbols));
  return found;
}

}  // namespace modus::symbolic
