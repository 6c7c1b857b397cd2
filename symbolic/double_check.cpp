#include "symbolic/layers/layers.h"

#include "symbolic/worker_client.h"

namespace modus::symbolic {
namespace {

class DoubleCheck : public Entailment {
 public:
  DoubleCheck(std::unique_ptr<Entailment> first, Theory theory, Limits limits)
      : first_(std::move(first)), theory_(std::move(theory)), limits_(limits),
        theory_id_(next_theory_id()) {}

  std::vector<Decision> decide(std::span<const Query> queries, Wanted wanted) override {
    std::vector<Decision> decisions = first_->decide(queries, wanted);
    for (std::size_t i = 0; i < decisions.size(); ++i) confirm(queries[i], decisions[i]);
    return decisions;
  }

  Decision satisfiable(std::span<const Premise> premises, Wanted wanted) override {
    return first_->satisfiable(premises, wanted);
  }

 private:
  void confirm(const Query& query, Decision& decision) {
    const bool entailed = decision.outcome == Outcome::kEntailed;
    if ((!entailed && decision.outcome != Outcome::kRefuted) ||
        theory_.logic == claims::Logic::kDirected)
      return;
    SolverQuery second;
    second.premises = query.premises;
    second.goal = entailed ? query.goal : claims::unary(claims::Op::kNot, query.goal);
    second.mode = SolverMode::kSecond;
    const Decision opinion =
        worker_of_this_thread().decide(theory_, theory_id_, second, limits_);
    if (opinion.outcome != Outcome::kOpen) return;
    const Layer layer = decision.layer;
    decision = Decision();
    decision.layer = layer;
    decision.reason = "solvers disagree: cvc5 has a counter-model";
  }

  std::unique_ptr<Entailment> first_;
  Theory theory_;
  Limits limits_;
  std::uint64_t theory_id_;
};

}  // namespace

std::unique_ptr<Entailment> make_double_check(std::unique_ptr<Entailment> first, Theory theory,
                                              Limits limits) {
  if (!has_double_check()) return nullptr;
  return std::make_unique<DoubleCheck>(std::move(first), std::move(theory), limits);
}

}  // namespace modus::symbolic
