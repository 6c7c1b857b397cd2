#include "rules/normal_form.h"

#include <string>
#include <utility>
#include <vector>

#include "claims/print.h"
#include "claims/sorts.h"

namespace modus::rules {
namespace {

using claims::Claim;
using claims::Op;

bool is_commutative(Op op) {
  return op == Op::kMultiply || op == Op::kAdd || op == Op::kEqual || op == Op::kNotEqual ||
         op == Op::kAnd || op == Op::kOr || op == Op::kXor || op == Op::kIff;
}

// Any total order does; texts are printed only for the rare equal hashes.
bool precedes(const Claim& a, const Claim& b) {
  if (a.hash() != b.hash()) return a.hash() < b.hash();
  return claims::print(a) < claims::print(b);
}

class Normaliser {
 public:
  Claim normal(const Claim& claim) {
    switch (claim.op()) {
      case Op::kVariable:
        return claims::variable(renamed(claim.name()));
      case Op::kNumber: {
        claims::Literal literal = claim.literal();
        literal.digits = claims::to_string(literal.value);
        return claims::number(std::move(literal), {});
      }
      case Op::kNot:
        if (claim.child(0).op() == Op::kNot) return normal(claim.child(0).child(0));
        break;
      case Op::kGreater:
        return claims::binary(Op::kLess, normal(claim.child(1)), normal(claim.child(0)));
      case Op::kGreaterEqual:
        return claims::binary(Op::kLessEqual, normal(claim.child(1)), normal(claim.child(0)));
      case Op::kApproximately:  // the digits of its right side say how exact it is
        return claims::binary(claim.op(), normal(claim.child(0)), claim.child(1));
      case Op::kForall:
      case Op::kExists:
        return quantified(claim);
      default:
        break;
    }
    std::vector<Claim> children;
    for (const Claim& child : claim.children()) children.push_back(normal(child));
    if (is_commutative(claim.op()) && precedes(children[1], children[0]))
      std::swap(children[0], children[1]);
    return claims::make(claim.op(), claim.name(), std::move(children), {});
  }

 private:
  // Variables are numbered by the depth of their quantifier: equal for claims that are equal up to
  // bound names.
  Claim quantified(const Claim& claim) {
    bound_.emplace_back(claim.name(), "X" + std::to_string(bound_.size() + 1));
    std::string name = bound_.back().second;
    Claim body = normal(claim.child(0));
    bound_.pop_back();
    return claims::quantified(claim.op(), std::move(name), std::move(body));
  }

  std::string renamed(const std::string& name) const {
    for (auto it = bound_.rbegin(); it != bound_.rend(); ++it)
      if (it->first == name) return it->second;
    return name;
  }

  std::vector<std::pair<std::string, std::string>> bound_;
};

}  // namespace

Claim normal_form(const Claim& claim) {
  if (claim.size() > kMaxNormalisedNodes) return claim;
  return Normaliser().normal(claims::universal_closure(claim));
}

}  // namespace modus::rules
