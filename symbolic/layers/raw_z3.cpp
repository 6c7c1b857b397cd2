#include "symbolic/layers/raw_z3.h"

#include <chrono>

#include <z3++.h>

#include "symbolic/encode/logic.h"

namespace modus::symbolic {
namespace {

using Clock = std::chrono::steady_clock;

struct EncodedQuery {
  std::vector<z3::expr> formulas;  // the premises and the negated goal
};

std::vector<EncodedQuery> encoded(std::span<const Query> queries, encode::Encoder& encoder) {
  std::vector<EncodedQuery> all;
  for (const Query& query : queries) {
    try {
      EncodedQuery one;
      for (const Premise& premise : query.premises)
        one.formulas.push_back(encoder.formula(premise.claim));
      one.formulas.push_back(!encoder.formula(query.goal));
      all.push_back(std::move(one));
    } catch (const encode::OutsideFragment&) {
      continue;
    }
  }
  return all;
}

double us_since(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

void assert_all(z3::solver& solver, const std::vector<z3::expr>& formulas) {
  for (const z3::expr& formula : formulas) solver.add(formula);
}

}  // namespace

RawZ3Times time_raw_z3(const Theory& theory, std::span<const Query> queries, int passes) {
  z3::context context;
  context.set("rlimit", static_cast<int>(Limits{}.fresh_rlimit));
  encode::Encoder encoder(context, theory.signature);
  std::vector<z3::expr> axioms;
  for (const claims::Claim& axiom : theory.axioms) axioms.push_back(encoder.formula(axiom));
  const std::vector<EncodedQuery> all = encoded(queries, encoder);

  RawZ3Times times;
  z3::solver kept(context);
  assert_all(kept, axioms);
  for (int pass = 0; pass < passes; ++pass)
    for (const EncodedQuery& query : all) {
      const Clock::time_point start = Clock::now();
      kept.push();
      assert_all(kept, query.formulas);
      kept.check();
      kept.pop();
      times.push_pop_us.push_back(us_since(start));
    }
  for (int pass = 0; pass < passes; ++pass)
    for (const EncodedQuery& query : all) {
      const Clock::time_point start = Clock::now();
      z3::solver fresh(context);
      assert_all(fresh, axioms);
      assert_all(fresh, query.formulas);
      fresh.check();
      times.fresh_us.push_back(us_since(start));
    }
  return times;
}

}  // namespace modus::symbolic
