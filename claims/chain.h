// A chain: a problem header, the text it was read from, and steps. Plain values; the three concrete
// forms are in chain_text.h (printed), chain_json.h (modus.chain/v1) and chain_tokens.h (token
// form).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::claims {

using StepId = StrongId<struct StepTag>;  // s3 is StepId{3}; 0 is no step (ask, answer)

enum class Logic : std::uint8_t { kClassical, kDirected };

struct PredicateArity {
  std::string name;
  std::size_t arity = 0;
  bool operator==(const PredicateArity&) const = default;
};

struct Header {
  Logic logic = Logic::kClassical;
  std::vector<PredicateArity> closed;  // sorted by name
  bool unique_names = false;
  std::optional<std::vector<std::string>> domain;  // nullopt: open
  std::vector<SortDeclaration> sorts;
  bool operator==(const Header&) const = default;
};

enum class StepKind : std::uint8_t {
  kAsk,
  kGiven,
  kLet,
  kFix,
  kObtain,
  kHave,
  kAssume,
  kCase,
  kDischarge,
  kAnswer
};
std::string_view to_string(StepKind kind);  // "ask", "given", ...

// What may stand after `by`. Not trusted: a wrong one is a warning. kStep is the default and is not
// printed.
enum class Rule : std::uint8_t {
  kStep,
  kModusPonens,
  kModusTollens,
  kInstantiate,
  kGeneralise,
  kChain,
  kCases,
  kReductio,
  kContradiction,
  kWitness,
  kSubstitute,
  kCalculate,
  kConvert,
  kCount,
  kDefine,
  kLookup,
  kClosure
};
std::string_view to_string(Rule rule);  // "modus_ponens"
std::optional<Rule> rule_named(std::string_view name);
std::vector<std::string_view> rule_names();  // all, for messages
std::vector<std::string_view> step_kind_names();

enum class QuestionKind : std::uint8_t { kYesNo, kValue, kSet, kChoice };
struct Option {  // `A: CLAIM` of a choice
  std::string letter;
  Claim claim;
  bool operator==(const Option&) const = default;
};

enum class AnswerKind : std::uint8_t { kTrue, kFalse, kOpen, kTerm, kLetter };

struct Step {
  StepKind kind = StepKind::kHave;
  StepId id;                        // 0 for ask and answer
  Claim claim;                      // ask (yes/no, value, set), given, obtain, have, assume, case,
                                    // discharge (RESULT)
  std::string name;                 // let, fix, obtain: the fresh name; ask value/set: the variable
  std::optional<Claim> definition;  // let x := t
  Rule rule = Rule::kStep;
  std::vector<StepId> cites;           // after `by`, ascending
  std::vector<StepId> closes;          // discharge: steps closed, ascending; case: `of s2`
  std::vector<std::size_t> sentences;  // given: @4 @3, the first is the sentence read
  QuestionKind question = QuestionKind::kYesNo;  // ask
  std::vector<Option> options;                   // ask, kChoice
  AnswerKind answer = AnswerKind::kTrue;         // answer
  std::optional<Claim> value;                    // answer kTerm: the term or set
  std::string letter;                            // answer kLetter
  std::optional<Sort> declared;                  // let n: int
  Span span;                                     // of the whole line in the source text

  bool operator==(const Step& other) const;  // all but the spans
};

struct Chain {
  Header header;
  std::vector<std::string> text;  // sentence k is text[k - 1]; empty: no text
  std::vector<Step> steps;
  // Where spans point; not part of equality.
  std::string source_name = "chain";
  std::string source;

  const Step* find(StepId id) const;  // nullptr when there is none
  const Step* question() const;       // the ask step or nullptr
  const Step* answer() const;         // the answer step or nullptr
  bool operator==(const Chain& other) const;
};

// Capital names that `let`, `fix`, `obtain` or a graph bind anywhere in the chain: constants, not
// variables.
std::vector<std::string> constants_of(const Chain& chain);

// The signature of the whole chain: header declarations, every claim, every definition. Throws
// ParseError as infer_sorts does.
Signature signature_of(const Chain& chain);
// The same for a chain that grows (sorts.h); `before` is that of all steps but the last one, and
// makes it cheap.
GrowingSignature growing_signature_of(const Chain& chain);
GrowingSignature growing_signature_of(const Chain& chain, const GrowingSignature& before);

}  // namespace modus::claims
