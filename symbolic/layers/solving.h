// What the layers over Z3 share: reasons, cores and witnesses.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/model.h"
#include "symbolic/layers/core.h"
#include "symbolic/layers/solver_session.h"
#include "symbolic/layers/two_sided.h"

namespace z3 {
class expr;
class model;
template <typename T>
class ast_vector_tpl;
}  // namespace z3

namespace modus::symbolic {

namespace encode {
class Symbols;
}

inline constexpr std::string_view kOutOfResources = "resource limit; raise --effort";
inline constexpr std::string_view kOutOfMemory = "memory limit";

// Z3's reason for `unknown`, or its error message, in our words.
std::string reason_of(const std::string& solver_says);
std::string outside_reason(
    const std::string& what);  // "conversion" stays, the rest is "outside ..."

// z3::check_result as an int: that type cannot be forward-declared.
Satisfiable satisfiable_of(int check_result);

// The indices of those guards that are in the core, ascending.
Indices members(const z3::ast_vector_tpl<z3::expr>& core, const std::vector<z3::expr>& guards);

// Axioms, premises and goal.
std::vector<claims::Claim> claims_of(const Theory& theory, const SolverQuery& query);

// The two sides of a goal, or the premises alone where there is none.
TwoSided judge(const SolverQuery& query, const std::function<Satisfiable(Goal)>& check);
Goal witness_side(const SolverQuery& query);  // where a model is a counter-model, or a model

// The model, kept only if our own evaluator finds every axiom and premise true and the goal as the
// side says. Whatever it does not know for sure is no witness.
std::optional<claims::Model> confirmed(claims::Model model, const Theory& theory,
                                       const SolverQuery& query, Goal side);
// Z3's model in the problem's names, confirmed.
std::optional<claims::Model> witness_of(const z3::model& model, const encode::Symbols& symbols,
                                        const Theory& theory, const SolverQuery& query, Goal side);

}  // namespace modus::symbolic
