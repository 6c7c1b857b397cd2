#include "symbolic/theory.h"

#include <set>

#include "symbolic/completion.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

std::vector<std::string> distinct_names(const claims::Chain& chain,
                                        const claims::Signature& signature) {
  std::set<std::string> bound;
  for (const claims::Step& step : chain.steps)
    if (!step.name.empty() && step.kind != claims::StepKind::kAsk) bound.insert(step.name);
  std::vector<std::string> names;
  for (const std::string& name : signature.entities())
    if (!bound.contains(name)) names.push_back(name);
  return names;
}

Claim domain_closure(const std::vector<std::string>& domain) {
  const Claim element = claims::variable("X");
  std::optional<Claim> any;
  for (const std::string& name : domain) {
    const Claim equal = claims::binary(Op::kEqual, element, claims::name(name));
    any = any ? claims::binary(Op::kOr, *any, equal) : equal;
  }
  return claims::quantified(Op::kForall, "X", any.value_or(claims::truth(false)));
}

}  // namespace

Theory theory_of(const claims::Chain& chain) {
  Theory theory;
  theory.logic = chain.header.logic;
  theory.signature = claims::signature_of(chain);
  if (chain.header.unique_names && theory.logic == claims::Logic::kClassical) {
    const std::vector<std::string> names = distinct_names(chain, theory.signature);
    for (std::size_t i = 0; i < names.size(); ++i)
      for (std::size_t j = i + 1; j < names.size(); ++j)
        theory.axioms.push_back(claims::binary(Op::kNotEqual, claims::name(names[i]),
                                               claims::name(names[j])));
  }
  if (chain.header.domain) theory.axioms.push_back(domain_closure(*chain.header.domain));
  for (Claim& completion : completions(chain)) theory.axioms.push_back(std::move(completion));
  return theory;
}

}  // namespace modus::symbolic
