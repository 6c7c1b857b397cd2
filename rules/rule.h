// A rule of the library: one small TOML file that says when a step is suspicious and what to ask
// the checker before saying so. rules/FORMAT.md explains the file format.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "claims/claim.h"

namespace modus::rules {

enum class Severity : std::uint8_t { kInfo, kWarn, kError };
std::string_view to_string(Severity severity);

// When a rule is asked: step and pair for every new step, text and chain once the chain is
// complete, kb for the knowledge base (not yet).
enum class Scope : std::uint8_t { kText, kStep, kPair, kChain, kKb };
std::string_view to_string(Scope scope);

// The closed list of tests. `rules` matches and names the test, `symbolic` runs it.
enum class TestKind : std::uint8_t {
  kNone,    // the match alone decides
  kKernel,  // the kernel decides: the file holds no match but the kernel's finding
  kEntailed,
  kContradicted,
  kMissing,
  kEqual,
  kValue,
  kDsep,
  kIdentified,
  kPath,
  kHorn,
  kDimension,
  kRegex,
  kSameForm,
  kRepaired,
};
std::string_view to_string(TestKind kind);

// The steps that a test takes as premises: `cited(S), R` is everything that S cites, and R itself.
struct Premises {
  std::vector<std::string> cited_by;  // variables of the match
  std::vector<std::string> steps;
};

struct TestSpec {
  TestKind kind = TestKind::kNone;
  std::map<std::string, std::string> arguments;   // as written: "hypothesis" -> "Q -> P"
  std::map<std::string, claims::Claim> patterns;  // those that are claims: see claim_pattern.h
  Premises from;
};

enum class TestOutcome : std::uint8_t { kYes, kNo, kUndecided };

// What a kernel rule asks the cited steps to be.
enum class CitedKind : std::uint8_t {
  kAny,
  kNothing,
  kGivens,  // something is cited, and all of it is given or defined
  kSteps,   // something else is among them
};

// What the kernel says when a kernel rule is broken: this verdict, of a step or, for rules of scope
// chain, of the whole chain. What is left out may be anything; but a step that only rests on a
// failed one breaks no rule of its own.
struct KernelFinding {
  std::string verdict;                   // "unproved"
  std::optional<std::string> reason;     // a part of the kernel's reason; "": it gives none
  std::optional<claims::StepKind> kind;  // of the step
  CitedKind cited = CitedKind::kAny;
  std::optional<bool> from_accepted;  // would all accepted steps together prove it?
};

struct Example {
  bool bad = false;   // fires the rule
  std::string chain;  // printed form
};

struct Rule {
  std::string id;  // "E03"
  std::string title;
  Severity severity = Severity::kWarn;
  Scope scope = Scope::kStep;
  std::vector<claims::Logic> logics;
  std::vector<std::string> match;     // as written; any one of the alternatives is enough
  std::vector<KernelFinding> kernel;  // kKernel only; any one of the alternatives is enough
  // What is asked of a match, for each alternative: of one kind, or kNone. A kernel rule has one.
  std::vector<TestSpec> tests;
  std::vector<TestOutcome> fires_on;
  std::string message;  // with {S} {P} placeholders
  std::string source;
  std::string soft;  // "circuit" | "sampled" | "none (reason)"
  std::vector<std::string> refines;
  std::vector<Example> examples;
  std::string file;  // where it was read from, for messages

  TestKind test_kind() const {
    for (const TestSpec& test : tests)
      if (test.kind != TestKind::kNone) return test.kind;
    return TestKind::kNone;
  }
};

// What a variable of a match stands for: a step, a claim or a word (a rule name, digits).
struct Binding {
  std::optional<claims::StepId> step;
  std::optional<claims::Claim> claim;
  std::string text;  // the word; of a step without a number: "the question", "the answer"
};

// A rule that matched and, where it has a test, what is still to be asked.
struct Match {
  const Rule* rule = nullptr;
  std::size_t step_index = 0;  // of the blamed step in the chain; 0 for a finding on the chain
  std::map<std::string, Binding> bindings;
  std::vector<claims::StepId> steps;  // in order of the match body; the first is blamed
  std::string undecided;              // why the matching was given up; then only the step is bound
  std::size_t alternative = 0;        // of rule->match

  const TestSpec& test() const { return rule->tests.at(alternative); }
};

}  // namespace modus::rules
