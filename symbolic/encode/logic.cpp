#include "symbolic/encode/logic.h"

#include <vector>

#include <z3++.h>

#include "base/error.h"
#include "claims/abbreviations.h"
#include "claims/calendar.h"
#include "claims/comprehension.h"
#include "claims/functions.h"
#include "claims/intervals.h"
#include "symbolic/encode/functions.h"
#include "symbolic/encode/sets.h"

namespace modus::symbolic::encode {

using claims::Claim;
using claims::Op;

struct Encoder::State {
  State(z3::context& context, const claims::Signature& signature)
      : symbols(context, signature), functions(context), cardinalities(context) {}

  z3::expr formula(const Claim& claim);
  z3::expr quantifier(const Claim& claim);
  z3::expr junction(const Claim& claim);
  z3::expr relation(const Claim& claim);
  z3::expr membership(const Claim& claim);
  z3::expr term(const Claim& claim);
  z3::expr set(const Claim& claim, const z3::sort& sort);
  z3::expr application(const Claim& claim, Place place);
  z3::expr function(claims::Function function, const Claim& claim);
  z3::expr number(const Claim& claim);
  z3::expr date_function(claims::Function function, const Claim& claim);
  z3::expr set_function(claims::Function function, const Claim& claim);
  z3::expr of_list(claims::Function function, const std::vector<claims::ListedMember>& list);
  void refuse_set(claims::Function function, const Claim& claim) const;
  z3::expr set_of(const Claim& claim, const z3::sort& sort);
  z3::sort sort_of_set(const Claim& claim);
  z3::expr raised(const Claim& claim, const z3::expr& base, const z3::expr& exponent);
  void refuse_bound(const Claim& claim) const;
  z3::expr bound(const Claim& variable) const;

  z3::context& context() const { return symbols.context(); }

  Symbols symbols;
  FunctionTerms functions;
  Cardinalities cardinalities;
  mutable std::vector<z3::expr> all_constraints;
  const QueryUnits* units = nullptr;
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

bool is_set_term(const Claim& claim) {
  const auto own = claims::function_of(claim);
  return claim.op() == Op::kSet ||
         (own && *own >= claims::Function::kUnion && *own <= claims::Function::kDifference);
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
      if (const auto own = claims::function_of(claim)) return function(*own, claim);
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
    const claims::Literal& literal = right.literal();
    const claims::Rational half = claims::half_unit(literal);
    if (!units) return approximately(value, literal.value, half);
    return approximately(value, units->value_of(literal), half * units->scale_of(literal));
  }
  if (claim.op() == Op::kEqual || claim.op() == Op::kNotEqual) {
    const bool sets = is_set_term(left) || is_set_term(right);
    const Claim& named = left.op() == Op::kSet ? right : left;
    const z3::expr known = sets ? set_of(left, sort_of_set(named)) : term(left);
    const z3::expr other = sets ? set_of(right, known.get_sort()) : term(right);
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
  const z3::expr array = is_set_term(whole) ? set_of(whole, sort_of_set(whole)) : term(whole);
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
    case Op::kApply:
      if (const auto own = claims::function_of(claim)) return function(*own, claim);
      [[fallthrough]];
    case Op::kName:
    case Op::kString:
      return application(claim, Place::kTerm);
    case Op::kVariable:
      return bound(claim);
    case Op::kNumber:
      return numeral(context(), units ? units->value_of(claim.literal()) : claim.literal().value);
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
  if (claim.op() == Op::kPower) return raised(claim, numbers[0], numbers[1]);
  return arithmetic(claim.op(), numbers[0], numbers[1]);
}

z3::expr Encoder::State::application(const Claim& claim, Place place) {
  const z3::func_decl declaration = symbols.declare(claim, place);
  z3::expr_vector arguments(context());
  for (unsigned i = 0; i < declaration.arity(); ++i) {
    const z3::sort expected = declaration.domain(i);
    const Claim& argument = claim.child(i);
    const z3::expr value = expected.is_bool()      ? formula(argument)
                           : is_set_term(argument) ? set_of(argument, expected)
                                                   : term(argument);
    arguments.push_back(fitted(value, expected));
  }
  return declaration(arguments);
}

z3::expr Encoder::State::function(claims::Function function, const Claim& claim) {
  if (function == claims::Function::kModal) throw OutsideFragment{"modality"};
  if (function == claims::Function::kIntervalRelation)
    return formula(claims::interval_comparison(claim));
  if (claims::takes_sets(function)) return set_function(function, claim);
  if (claims::takes_dates(function)) return date_function(function, claim);
  if (is_constrained(function)) refuse_bound(claim);
  std::vector<z3::expr> arguments;
  for (const Claim& child : claim.children()) arguments.push_back(number(child));
  return functions.term(function, arguments);
}

z3::expr Encoder::State::number(const Claim& claim) {
  const z3::expr value = term(claim);
  if (!is_number(value)) throw OutsideFragment{"arithmetic with things that are no numbers"};
  return value;
}

z3::expr Encoder::State::date_function(claims::Function function, const Claim& claim) {
  if (function == claims::Function::kDate) {
    const auto date = claims::written_date(claim);
    if (!date) throw OutsideFragment{"a date that is not written out"};
    return numeral(context(), claims::Rational(*claims::day_number(*date)));
  }
  const z3::expr first = number(claim.child(0));
  if (function == claims::Function::kWeekday) {  // day number 0 was a Monday
    const z3::expr day = functions.term(claims::Function::kFloor, {first});
    return arithmetic(Op::kAdd, arithmetic(Op::kModulo, day, numeral(context(), 7)),
                      numeral(context(), 1));
  }
  const z3::expr second = number(claim.child(1));
  if (function == claims::Function::kDaysAfter) return arithmetic(Op::kAdd, first, second);
  return arithmetic(Op::kSubtract, second, first);
}

z3::expr Encoder::State::set_function(claims::Function function, const Claim& claim) {
  using claims::Function;
  if (function == Function::kCard || function == Function::kSum ||
      claims::needs_members(function)) {
    const Claim& of = claim.child(0);
    if (const auto members = claims::listed_members(of)) return of_list(function, *members);
    if (function != Function::kCard)
      throw OutsideFragment{"the " + claim.name() + " of a set that is not listed"};
    refuse_bound(claim);
    return cardinalities.of(set_of(of, sort_of_set(of)));
  }
  refuse_set(function, claim);
  std::optional<z3::sort> sort;
  for (const Claim& part : claim.children())
    if (!sort && part.op() != Op::kSet) sort = sort_of_set(part);
  if (!sort) sort = sort_of_set(claim.child(0));
  std::vector<z3::expr> parts;
  for (const Claim& part : claim.children()) parts.push_back(set_of(part, *sort));
  return set_operation(function, parts);
}

z3::expr Encoder::State::of_list(claims::Function function,
                                 const std::vector<claims::ListedMember>& list) {
  SetMembers members;
  for (const claims::ListedMember& member : list) {
    members.elements.push_back(term(member.element));
    members.guards.push_back(formula(claims::written_out(member.guard)));
  }
  bool mixed = false;
  for (const z3::expr& element : members.elements)
    mixed = mixed || !z3::eq(element.get_sort(), members.elements[0].get_sort());
  if (mixed)
    for (z3::expr& element : members.elements) element = as_real(element);
  return number_of(context(), function, members);
}

void Encoder::State::refuse_set(claims::Function function, const Claim& claim) const {
  if (function == claims::Function::kSuchThat || function == claims::Function::kIntegers)
    throw OutsideFragment{"a set by a condition in this place"};
  refuse_bound(claim);  // Z3 5.4.1 finds no model of sets mapped under two quantifiers
}

// A set of the given sort: a list, a name, an operation on sets.
z3::expr Encoder::State::set_of(const Claim& claim, const z3::sort& sort) {
  if (claim.op() == Op::kSet) return set(claim, sort);
  const auto own = claims::function_of(claim);
  if (!own || !claims::takes_sets(*own)) return fitted(term(claim), sort);
  refuse_set(*own, claim);
  std::vector<z3::expr> parts;
  for (const Claim& part : claim.children()) parts.push_back(set_of(part, sort));
  return set_operation(*own, parts);
}

z3::sort Encoder::State::sort_of_set(const Claim& claim) {
  const auto own = claims::function_of(claim);
  if (own && claims::takes_sets(*own)) {
    refuse_set(*own, claim);
    for (const Claim& part : claim.children())
      if (part.op() != Op::kSet) return sort_of_set(part);
    return sort_of_set(claim.child(0));
  }
  if (claim.op() != Op::kSet) return term(claim).get_sort();
  z3::sort element = symbols.entity();
  for (std::size_t i = 0; i < claim.children().size(); ++i) {
    const z3::sort here = term(claim.child(i)).get_sort();
    if (i == 0 || here.is_real()) element = here;
  }
  return context().array_sort(element, context().bool_sort());
}

// x ^ (2/3) is a power of a root.
z3::expr Encoder::State::raised(const Claim& claim, const z3::expr& base,
                                const z3::expr& exponent) {
  if (!exponent.is_numeral() || exponent.is_int()) return power(base, exponent);
  claims::Rational q(Z3_get_numeral_string(context(), exponent));
  q.canonicalize();
  if (claims::is_integer(q)) return power(base, numeral(context(), q));
  if (q.get_den() > kMaxPower) throw OutsideFragment{"the degree of a root is too large"};
  refuse_bound(claim);
  const auto degree = static_cast<unsigned>(q.get_den().get_ui());
  return power(functions.root(base, degree), numeral(context(), claims::Rational(q.get_num())));
}

// A constraint stands beside the formulas, where no bound variable is in scope.
void Encoder::State::refuse_bound(const Claim& claim) const {
  if (claims::free_variables(claim).empty()) return;
  throw OutsideFragment{"a root, a logarithm or their like of a bound variable"};
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

void Encoder::speak_in(const QueryUnits& units) { state_->units = &units; }

const Symbols& Encoder::symbols() const { return state_->symbols; }
const std::vector<z3::expr>& Encoder::constraints() const {
  state_->all_constraints = state_->functions.constraints();
  const auto& sizes = state_->cardinalities.constraints();
  state_->all_constraints.insert(state_->all_constraints.end(), sizes.begin(), sizes.end());
  return state_->all_constraints;
}
bool Encoder::by_laws() const {
  return state_->functions.by_laws() || !state_->cardinalities.constraints().empty();
}

}  // namespace modus::symbolic::encode
