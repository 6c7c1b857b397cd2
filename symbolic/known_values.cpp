#include "symbolic/known_values.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

claims::Model known_values(std::span<const Premise> premises) {
  claims::Model model;
  std::vector<Claim> equations;
  for (const Premise& premise : premises) {
    std::vector<Claim> parts = {premise.claim};
    while (!parts.empty()) {
      const Claim part = parts.back();
      parts.pop_back();
      if (part.op() == Op::kAnd)
        parts.insert(parts.end(), part.children().begin(), part.children().end());
      if (part.op() == Op::kEqual) equations.push_back(part);
    }
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (const Claim& equation : equations)
      for (const int side : {0, 1}) {
        const Claim& name = equation.child(side);
        if (name.op() != Op::kName || model.constants.contains(name.name())) continue;
        claims::Value value = claims::evaluate(equation.child(1 - side), model, kEvaluateBudget);
        if (!std::holds_alternative<claims::Quantity>(value)) continue;
        model.constants.emplace(name.name(), std::move(value));
        grew = true;
      }
  }
  return model;
}

}  // namespace modus::symbolic
