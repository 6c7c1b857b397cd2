#include "kg/datalog_state.h"

namespace modus::kg {

Proof Datalog::why(FactId id) const {
  MODUS_CHECK(id.index() < state_->facts.size(), "fact {}", id.value);
  const Derivation none;  // of a base fact
  const auto derivation = [&](FactId fact) -> const Derivation& {
    return is_base(fact) ? none : state_->derived[fact.index() - state_->base_count].derivation;
  };
  Proof proof(1);  // node 0, the root, is filled in last
  std::unordered_map<FactId, std::size_t> listed;
  struct Visit {
    FactId fact;
    std::size_t next = 0;  // premise to look at
  };
  std::vector<Visit> stack = {{id}};
  while (!stack.empty()) {
    const FactId fact = stack.back().fact;
    const std::vector<FactId>& body = derivation(fact).body;
    if (stack.back().next < body.size()) {
      const FactId premise = body[stack.back().next++];
      if (!listed.contains(premise)) stack.push_back({premise});
      continue;
    }
    stack.pop_back();
    if (listed.contains(fact)) continue;
    ProofNode node{fact, std::nullopt, {}};
    if (!is_base(fact)) node.rule = derivation(fact).rule;
    for (const FactId premise : body) node.premises.push_back(listed.at(premise));
    const std::size_t place = fact == id ? 0 : proof.size();
    listed.emplace(fact, place);
    if (place == 0) {
      proof[0] = std::move(node);
    } else {
      proof.push_back(std::move(node));
    }
  }
  return proof;
}

std::vector<Conflict> Datalog::conflicts() const {
  std::vector<Conflict> result;
  for (std::size_t i = 0; i < state_->facts.size(); ++i) {
    Atom atom = state_->atom(FactId(static_cast<std::uint32_t>(i)));
    if (atom.polarity != Polarity::kPositive) continue;
    atom.polarity = Polarity::kNegative;
    if (const auto negative = find(atom))
      result.push_back({FactId(static_cast<std::uint32_t>(i)), *negative});
  }
  return result;
}

}  // namespace modus::kg
