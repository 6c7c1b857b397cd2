// The names of a problem as Z3 constants and functions. The solver sees neutral names (n0, n1, ...
// in the order of first use), so that no verdict depends on what things are called.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/sorts.h"

namespace z3 {
class context;
class expr;
class func_decl;
class sort;
}  // namespace z3

namespace modus::symbolic::encode {

// What a name stands for where the signature does not know it: judged by its place.
enum class Place : std::uint8_t { kFormula, kTerm };

class Symbols {
 public:
  // The context and the signature are borrowed. Not thread-safe, as the context is not.
  Symbols(z3::context& context, const claims::Signature& signature);
  ~Symbols();
  Symbols(const Symbols&) = delete;
  Symbols& operator=(const Symbols&) = delete;

  z3::context& context() const;
  const claims::Signature& signature() const;
  z3::sort entity() const;                        // an uninterpreted sort, never empty
  z3::sort sort(const claims::Sort& sort) const;  // quantity is Real, set[S] is Array(S, Bool)

  // The declaration of a kName, kString or kApply. Throws OutsideFragment for a second arity. A
  // name that the signature does not know takes entities and gives an entity or a truth value.
  z3::func_decl declare(const claims::Claim& use, Place place);
  // The same for names that were declared: nullptr for others.
  const z3::func_decl* find(const std::string& key) const;

  // "ann" for a name; strings have a key of their own, no name can be like it.
  static std::string key_of(const claims::Claim& use);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic::encode
