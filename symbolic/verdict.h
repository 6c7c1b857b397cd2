// Verdicts of steps and chains, and their evidence. Plain values. What they mean is in
// symbolic/README.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "claims/evaluate.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

enum class Verdict : std::uint8_t {
  kNone,        // ask, let, fix, assume, case: nothing to prove
  kProved,
  kRefuted,
  kUnproved,
  kUndecided,
  kGrounded,    // givens
  kUngrounded,  // givens
  kMalformed,
};
std::string_view to_string(Verdict verdict);

enum class ChainVerdict : std::uint8_t {
  kVerified, kValid, kUngrounded, kRefuted, kUnproved, kInconsistent, kUndecided, kMalformed
};
std::string_view to_string(ChainVerdict verdict);
int exit_code(ChainVerdict verdict);  // 0 verified valid; 1 refuted unproved inconsistent;
                                      // 2 malformed; 3 undecided ungrounded

enum class Severity : std::uint8_t { kInfo, kWarn, kError };
std::string_view to_string(Severity severity);

struct FiredRule {  // a rule file that matched, with its message filled in
  std::string id;
  Severity severity = Severity::kInfo;
  std::string message;
  std::vector<claims::StepId> steps;  // the steps the match speaks of, the blamed one first
};

struct Evidence {
  std::vector<claims::StepId> used;            // premises really used
  std::optional<claims::Model> counter_model;  // in the problem's names, substituted back
  std::optional<claims::Model> other_model;    // answer open: the witness with the claim true
  std::vector<claims::StepId> also_cite;       // the citations that are missing
  std::string right_value;                     // "18 + 36 = 54"
  std::string nearest_claim;                   // the one claim near to it that follows
  std::vector<FiredRule> rules;                // most specific diagnosis first
  std::vector<std::string> notes;              // warnings: wrong RULE, conflict, rests on closed p
  std::vector<std::string> unused_words;       // givens: content words that no claim used
  std::string reads_back;                      // givens: the claim as plain English
};

struct StepResult {
  claims::StepId id;          // 0 for ask and answer
  std::size_t index = 0;      // of the step in the chain
  claims::StepKind kind = claims::StepKind::kHave;
  Verdict verdict = Verdict::kNone;
  std::string reason;         // "rests on s4", "undefined at column 9", "contradictory premises"
  std::vector<claims::StepId> rests_on;  // failed steps that it cites; then never the first mistake
  bool vacuous = false;       // proved (vacuous): a universal over a provably empty predicate
  bool reproducible = true;
  Layer layer = Layer::kGround;
  Evidence evidence;
};

struct ChainResult {
  ChainVerdict verdict = ChainVerdict::kUndecided;
  std::string reason;
  std::vector<StepResult> steps;                 // one a step, in order
  std::optional<std::size_t> first_mistake;      // index into steps
  std::vector<claims::StepId> core;              // inconsistent: the givens that clash
  bool has_answer = false;
  std::string answer;                            // as printed; "" when there is none
};

}  // namespace modus::symbolic
