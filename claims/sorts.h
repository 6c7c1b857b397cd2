// Sorts: inferred over a whole chain, printed on request, never guessed silently.
//
// An argument position or a name that nothing else fixes is an entity when it occurs as an argument
// of a predicate or function; `a = b` between names that nothing fixes is an error naming both
// readings. A number name is real unless declared int.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "claims/units.h"

namespace modus::claims {

enum class SortKind : std::uint8_t { kTruth, kEntity, kInt, kReal, kQuantity, kSet, kRandom };

struct Sort {
  SortKind kind = SortKind::kEntity;
  Dimension dimension;                   // kQuantity
  SortKind element = SortKind::kEntity;  // kSet: entity, int or real
  bool operator==(const Sort&) const = default;
};
std::string to_string(const Sort& sort);  // "entity", "quantity[length/time]", "set[entity]"
bool is_numeric(const Sort& sort);        // int, real, quantity

// `sort rolls: int`, `sort age(entity): int`, `sort box: set[entity]`, `sort ann: entity`.
struct SortDeclaration {
  std::string name;
  std::vector<Sort> arguments;
  Sort result;
  Span span;
  bool operator==(const SortDeclaration& o) const {
    return name == o.name && arguments == o.arguments && result == o.result;
  }
};

// kRandom, printed rv: a random variable with states. It has values only inside P(...).

// One role and one arity a name: a predicate has result truth; a constant has no arguments.
struct Symbol {
  std::vector<Sort> arguments;
  Sort result;
  bool operator==(const Symbol&) const = default;
  // It stands for something by itself: no proposition, nothing that takes arguments.
  bool is_constant() const { return arguments.empty() && result.kind != SortKind::kTruth; }
};

// A value. Copies share their symbols until one of them adds a name, so that a copy a step is
// cheap.
class Signature {
 public:
  using Symbols = std::map<std::string, Symbol, std::less<>>;

  const Symbol* find(std::string_view name) const;  // nullptr when unknown
  const Symbols& symbols() const { return *symbols_; }
  void add(const std::string& name, Symbol symbol);
  // Every constant of sort entity, sorted.
  std::vector<std::string> entities() const;
  bool operator==(const Signature& other) const {
    return symbols_ == other.symbols_ || *symbols_ == *other.symbols_;
  }

 private:
  std::shared_ptr<Symbols> symbols_ = std::make_shared<Symbols>();
};

// A claim to be sorted and the text that errors point into.
struct SortedClaim {
  Claim claim;
  bool is_term = false;  // a defining term or an answer value: any sort, not truth
  std::string name;      // `let name := claim`: name and claim have one sort; else empty
};

// Infers one signature for all. Throws ParseError (source, text) at the span of the claim at fault:
// two arities, two roles, two sorts, a dimension clash "malformed (dimension): ...", an ambiguous
// equality, a free variable of number sort, a free variable outside a range-restricted rule, a
// product with units whose factors nothing fixes, a set of neither entities nor plain numbers. The
// literal 0 compares with every unit: `t != 0` is the condition of `1 / t` whatever t measures.
// asked[i] (same length as claims, or empty) are variables a query leaves free in claims[i].
struct SortProblem {
  std::string_view source;
  std::string_view text;
  std::vector<SortDeclaration> declarations;
  std::vector<SortedClaim> claims;
  std::vector<std::vector<std::string>> asked;
};
Signature infer_sorts(const SortProblem& problem);

// The same for claims of which more will follow: a name that nothing fixes yet (`ask X: total = X`)
// is left out instead of being malformed.
struct GrowingSignature {
  Signature signature;
  bool complete = true;  // no name is left out
};
GrowingSignature infer_growing_sorts(const SortProblem& problem);

// Adds what one more claim brings in, where it fits the sorts that are known: then the signature is
// the one that infer_sorts finds for all claims together. False, and the signature as it was, where
// it does not fit or leaves a name open; only infer_sorts can then tell. Cheap: the work is linear
// in the claim.
bool extend_sorts(const SortedClaim& claim, std::span<const std::string> asked,
                  Signature& signature);

// The sort of a term or formula whose names are all in the signature. variables: bound variables in
// scope are inferred from their use. Throws Error where it cannot be sorted.
Sort sort_of(const Claim& term, const Signature& signature,
             const std::map<std::string, Sort>& variables);

// The sort of each variable bound by a quantifier node (forall X: body) or free in a claim, from
// its uses. Entity when nothing fixes it.
Sort variable_sort(const std::string& variable, const Claim& body, const Signature& signature);

// A claim whose free variables are closed universally: kind(X) -> nice(X) becomes
// forall X: kind(X) -> nice(X). A claim without free variables is itself.
Claim universal_closure(const Claim& claim);

}  // namespace modus::claims
