#include "symbolic/reading/claim_shape.h"

#include <algorithm>
#include <functional>

namespace modus::symbolic::reading {
namespace {

using claims::Claim;
using claims::Op;

class Layout {
 public:
  ClaimShape take() { return std::move(shape_); }

  // The top of the claim: quantifiers, then at most one conditional.
  void top(const Claim& claim) {
    switch (claim.op()) {
      case Op::kForall:
        shape_.variables.insert({claim.name(), Quantifier::kUniversal});
        return top(claim.child(0));
      case Op::kImplies:
        return conditional(claim);
      case Op::kIff:
        shape_.conditional = shape_.biconditional = true;
        inside(claim.child(0), false, Half::kCondition);
        return inside(claim.child(1), false, Half::kConsequence);
      case Op::kNot:
        if (const Claim* body = under_exists(claim.child(0))) return none_is(*body);
        return inside(claim, false, Half::kWhole);
      default:
        return inside(claim, false, Half::kWhole);
    }
  }

 private:
  void conditional(const Claim& claim) {
    shape_.conditional = true;
    inside(claim.child(0), false, Half::kCondition);
    const Claim* rest = &claim.child(1);
    while (rest->op() == Op::kImplies) {  // A -> B -> C is "if A and B then C"
      inside(rest->child(0), false, Half::kCondition);
      rest = &rest->child(1);
    }
    inside(*rest, false, Half::kConsequence);
  }

  // not exists X: p(X) and q(X) is "no p is q": if p then not q.
  void none_is(const Claim& body) {
    if (body.op() != Op::kAnd) {
      return inside(body, true, Half::kWhole);
    }
    shape_.conditional = true;
    inside(body.child(0), false, Half::kCondition);
    inside(body.child(1), true, Half::kConsequence);
  }

  const Claim* under_exists(const Claim& claim) {
    const Claim* body = &claim;
    while (body->op() == Op::kExists) {
      shape_.variables.insert({body->name(), Quantifier::kUniversal});
      body = &body->child(0);
    }
    return body == &claim ? nullptr : body;
  }

  void inside(const Claim& claim, bool negated, Half half) {
    switch (claim.op()) {
      case Op::kTrue:
      case Op::kFalse:
        return refuse("`true` and `false` are said by no sentence");
      case Op::kNot:
      case Op::kAbsent:
        return inside(claim.child(0), !negated, half);
      case Op::kAnd:
      case Op::kOr:
        return junction(claim, negated, half);
      case Op::kXor:
        if (negated) return refuse("`not` before `xor`");
        note_or(half);
        shape_.exclusive = true;
        inside(claim.child(0), false, half);
        return inside(claim.child(1), false, half);
      case Op::kExists:
      case Op::kForall:
        return quantifier(claim, negated, half);
      case Op::kImplies:
      case Op::kIff:
        return refuse("a conditional inside another claim");
      default:
        return leaf(claim, negated, half);
    }
  }

  void junction(const Claim& claim, bool negated, Half half) {
    if ((claim.op() == Op::kOr) != negated) note_or(half);
    inside(claim.child(0), negated, half);
    inside(claim.child(1), negated, half);
  }

  void quantifier(const Claim& claim, bool negated, Half half) {
    const bool exists = (claim.op() == Op::kExists) != negated;
    // A variable that exists in a condition is any one there: "if someone sees a cat".
    const bool any = half == Half::kCondition ? exists : !exists;
    if (half == Half::kCondition && !exists) return refuse("`every` inside a condition");
    shape_.variables.insert(
        {claim.name(), any ? Quantifier::kUniversal : Quantifier::kExistential});
    inside(claim.child(0), negated, half);
  }

  void leaf(const Claim& claim, bool negated, Half half) {
    if (claims::is_comparison(claim.op())) {
      const bool differs = claim.op() == Op::kNotEqual;
      shape_.comparisons.push_back({claim, negated != differs, half});
    } else if (claims::is_atom(claim)) {
      shape_.atoms.push_back({claim, negated, half});
    } else {
      refuse("no claim of truth");
    }
  }

  void note_or(Half half) {
    (half == Half::kCondition ? shape_.or_in_condition : shape_.or_elsewhere) = true;
  }
  void refuse(std::string why) {
    if (shape_.unreadable.empty()) shape_.unreadable = std::move(why);
  }

  ClaimShape shape_;
};

void visit(const Claim& claim, const std::function<void(const Claim&)>& see) {
  see(claim);
  for (const Claim& child : claim.children()) visit(child, see);
}

template <typename T>
std::vector<T> sorted_once(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace

ClaimShape shape_of(const Claim& claim) {
  Layout layout;
  layout.top(claim);
  ClaimShape shape = layout.take();
  for (const std::string& free : claims::free_variables(claim))
    shape.variables.insert({free, Quantifier::kUniversal});
  return shape;
}

std::vector<std::string> constants_in(const Claim& term) {
  std::vector<std::string> names;
  visit(term, [&](const Claim& c) {
    if (c.op() == Op::kName) names.push_back(c.name());
  });
  return sorted_once(std::move(names));
}

std::vector<std::string> functions_in(const Claim& term) {
  std::vector<std::string> names;
  visit(term, [&](const Claim& c) {
    if (c.op() == Op::kApply) names.push_back(c.name());
  });
  return sorted_once(std::move(names));
}

std::vector<claims::Literal> numbers_in(const Claim& claim) {
  std::vector<claims::Literal> numbers;
  visit(claim, [&](const Claim& c) {
    if (c.op() == Op::kNumber) numbers.push_back(c.literal());
  });
  return numbers;
}

}  // namespace modus::symbolic::reading
