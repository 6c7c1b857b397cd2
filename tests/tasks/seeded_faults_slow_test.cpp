// Every worked fault once: the rule that it is for finds it, and the sound chain raises no alarm.
#include <gtest/gtest.h>

#include <map>

#include "tasks/faults/network_fault.h"
#include "tasks/faults/worked_fault.h"
#include "tasks/seeded_faults.h"

namespace modus::tasks {
namespace {

TEST(SeededFaults, EveryRuleIsSeededByAtLeastTwoMutators) {
  std::map<std::string, std::size_t> mutators;
  for (const WorkedFault& fault : worked_faults()) ++mutators[fault.rule];
  EXPECT_GE(mutators.size(), 80u);
  for (const auto& [rule, count] : mutators) EXPECT_GE(count, 2u) << rule;
}

TEST(SeededFaults, EveryRuleOfProbabilityAndCausesIsSeededInNetworks) {
  std::map<std::string, std::size_t> mutators;
  RandomStream random(7);
  for (const WorkedFault& fault : network_faults()) {
    ++mutators[fault.rule];
    std::optional<WorkedChains> chains;
    for (int time = 0; time < 20 && !chains; ++time) chains = work_out_drawn(fault, random);
    ASSERT_TRUE(chains) << fault.rule << " " << fault.name;
    EXPECT_NE(chains->sound, chains->faulty) << fault.rule << " " << fault.name;
    EXPECT_LT(chains->step, chains->faulty.steps.size()) << fault.rule << " " << fault.name;
  }
  EXPECT_EQ(mutators.size(), 13u + 17u);
  for (const auto& [rule, count] : mutators) EXPECT_GE(count, 2u) << rule;
}

TEST(SeededFaults, AWorkedFaultDiffersFromItsSoundChain) {
  RandomStream random(5);
  for (const WorkedFault& fault : worked_faults()) {
    const WorkedChains chains = work_out(fault, random);
    EXPECT_NE(chains.sound, chains.faulty) << fault.rule << " " << fault.name;
    EXPECT_LT(chains.step, chains.faulty.steps.size()) << fault.rule << " " << fault.name;
  }
}

TEST(SeededFaults, AreFoundAndUntouchedStepsRaiseNoAlarm) {
  EvalOptions options;
  options.limit = 1;
  options.seed = 11;
  options.progress = Progress::Mode::kSilent;
  const EvalResult result = eval_faults(options);
  EXPECT_GE(result.n, 170u);
  EXPECT_GE(result.figures.at("macro_recall"), 0.95);
  EXPECT_GE(result.figures.at("macro_precision"), 0.95);
  EXPECT_LE(result.figures.at("false_alarms_per_1000"), 1.0);
  EXPECT_GE(result.figures.at("untouched_steps"), 20'000.0);
}

}  // namespace
}  // namespace modus::tasks
