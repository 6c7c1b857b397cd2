// The oracle's own evaluator of claims in small models. It shares the syntax tree with the checker
// and nothing else: no encoding, no definedness conditions, no claims::evaluate. A partial
// operation simply has no value, and what has no value spreads by the left-to-right guards of the
// semantics.
//
//   x = 0 or 1 / x > 2   in a model with x = 0: true     1 / x > 2: undefined
//
// `likely p` says nothing of p: whether it holds is arbitrary, a bit drawn from the model's
// opinion, the words and the truth of p.
#pragma once

#include <cstdint>
#include <optional>

#include "claims/claim.h"
#include "tools/soundness/model.h"
#include "tools/soundness/tree.h"

namespace modus::soundness {

// kUnknown: a quantifier over numbers that the model's few values cannot settle, a number too
// large.
enum class Truth : std::uint8_t { kTrue, kFalse, kUndefined, kUnknown };

// A claim made ready for many models. Variables N and M range over numbers, all others over things;
// free variables are closed universally.
class Statement {
 public:
  // Every name of the claim must be in the world (MODUS_CHECK), which outlives the statement.
  Statement(const claims::Claim& claim, const World& world);
  Truth in(const Model& model) const;

 private:
  Tree tree_;
};

// A term ready for many models: the value of `let x := t`.
class TermValue {
 public:
  TermValue(const claims::Claim& term, const World& world);
  std::optional<Fraction> number_in(const Model& model) const;    // nullopt: undefined or too large
  std::optional<std::size_t> thing_in(const Model& model) const;  // nullopt: no thing
  bool is_undefined_in(const Model& model) const;

 private:
  Tree tree_;
};

}  // namespace modus::soundness
