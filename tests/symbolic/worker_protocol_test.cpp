#include "symbolic/worker_protocol.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/print.h"
#include "symbolic/worker_message.h"
#include "symbolic/worker_model.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

constexpr const char* kHeader =
    "sort n: int\nsort age(entity): int\nsort box: set[entity]\nsort d: quantity[length]";

std::string printed(const claims::Signature& signature) {
  std::string text;
  for (const auto& [name, symbol] : signature.symbols()) {
    text += name + ":";
    for (const claims::Sort& argument : symbol.arguments) text += claims::to_string(argument) + ",";
    text += claims::to_string(symbol.result) + "\n";
  }
  return text;
}

TEST(WorkerProtocol, TheoriesAndQueriesAreLossless) {
  Asked query = asked(kHeader, {"n = 3", "age(ann) > n", "ann in box", "kind(X) -> nice(X)"},
                      "forall X: exists Y: likes(X, Y) and d > 5.0 km");
  query.theory.axioms = {query.query.premises[3].claim};
  ReadTheory theory = read_theory(write_theory(query.theory));
  EXPECT_EQ(printed(theory.theory.signature), printed(query.theory.signature));
  EXPECT_EQ(theory.theory.axioms, query.theory.axioms);
  KnownClaims known;
  const SolverQuery sent = solver_query(query.query, SolverMode::kLive, Wanted::kEvidence);
  for (int time = 0; time < 2; ++time) {
    const std::string bytes = write_query(sent, 7, known);
    const ReadQuery read = read_query(bytes, theory);
    EXPECT_EQ(read.cpu_s, 7u);
    EXPECT_EQ(*read.query.goal, *sent.goal);
    ASSERT_EQ(read.query.premises.size(), sent.premises.size());
    for (std::size_t i = 0; i < sent.premises.size(); ++i)
      EXPECT_EQ(read.query.premises[i].claim, sent.premises[i].claim);
  }
  EXPECT_EQ(known.size(), 4u);
}

TEST(WorkerProtocol, ModelsAreLossless) {
  claims::Model model;
  model.domain = {"ann", "e1"};
  model.constants["x"] = claims::Quantity{claims::Rational(7, 3), {}};
  model.constants["d"] = claims::Quantity{claims::Rational(-5), {{"km", 1}, {"h", -1}}};
  model.constants["box"] =
      claims::ElementSet{{claims::Entity{"ann"}, claims::Quantity{claims::Rational(2), {}}}};
  model.tables["kind"].rows.push_back({{claims::Entity{"ann"}}, true});
  Decision decision;
  decision.outcome = Outcome::kOpen;
  decision.layer = Layer::kFresh;
  decision.used = {0, 3};
  decision.counter_model = model;
  const Decision read = read_decision(write_decision(decision));
  EXPECT_EQ(read.outcome, decision.outcome);
  EXPECT_EQ(read.used, decision.used);
  EXPECT_EQ(read.counter_model, decision.counter_model);
}

TEST(WorkerProtocol, CutBytesAreAnError) {
  const Asked query = asked(kHeader, {"n = 3"}, "age(ann) > n");
  const std::string bytes = write_theory(query.theory);
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{5}, bytes.size() / 2, bytes.size() - 1})
    EXPECT_THROW(read_theory(bytes.substr(0, length)), Error) << length;
  ReadTheory theory = read_theory(bytes);
  KnownClaims known = {{query.query.premises[0].claim, 40}};
  EXPECT_THROW(
      read_query(
          write_query(solver_query(query.query, SolverMode::kLive, Wanted::kVerdict), 1, known),
          theory),
      SolverError);
}

}  // namespace
}  // namespace modus::symbolic
