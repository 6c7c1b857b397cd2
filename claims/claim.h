// A claim: a typed formula or term, the one thing that all layers say to each other.
//
//   kind(X) and not rough(X) -> nice(X)      kImplies(kAnd(kApply, kNot(kApply)), kApply)
//   rolls_noon = rolls_morning / 2           kEqual(kName, kDivide(kName, kNumber))
//
// Values: immutable, cheap to copy, safe to share between threads. Equality and hash look at the
// structure and at the digits of literals, never at spans.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/number.h"

namespace modus::claims {

enum class Op : std::uint8_t {
  kTrue,      // true
  kFalse,     // false
  kName,      // ann, rolls, raining: constant, number or proposition, as the signature says
  kVariable,  // X, Y1: free or bound
  kNumber,    // 24, 5.0 mg, 15%
  kString,    // "..." : a JSON string
  kApply,     // name(children): predicate or function
  kSet,       // {a, b}
  // terms, children 1 or 2
  kNegate,
  kPower,
  kMultiply,
  kDivide,
  kIntegerDivide,  // div
  kModulo,         // mod
  kAdd,
  kSubtract,
  // relations of two terms
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kApproximately,  // ~= : the right side is a kNumber
  kIn,             // the right side is a kSet or a term of sort set
  // formulas
  kNot,
  kAbsent,  // negation as failure, of a closed predicate's atom
  kAnd,
  kOr,
  kXor,
  kImplies,
  kIff,
  kForall,  // name() is the bound variable, one a node; children: the body
  kExists,
  // probabilities and causes; see probability.h
  kProbability,  // P(event | conditions): a term; children: the event, then the conditions
  kDo,           // do(x, z = 0): only among conditions; children: the settings
  kWorld,        // y[x = 0]: only inside events; children: the name y, then the settings
  kIndependent,  // independent(a, b | conditions): a formula; children: a, b, then the conditions
  kGraph,        // graph { ... }: a formula; children: kName kCauses kConfounds kHidden
  kCauses,       // a ~> b
  kConfounds,    // a <~> b : a hidden common cause
  kHidden,       // hidden u : a node that nobody observes
};

// Byte offsets [begin, end) in the text that the claim was read from.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
};

struct ClaimNode;

class Claim {
 public:
  Claim();  // true

  Op op() const;
  const std::string& name() const;  // kName kVariable kString kApply kForall kExists; else ""
  const Literal& literal() const;   // kNumber only: checked
  std::span<const Claim> children() const;
  const Claim& child(std::size_t i) const;  // checked
  Span span() const;
  std::size_t hash() const;
  std::size_t size() const;   // nodes
  std::size_t depth() const;  // nodes on the longest path

  friend bool operator==(const Claim& a, const Claim& b);

 private:
  friend Claim make(Op op, std::string name, std::vector<Claim> children, Span span);
  friend Claim number(Literal literal, Span span);
  explicit Claim(std::shared_ptr<const ClaimNode> node);
  std::shared_ptr<const ClaimNode> node_;
};

// The builders. The number of children is checked (MODUS_CHECK): it is the caller's bug.
Claim make(Op op, std::string name, std::vector<Claim> children, Span span);
Claim number(Literal literal, Span span);

inline Claim truth(bool value) { return make(value ? Op::kTrue : Op::kFalse, "", {}, {}); }
inline Claim name(std::string n) { return make(Op::kName, std::move(n), {}, {}); }
inline Claim variable(std::string n) { return make(Op::kVariable, std::move(n), {}, {}); }
inline Claim apply(std::string n, std::vector<Claim> arguments) {
  return make(Op::kApply, std::move(n), std::move(arguments), {});
}
inline Claim unary(Op op, Claim a) { return make(op, "", {std::move(a)}, {}); }
inline Claim binary(Op op, Claim a, Claim b) {
  return make(op, "", {std::move(a), std::move(b)}, {});
}
inline Claim quantified(Op op, std::string bound, Claim body) {
  return make(op, std::move(bound), {std::move(body)}, {});
}
// The term that denotes a value: 54, -(3), 7 / 3, 2.25. parse(print(it)) gives it back.
Claim number_term(const Rational& value);

// Conjunction of all, `true` for none; equal or `true` members are kept once or not at all.
Claim both(const Claim& a, const Claim& b);
Claim all_of(std::span<const Claim> claims);

bool is_comparison(Op op);  // kEqual .. kIn
bool is_term(Op op);  // may only stand where a term is expected: kNumber kString kSet kNegate..
bool is_connective(Op op);            // kNot .. kExists
bool is_atom(const Claim& claim);     // kApply of the problem's own, or kName, as a proposition
bool is_literal(const Claim& claim);  // an atom or `not` of one

// Free variables in order of first occurrence, each once.
std::vector<std::string> free_variables(const Claim& claim);

// Simultaneous, capture-avoiding substitution of names (kName) or free variables (kVariable) by
// terms. A bound variable that would capture is renamed X -> X1, X2, ...
struct Replacement {
  std::string from;
  Claim to;
};
Claim substitute_variables(const Claim& claim, std::span<const Replacement> replacements);
Claim substitute_names(const Claim& claim, std::span<const Replacement> replacements);

// Every name in use (kName and kApply) but those of the language's own functions, sorted, each
// once.
std::vector<std::string> names_in(const Claim& claim);

// Equal up to the names of bound variables.
bool alpha_equal(const Claim& a, const Claim& b);

}  // namespace modus::claims

template <>
struct std::hash<modus::claims::Claim> {
  std::size_t operator()(const modus::claims::Claim& claim) const noexcept { return claim.hash(); }
};
