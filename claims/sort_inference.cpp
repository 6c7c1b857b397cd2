#include "claims/sort_inference.h"

#include <fmt/core.h>

#include "claims/evaluate.h"

namespace modus::claims {
namespace {

constexpr int kMaxExponentOfUnits = 99;

SortUnknowns::Numbers numbers_of(const Sort& sort) {
  const bool whole = sort.kind == SortKind::kInt ||
                     (sort.kind == SortKind::kSet && sort.element == SortKind::kInt);
  return whole ? SortUnknowns::Numbers::kInt : SortUnknowns::Numbers::kReal;
}

// The exponent of `x^2` and `x^-2`; nothing where it is no whole number or a large one.
std::optional<int> literal_exponent(const Claim& claim) {
  const bool negative = claim.op() == Op::kNegate;
  const Claim& magnitude = negative ? claim.child(0) : claim;
  if (magnitude.op() != Op::kNumber || !magnitude.literal().unit.empty()) return std::nullopt;
  const Rational& value = magnitude.literal().value;
  if (!is_integer(value) || value > kMaxExponentOfUnits) return std::nullopt;
  const int exponent = static_cast<int>(value.get_num().get_si());
  return negative ? -exponent : exponent;
}

}  // namespace

void SortInference::declare(const SortDeclaration& declaration) {
  if (!declaration.arguments.empty() && function_form(declaration.name) != nullptr)
    throw SortFault{fmt::format("{0} is a function of the language; a name of your own needs "
                                "another spelling, as {0}_",
                                declaration.name),
                    declaration.span};
  if (symbols_.contains(declaration.name))
    throw SortFault{fmt::format("{} is declared twice", declaration.name), declaration.span};
  declared(declaration.name, Symbol{declaration.arguments, declaration.result});
}

void SortInference::add_formula(const Claim& claim) {
  free_.clear();
  formula(claim);
}

void SortInference::add_term(const Claim& claim) {
  free_.clear();
  last_ = term(claim);
}

void SortInference::add_definition(const std::string& name, const Claim& defining) {
  add_term(defining);
  unknowns_.unify(symbol(name, 0, defining.span()).result, last_, defining.span());
}

Signature SortInference::solve() {
  unknowns_.solve();
  Signature signature;
  for (const auto& [name, unknowns] : symbols_) {
    if (unknowns_.is_open(unknowns.result)) {
      if (!unsettled_)
        unsettled_ = SortFault{fmt::format("{0} may be an entity or a number: declare "
                                           "`sort {0}: entity` or `sort {0}: real`",
                                           name),
                               unknowns_.first_use(unknowns.result)};
      continue;
    }
    Symbol symbol;
    symbol.result = unknowns_.sort(unknowns.result, unknowns.numbers);
    for (std::size_t i = 0; i < unknowns.arguments.size(); ++i)
      symbol.arguments.push_back(
          unknowns_.sort(unknowns.arguments[i], unknowns.argument_numbers[i]));
    signature.add(name, std::move(symbol));
  }
  return signature;
}

Sort SortInference::free_variable(const std::string& name) const {
  const auto it = free_.find(name);
  if (it == free_.end()) return {};
  const auto numbers = variable_numbers_.find(it->second);
  return unknowns_.sort(it->second,
                        numbers == variable_numbers_.end() ? Numbers::kReal : numbers->second);
}

Sort SortInference::last_term() const { return unknowns_.sort(last_, Numbers::kReal); }

const SortInference::SymbolUnknowns& SortInference::declared(const std::string& name,
                                                             const Symbol& symbol) {
  SymbolUnknowns made;
  for (const Sort& sort : symbol.arguments) {
    made.arguments.push_back(unknowns_.fresh(name, {}, made.arguments.size() + 1));
    unknowns_.be_sort(made.arguments.back(), sort, {});
    made.argument_numbers.push_back(numbers_of(sort));
  }
  made.result = unknowns_.fresh(name, {});
  unknowns_.be_sort(made.result, symbol.result, {});
  made.numbers = numbers_of(symbol.result);
  return symbols_.emplace(name, std::move(made)).first->second;
}

const SortInference::SymbolUnknowns& SortInference::symbol(const std::string& name,
                                                           std::size_t arity, Span at) {
  const auto found = symbols_.find(name);
  if (found != symbols_.end()) {
    if (found->second.arguments.size() != arity)
      throw SortFault{fmt::format("{} takes {} arguments here and {} elsewhere", name, arity,
                                  found->second.arguments.size()),
                      at};
    return found->second;
  }
  const Symbol* known = known_ != nullptr ? known_->find(name) : nullptr;
  if (known != nullptr && known->arguments.size() == arity) return declared(name, *known);
  SymbolUnknowns made;
  for (std::size_t i = 0; i < arity; ++i) {
    made.arguments.push_back(unknowns_.fresh(name, at, i + 1));
    unknowns_.prefer_entity(made.arguments.back());
  }
  made.argument_numbers.assign(arity, Numbers::kReal);
  made.result = unknowns_.fresh(name, at);
  return symbols_.emplace(name, std::move(made)).first->second;
}

SortInference::Unknown SortInference::variable(const Claim& claim) {
  for (auto it = scope_.rbegin(); it != scope_.rend(); ++it)
    if (it->first == claim.name()) return it->second;
  const auto found = free_.find(claim.name());
  if (found != free_.end()) return found->second;
  return free_.emplace(claim.name(), unknowns_.fresh(claim.name(), claim.span())).first->second;
}

SortInference::Unknown SortInference::quantified(const Claim& claim) {
  const Unknown bound = unknowns_.fresh(claim.name(), claim.span());
  unknowns_.prefer_entity(bound);
  scope_.emplace_back(claim.name(), bound);
  formula(claim.child(0));
  scope_.pop_back();
  return bound;
}

void SortInference::formula(const Claim& claim) {
  switch (claim.op()) {
    case Op::kTrue:
    case Op::kFalse:
      return;
    case Op::kName:
      return unknowns_.be(symbol(claim.name(), 0, claim.span()).result, Kind::kTruth, claim.span());
    case Op::kApply:
      return unknowns_.be(applied(claim), Kind::kTruth, claim.span());
    case Op::kForall:
    case Op::kExists:
      quantified(claim);
      return;
    case Op::kIndependent:
      return independence(claim);
    case Op::kGraph:
      return graph(claim);
    case Op::kVariable:
      throw SortFault{fmt::format("{} is a variable, but a claim is expected here, true or false",
                                  claim.name()),
                      claim.span()};
    default:
      break;
  }
  if (is_comparison(claim.op())) return comparison(claim);
  if (is_term(claim.op()))
    throw SortFault{"a claim is expected here, true or false; this is a term", claim.span()};
  for (const Claim& child : claim.children()) formula(child);
}

void SortInference::comparison(const Claim& claim) {
  const Unknown left = term(claim.child(0));
  const Unknown right = term(claim.child(1));
  if (claim.op() == Op::kIn) return unknowns_.be_set_of(right, left, claim.span());
  // The literal 0 compares with every unit: `t != 0` is the condition of `1 / t`, whatever t is.
  if (is_plain_zero(claim.child(0)) || is_plain_zero(claim.child(1))) {
    unknowns_.be(left, Kind::kNumber, claim.child(0).span());
    unknowns_.be(right, Kind::kNumber, claim.child(1).span());
    return;
  }
  unknowns_.unify(left, right, claim.span());
  if (claim.op() != Op::kEqual && claim.op() != Op::kNotEqual)
    unknowns_.be(left, Kind::kNumber, claim.span());
}

SortInference::Unknown SortInference::term(const Claim& claim) {
  switch (claim.op()) {
    case Op::kName:
      return symbol(claim.name(), 0, claim.span()).result;
    case Op::kVariable:
      return variable(claim);
    case Op::kApply:
      return applied(claim);
    case Op::kSet:
      return set(claim);
    case Op::kNumber:
      return number(claim);
    case Op::kString: {
      const Unknown text = unknowns_.fresh("a string", claim.span());
      unknowns_.be(text, Kind::kEntity, claim.span());
      return text;
    }
    case Op::kPower:
      return power(claim);
    case Op::kProbability:
      return probability(claim);
    default:
      break;
  }
  if (!is_term(claim.op()))
    throw SortFault{"a term is expected here; this is a claim, true or false", claim.span()};
  return arithmetic(claim);
}

SortInference::Unknown SortInference::number(const Claim& claim) {
  const Literal& literal = claim.literal();
  const Unknown value = unknowns_.fresh(
      literal.unit.empty() ? literal.digits : literal.digits + " " + literal.unit, claim.span());
  const auto unit = literal.unit.empty() ? UnitMonomial() : parse_unit(literal.unit);
  if (!unit) throw SortFault{fmt::format("{} is no known unit", literal.unit), claim.span()};
  unknowns_.be_number(value, dimension_of(*unit), claim.span());
  return value;
}

SortInference::Unknown SortInference::applied(const Claim& claim) {
  if (const auto own = function_of(claim)) return function(*own, claim);
  const SymbolUnknowns& head = symbol(claim.name(), claim.children().size(), claim.span());
  for (std::size_t i = 0; i < claim.children().size(); ++i) {
    const Unknown argument = term(claim.child(i));
    unknowns_.unify(head.arguments[i], argument, claim.child(i).span());
    if (claim.child(i).op() == Op::kVariable)
      note_argument(claim.child(i), head.argument_numbers[i]);
  }
  return head.result;
}

void SortInference::note_argument(const Claim& argument, Numbers numbers) {
  const auto [it, first] = variable_numbers_.emplace(variable(argument), numbers);
  if (!first && numbers == Numbers::kReal) it->second = Numbers::kReal;
}

SortInference::Unknown SortInference::arithmetic(const Claim& claim) {
  const Unknown left = term(claim.child(0));
  unknowns_.be(left, Kind::kNumber, claim.child(0).span());
  if (claim.op() == Op::kNegate) return left;
  const Unknown right = term(claim.child(1));
  unknowns_.be(right, Kind::kNumber, claim.child(1).span());
  const Unknown result = unknowns_.fresh("the value", claim.span());
  switch (claim.op()) {
    case Op::kMultiply:
      unknowns_.be_product(result, left, right, 1, claim.span());
      break;
    case Op::kDivide:
    case Op::kIntegerDivide:
      unknowns_.be_product(result, left, right, -1, claim.span());
      break;
    default:  // + - mod
      unknowns_.unify(left, right, claim.span());
      unknowns_.unify(result, left, claim.span());
  }
  return result;
}

// The exponent is a plain number. Only a plain number may be raised to what is no small literal.
SortInference::Unknown SortInference::power(const Claim& claim) {
  const Unknown base = term(claim.child(0));
  const Unknown exponent = term(claim.child(1));
  unknowns_.be(base, Kind::kNumber, claim.child(0).span());
  unknowns_.be_number(exponent, {}, claim.child(1).span());
  const Unknown result = unknowns_.fresh("the value", claim.span());
  const auto written = literal_exponent(claim.child(1));
  if (!written) unknowns_.be_number(base, {}, claim.child(0).span());
  if (!written || *written == 0) {
    unknowns_.be_number(result, {}, claim.span());
    return result;
  }
  const Unknown one = unknowns_.fresh("1", claim.span());
  unknowns_.be_number(one, {}, claim.span());
  unknowns_.be_product(result, one, base, *written, claim.span());
  return result;
}

SortInference::Unknown SortInference::set(const Claim& claim) {
  const Unknown result = unknowns_.fresh("the set", claim.span());
  const Unknown element = unknowns_.fresh("a member", claim.span());
  unknowns_.prefer_entity(element);
  unknowns_.be_set_of(result, element, claim.span());
  for (const Claim& member : claim.children())
    unknowns_.unify(element, term(member), member.span());
  return result;
}

}  // namespace modus::claims
