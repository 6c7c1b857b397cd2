// Queries written as text, and decisions told in one line: "entailed 0 2", "undecided: clock".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "claims/chain_text.h"
#include "claims/evaluate.h"
#include "claims/sorts.h"
#include "symbolic/layers/layers.h"
#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

struct Asked {
  Theory theory;
  Query query;
};

// header: lines such as "sort n: int". Free variables of premises and goal are closed universally.
inline Asked asked(std::string_view header, const std::vector<std::string>& premises,
                   std::string_view goal) {
  std::string text = fmt::format("{}\n", header);
  for (std::size_t i = 0; i < premises.size(); ++i)
    text += fmt::format("s{} given {}\n", i + 1, premises[i]);
  text += fmt::format("s{} have {}\n", premises.size() + 1, goal);
  const claims::Chain chain = claims::parse_chain(text, "query");
  Asked result;
  result.theory.signature = claims::signature_of(chain);
  for (const claims::Step& step : chain.steps) {
    const claims::Claim closed = claims::universal_closure(step.claim);
    if (step.kind == claims::StepKind::kHave)
      result.query.goal = closed;
    else
      result.query.premises.push_back({step.id, closed});
  }
  return result;
}

inline SolverQuery solver_query(const Query& query, SolverMode mode, Wanted wanted) {
  return {query.premises, query.goal, query.premises_satisfiable, mode, wanted, 2'000'000};
}

inline std::string_view name_of(Outcome outcome) {
  constexpr std::string_view kNames[] = {"entailed", "refuted", "open", "contradictory",
                                         "undecided"};
  return kNames[static_cast<std::size_t>(outcome)];
}

inline std::string told(const Decision& decision) {
  std::string text(name_of(decision.outcome));
  if (!decision.reason.empty()) text += ": " + decision.reason;
  for (const std::size_t index : decision.used) text += fmt::format(" {}", index);
  return text;
}

// The verdict of record, in this process.
inline Decision decided_fresh(const Asked& asked, Wanted wanted) {
  return make_fresh_only(asked.theory, {})->decide({&asked.query, 1}, wanted).front();
}
inline std::string fresh(std::string_view header, const std::vector<std::string>& premises,
                         std::string_view goal) {
  return told(decided_fresh(asked(header, premises, goal), Wanted::kVerdict));
}

// What the solver of record says of `term = v` and `term = v + 1`, v being what our evaluator computes
// for the term in the model. nullopt: there it has no value.
struct ValueTold {
  std::string exact, other;
};
inline std::optional<ValueTold> value_told(const std::vector<std::string>& premises,
                                           const std::string& term, const claims::Model& model) {
  const Asked probe = asked("", premises, term + " = 0");
  const claims::Value value = claims::evaluate(probe.query.goal.child(0), model, 10'000);
  if (std::holds_alternative<claims::Undefined>(value)) return std::nullopt;
  const claims::Rational exact = std::get<claims::Quantity>(value).value;
  const auto told_of = [&](const claims::Rational& r) {
    return fresh("", premises,
                 fmt::format("{} = {} / {}", term, r.get_num().get_str(), r.get_den().get_str()));
  };
  return ValueTold{told_of(exact), told_of(exact + 1)};
}

}  // namespace modus::symbolic
