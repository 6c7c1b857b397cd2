// A rule of the library: one small TOML file that says when a step is suspicious and what to ask the
// checker before saying so. rules/README.md explains the file format.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "claims/claim.h"

namespace modus::rules {

enum class Severity : std::uint8_t { kInfo, kWarn, kError };
enum class Scope : std::uint8_t { kText, kStep, kPair, kChain, kKb };

// The closed list of tests. `rules` matches and names the test, `symbolic` runs it.
enum class TestKind : std::uint8_t {
  kNone,          // the match alone decides
  kKernel,        // the kernel decides: the file holds message and examples only
  kEntailed, kContradicted, kMissing, kEqual, kValue, kDsep, kIdentified, kPath, kHorn, kDimension,
  kRegex, kSameForm,
};

struct TestSpec {
  TestKind kind = TestKind::kNone;
  std::map<std::string, std::string> arguments;  // "from" -> "cited(S)", "hypothesis" -> "Q -> P"
};

enum class TestOutcome : std::uint8_t { kYes, kNo, kUndecided };

struct Example {
  bool bad = false;      // fires the rule
  std::string chain;     // printed form
};

struct Rule {
  std::string id;        // "E03"
  std::string title;
  Severity severity = Severity::kWarn;
  Scope scope = Scope::kStep;
  std::vector<claims::Logic> logics;
  std::string match;     // as written
  TestSpec test;
  std::vector<TestOutcome> fires_on;
  std::string message;   // with {S} {P} placeholders
  std::string source;
  std::string soft;      // "circuit" | "sampled" | "none (reason)"
  std::vector<std::string> refines;
  std::vector<Example> examples;
  std::string file;      // where it was read from, for messages
};

// What a placeholder stands for: a step or a claim.
struct Binding {
  std::optional<claims::StepId> step;
  std::optional<claims::Claim> claim;
};

// A rule that matched and, where it has a test, what is still to be asked.
struct Match {
  const Rule* rule = nullptr;
  std::map<std::string, Binding> bindings;
  std::vector<claims::StepId> steps;  // in order of the match body; the first is blamed
};

// The message with its placeholders filled in: steps as "s3", claims in canonical print.
std::string render(const Rule& rule, const Match& match);

}  // namespace modus::rules
