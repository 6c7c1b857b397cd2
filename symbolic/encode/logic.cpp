#include "symbolic/encode/logic.h"

#include <utility>
#include <vector>

#include <z3++.h>

#include "base/error.h"

namespace modus::symbolic::encode {

using claims::Claim;
using claims::Op;

struct Encoder::State {
  State(z3::context& context, const claims::Signature& signature) : symbols(context, signature) {}

  z3::expr formula(const Claim& claim);
  z3::expr quantifier(const Claim& claim);
  z3::expr junction(const Claim& claim);
  z3::expr relation(const Claim& claim);
  z3::expr membership(const Claim& claim);
  z3::expr term(const Claim& claim);
  z3::expr set(const Claim& claim, const z3::sort& sort);
  z3::expr application(const Claim& claim, Place place);
  z3::expr bound(const Claim& variable) const;

  z3::context& context() const { return symbols.context(); }

  Symbols symbols;
  std::vector<std::pair<std::string, z3::expr>> variables;  // in scope, innermost last
};

namespace {

bool is_number(const z3::expr& term) { return term.is_arith(); }

// The term as a value of the sort: whole numbers become reals, nothing else changes its sort.
z3::expr fitted(const z3::expr& term, const z3::sort& sort) {
  if (z3::eq(term.get_sort(), sort)) return term;
  if (sort.is_real() && term.is_int()) return as_real(term);
  throw OutsideFragment{"sorts that do not fit"};
}

z3::expr equal(const z3::expr& a, const z3::expr& b) {
  if (is_number(a) && is_number(b)) return comparison(Op::kEqual, a, b);
  if (!z3::eq(a.get_sort(), b.get_sort())) throw OutsideFragment{"sorts that do not fit"};
  return a == b;
}

// The operands of a chain of one associative operator, left to right, whatever its brackets.
std::vector<Claim> flattened(const Claim& claim) {
  std::vector<Claim> pending{claim}, operands;
  while (!pending.empty()) {
    const Claim next = pending.back();
    pending.pop_back();
    if (next.op() != claim.op()) {
      operands.push_back(next);
      continue;
    }
    pending.push_back(next.child(1));
    pending.push_back(next.child(0));
  }
  return operands;
}

}  // namespace

z3::expr Encoder::State::formula(const Claim& claim) {
  switch (claim.op()) {
    case Op::kTrue:
      return context().bool_val(true);
    case Op::kFalse:
      return context().bool_val(false);
    case Op::kName:
    case Op::kApply: {
      const z3::expr atom = application(claim, Place::kFormula);
      if (!atom.is_bool()) throw OutsideFragment{claim.name() + " is no proposition"};
      return atom;
    }
    case Op::kNot:
    case Op::kAbsent:
      return !formula(claim.child(0));
    case Op::kAnd:
    case Op::kOr:
      return junction(claim);
    case Op::kXor:
      return formula(claim.child(0)) != formula(claim.child(1));
    case Op::kIff:
      return formula(claim.child(0)) == formula(claim.child(1));
    case Op::kImplies:
      return z3::implies(formula(claim.child(0)), formula(claim.child(1)));
    case Op::kForall:
    case Op::kExists:
      return quantifier(claim);
    default:
      break;
  }
  if (claims::is_comparison(claim.op())) return relation(claim);
  throw OutsideFragment{"a term where a claim is expected"};
}

z3::expr Encoder::State::junction(const Claim& claim) {
  z3::expr_vector operands(context());
  for (const Claim& operand : flattened(claim)) operands.push_back(formula(operand));
  return claim.op() == Op::kAnd ? z3::mk_and(operands) : z3::mk_or(operands);
}

// Neighbouring quantifiers of one kind become one block: the solver's heuristics see them whole.
z3::expr Encoder::State::quantifier(const Claim& claim) {
  const std::size_t outer = variables.size();
  z3::expr_vector block(context());
  Claim body = claim;
  for (; body.op() == claim.op(); body = Claim(body.child(0))) {
    const claims::Sort sort =
        claims::variable_sort(body.name(), body.child(0), symbols.signature());
    const std::string neutral = "v" + std::to_string(variables.size());
    const z3::expr variable = context().constant(neutral.c_str(), symbols.sort(sort));
    block.push_back(variable);
    variables.emplace_back(body.name(), variable);
  }
  const z3::expr inner = formula(body);
  variables.erase(variables.begin() + static_cast<std::ptrdiff_t>(outer), variables.end());
  return claim.op() == Op::kForall ? z3::forall(block, inner) : z3::exists(block, inner);
}

z3::expr Encoder::State::relation(const Claim& claim) {
  const Claim &left = claim.child(0), &right = claim.child(1);
  if (claim.op() == Op::kIn) return membership(claim);
  if (claim.op() == Op::kApproximately) {
    const z3::expr value = term(left);
    if (!is_number(value) || right.op() != Op::kNumber) throw OutsideFragment{"~= of no numbers"};
    return approximately(value, right.literal());
  }
  if (claim.op() == Op::kEqual || claim.op() == Op::kNotEqual) {
    const bool left_is_set = left.op() == Op::kSet;
    const z3::expr known = term(left_is_set ? right : left);
    const z3::expr other = left_is_set              ? set(left, known.get_sort())
                           : right.op() == Op::kSet ? set(right, known.get_sort())
                                                    : term(right);
    const z3::expr equation = equal(known, other);
    return claim.op() == Op::kEqual ? equation : !equation;
  }
  const z3::expr a = term(left), b = term(right);
  if (!is_number(a) || !is_number(b))
    throw OutsideFragment{"an order of things that are no numbers"};
  return comparison(claim.op(), a, b);
}

z3::expr Encoder::State::membership(const Claim& claim) {
  const z3::expr element = term(claim.child(0));
  const Claim& whole = claim.child(1);
  if (whole.op() == Op::kSet) {
    z3::expr_vector cases(context());
    for (const Claim& member : whole.children()) cases.push_back(equal(element, term(member)));
    return z3::mk_or(cases);
  }
  const z3::expr array = term(whole);
  if (!array.is_array()) throw OutsideFragment{"`in` of no set"};
  return z3::select(array, fitted(element, array.get_sort().array_domain()));
}

z3::expr Encoder::State::set(const Claim& claim, const z3::sort& sort) {
  if (!sort.is_array()) throw OutsideFragment{"a set equal to no set"};
  z3::expr array = z3::const_array(sort.array_domain(), context().bool_val(false));
  for (const Claim& member : claim.children())
    array = z3::store(array, fitted(term(member), sort.array_domain()), context().bool_val(true));
  return array;
}

z3::expr Encoder::State::term(const Claim& claim) {
  switch (claim.op()) {
    case Op::kName:
    case Op::kApply:
    case Op::kString:
      return application(claim, Place::kTerm);
    case Op::kVariable:
      return bound(claim);
    case Op::kNumber:
      return numeral(context(), claim.literal().value);
    case Op::kSet:
      throw OutsideFragment{"a set in this place"};
    default:
      break;
  }
  if (!claims::is_term(claim.op())) throw OutsideFragment{"a claim where a term is expected"};
  std::vector<z3::expr> numbers;
  for (const Claim& child : claim.children()) numbers.push_back(term(child));
  for (const z3::expr& number : numbers)
    if (!is_number(number)) throw OutsideFragment{"arithmetic with things that are no numbers"};
  if (claim.op() == Op::kNegate) return negated(numbers[0]);
  if (claim.op() == Op::kPower) return power(numbers[0], numbers[1]);
  return arithmetic(claim.op(), numbers[0], numbers[1]);
}

z3::expr Encoder::State::application(const Claim& claim, Place place) {
  const z3::func_decl declaration = symbols.declare(claim, place);
  z3::expr_vector arguments(context());
  for (unsigned i = 0; i < declaration.arity(); ++i) {
    const z3::sort expected = declaration.domain(i);
    const Claim& argument = claim.child(i);
    const z3::expr value = expected.is_bool()          ? formula(argument)
                           : argument.op() == Op::kSet ? set(argument, expected)
                                                       : term(argument);
    arguments.push_back(fitted(value, expected));
  }
  return declaration(arguments);
}

z3::expr Encoder::State::bound(const Claim& variable) const {
  for (auto it = variables.rbegin(); it != variables.rend(); ++it)
    if (it->first == variable.name()) return it->second;
  throw OutsideFragment{"free variable " + variable.name()};
}

Encoder::Encoder(z3::context& context, const claims::Signature& signature)
    : state_(std::make_unique<State>(context, signature)) {}
Encoder::~Encoder() = default;

z3::expr Encoder::formula(const Claim& claim) {
  // Flattened chains are cheap, everything else recurses.
  if (claim.depth() > kMaxEncodedDepth) throw OutsideFragment{"nested too deeply"};
  state_->variables.clear();  // a throw may have left some
  try {
    return state_->formula(claim);
  } catch (const Error& error) {  // a variable without one sort
    throw OutsideFragment{error.what()};
  }
}

const Symbols& Encoder::symbols() const { return state_->symbols; }

}  // namespace modus::symbolic::encode
