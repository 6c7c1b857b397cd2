// One test of a rule file, asked of the layers or of our own evaluator.
#pragma once

#include <map>
#include <string>

#include "rules/rule.h"
#include "symbolic/rule_tests.h"

namespace modus::symbolic {

struct TestResult {
  rules::TestOutcome outcome = rules::TestOutcome::kUndecided;
  std::string reason;  // why it is undecided; "" where the match is none of what the rule is about
  std::map<std::string, std::string> found;  // for the message: "value" -> "54"
};

// Requires a match of a rule that has a test (not kNone, not kKernel).
TestResult run_test(const rules::Match& match, const RuleContext& context);

}  // namespace modus::symbolic
