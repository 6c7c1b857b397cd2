#include "claims/sort_inference.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/error.h"

namespace modus::claims {
namespace {

Dimension times(const Dimension& a, const Dimension& b, int power) {
  return multiply(a, b, power);
}

bool is_conditional_term(const Claim& claim) { return is_term(claim.op()); }

}  // namespace

void SortInference::declare(const SortDeclaration& declaration) {
  if (symbols_.contains(declaration.name))
    throw SortFault{fmt::format("{} is declared twice", declaration.name), declaration.span};
  declare(declaration.name, Symbol{declaration.arguments, declaration.result});
}

void SortInference::declare(const std::string& name, const Symbol& symbol) {
  declared(name, symbol);
}

SortInference::SymbolNodes& SortInference::declared(const std::string& name,
                                                    const Symbol& symbol) {
  SymbolNodes nodes;
  nodes.declared = true;
  for (const Sort& sort : symbol.arguments) {
    nodes.arguments.push_back(
        fresh(fmt::format("argument {} of {}", nodes.arguments.size() + 1, name), {}));
    be_sort(nodes.arguments.back(), sort, {});
    nodes.int_argument.push_back(sort.kind == SortKind::kInt);
  }
  nodes.result = fresh(name, {});
  be_sort(nodes.result, symbol.result, {});
  nodes.is_int = symbol.result.kind == SortKind::kInt;
  return symbols_.emplace(name, std::move(nodes)).first->second;
}

void SortInference::add_formula(const Claim& claim) {
  free_.clear();
  if (is_conditional_term(claim))
    throw SortFault{"a claim is true or false; this is a term", claim.span()};
  formula(claim);
}

void SortInference::add_term(const Claim& claim) {
  free_.clear();
  last_ = term(claim);
}

void SortInference::add_definition(const std::string& name, const Claim& defining) {
  add_term(defining);
  unify(symbol(name, 0, defining.span()).result, last_, defining.span());
}

SortInference::Node SortInference::fresh(std::string label, Span at) {
  Cell cell;
  cell.parent = cells_.size();
  cell.label = std::move(label);
  cell.at = at;
  cells_.push_back(std::move(cell));
  return cells_.size() - 1;
}

SortInference::Node SortInference::find(Node node) const {
  while (cells_[node].parent != node) node = cells_[node].parent;
  return node;
}

void SortInference::be(Node node, Kind kind, Span at) {
  static constexpr const char* kNames[] = {"unknown", "true or false", "an entity", "a number",
                                           "a set"};
  Cell& cell = cells_[find(node)];
  if (cell.kind == Kind::kUnknown) cell.kind = kind;
  if (cell.kind != kind)
    throw SortFault{fmt::format("{} is {} here and {} elsewhere", cells_[node].label,
                                kNames[static_cast<int>(kind)],
                                kNames[static_cast<int>(cell.kind)]),
                    at};
}

void SortInference::be_number(Node node, const Dimension& dimension, Span at) {
  be(node, Kind::kNumber, at);
  Cell& cell = cells_[find(node)];
  if (cell.dimension && *cell.dimension != dimension)
    throw SortFault{fmt::format("malformed (dimension): {} is {} here and {} elsewhere",
                                cells_[node].label, print_dimension(dimension),
                                print_dimension(*cell.dimension)),
                    at};
  cell.dimension = dimension;
}

void SortInference::be_sort(Node node, const Sort& sort, Span at) {
  switch (sort.kind) {
    case SortKind::kTruth: return be(node, Kind::kTruth, at);
    case SortKind::kEntity: return be(node, Kind::kEntity, at);
    case SortKind::kInt: case SortKind::kReal: return be_number(node, {}, at);
    case SortKind::kQuantity: return be_number(node, sort.dimension, at);
    case SortKind::kSet: {
      be(node, Kind::kSet, at);
      const Node element = fresh(cells_[node].label, at);
      if (sort.element == SortKind::kEntity) be(element, Kind::kEntity, at);
      else be_number(element, {}, at);
      if (!cells_[find(node)].element) cells_[find(node)].element = element;
      return unify(*cells_[find(node)].element, element, at);
    }
  }
}

void SortInference::unify(Node a, Node b, Span at) {
  const Node x = find(a), y = find(b);
  if (x == y) return;
  const Cell other = cells_[y];
  if (other.kind != Kind::kUnknown) be(a, other.kind, at);
  else if (cells_[x].kind != Kind::kUnknown) be(b, cells_[x].kind, at);
  if (other.dimension) be_number(a, *other.dimension, at);
  cells_[y].parent = x;
  cells_[x].position |= other.position;
  if (other.element && cells_[x].element) return unify(*cells_[x].element, *other.element, at);
  if (other.element) cells_[x].element = other.element;
}

SortInference::SymbolNodes& SortInference::symbol(const std::string& name, std::size_t arity,
                                                  Span at) {
  const auto found = symbols_.find(name);
  if (found != symbols_.end()) {
    if (found->second.arguments.size() != arity)
      throw SortFault{fmt::format("{} takes {} arguments here and {} elsewhere", name, arity,
                                  found->second.arguments.size()),
                      at};
    return found->second;
  }
  SymbolNodes nodes;
  const Symbol* known = known_ ? known_->find(name) : nullptr;
  if (known && known->arguments.size() == arity) return declared(name, *known);
  for (std::size_t i = 0; i < arity; ++i) {
    nodes.arguments.push_back(fresh(fmt::format("argument {} of {}", i + 1, name), at));
    cells_[nodes.arguments.back()].position = true;
  }
  nodes.int_argument.assign(arity, false);
  nodes.result = fresh(name, at);
  return symbols_.emplace(name, std::move(nodes)).first->second;
}

SortInference::Node SortInference::variable(const Claim& claim) {
  for (auto it = scope_.rbegin(); it != scope_.rend(); ++it)
    if (it->first == claim.name()) return it->second;
  const auto found = free_.find(claim.name());
  if (found != free_.end()) return found->second;
  return free_.emplace(claim.name(), fresh(claim.name(), claim.span())).first->second;
}

void SortInference::quantified(const Claim& claim) {
  const Node node = fresh(claim.name(), claim.span());
  cells_[node].position = true;  // ranges over entities where nothing else fixes it
  scope_.emplace_back(claim.name(), node);
  formula(claim.child(0));
  scope_.pop_back();
}

void SortInference::formula(const Claim& claim) {
  switch (claim.op()) {
    case Op::kTrue: case Op::kFalse: return;
    case Op::kName:
      return be(symbol(claim.name(), 0, claim.span()).result, Kind::kTruth, claim.span());
    case Op::kApply: return be(applied(claim), Kind::kTruth, claim.span());
    case Op::kForall: case Op::kExists: return quantified(claim);
    case Op::kVariable:
      throw SortFault{fmt::format("{} is a variable, a claim is expected here", claim.name()),
                      claim.span()};
    default: break;
  }
  if (is_comparison(claim.op())) return comparison(claim);
  if (is_term(claim.op()))
    throw SortFault{"a claim is expected here, this is a term", claim.span()};
  for (const Claim& child : claim.children()) formula(child);
}

void SortInference::comparison(const Claim& claim) {
  const Node left = term(claim.child(0));
  const Node right = term(claim.child(1));
  if (claim.op() == Op::kIn) {
    be(right, Kind::kSet, claim.child(1).span());
    Cell& cell = cells_[find(right)];
    if (!cell.element) cell.element = left;
    return unify(*cells_[find(right)].element, left, claim.span());
  }
  unify(left, right, claim.span());
  if (claim.op() != Op::kEqual && claim.op() != Op::kNotEqual)
    be(left, Kind::kNumber, claim.span());
}

SortInference::Node SortInference::term(const Claim& claim) {
  switch (claim.op()) {
    case Op::kName: return symbol(claim.name(), 0, claim.span()).result;
    case Op::kVariable: return variable(claim);
    case Op::kApply: return applied(claim);
    case Op::kSet: return set(claim);
    case Op::kNumber: {
      const Node node = fresh(claim.literal().digits, claim.span());
      const auto unit = claim.literal().unit.empty() ? UnitMonomial()
                                                     : parse_unit(claim.literal().unit);
      if (!unit) throw SortFault{fmt::format("{} is no known unit", claim.literal().unit), claim.span()};
      be_number(node, dimension_of(*unit), claim.span());
      return node;
    }
    case Op::kString: {
      const Node node = fresh("a string", claim.span());
      be(node, Kind::kEntity, claim.span());
      return node;
    }
    case Op::kPower: return power(claim);
    default: break;
  }
  if (!is_term(claim.op()))
    throw SortFault{"a term is expected here, this is a claim that is true or false", claim.span()};
  return arithmetic(claim);
}

SortInference::Node SortInference::applied(const Claim& claim) {
  // Taken by value: reading an argument may add symbols.
  const SymbolNodes nodes = symbol(claim.name(), claim.children().size(), claim.span());
  for (std::size_t i = 0; i < claim.children().size(); ++i) {
    const Node argument = term(claim.child(i));
    unify(nodes.arguments[i], argument, claim.child(i).span());
    if (claim.child(i).op() != Op::kVariable || !nodes.declared) continue;
    const auto [it, first] = int_variable_.emplace(variable(claim.child(i)), nodes.int_argument[i]);
    if (!first) it->second = it->second && nodes.int_argument[i];
  }
  return nodes.result;
}

SortInference::Node SortInference::arithmetic(const Claim& claim) {
  const Node result = fresh("the value", claim.span());
  const Node left = term(claim.child(0));
  be(left, Kind::kNumber, claim.child(0).span());
  if (claim.op() == Op::kNegate) {
    unify(result, left, claim.span());
    return result;
  }
  const Node right = term(claim.child(1));
  be(right, Kind::kNumber, claim.child(1).span());
  be(result, Kind::kNumber, claim.span());
  switch (claim.op()) {
    case Op::kMultiply: products_.push_back({result, left, right, 1, claim.span()}); break;
    case Op::kDivide: case Op::kIntegerDivide:
      products_.push_back({result, left, right, -1, claim.span()});
      break;
    default:  // + - mod
      unify(left, right, claim.span());
      unify(result, left, claim.span());
  }
  return result;
}

// The exponent is a plain number; with a literal exponent n the dimension is that of n factors.
SortInference::Node SortInference::power(const Claim& claim) {
  const Node base = term(claim.child(0));
  const Node exponent = term(claim.child(1));
  be(base, Kind::kNumber, claim.child(0).span());
  be_number(exponent, {}, claim.child(1).span());
  Node result = fresh("the value", claim.span());
  const Claim& n = claim.child(1);
  const bool small = n.op() == Op::kNumber && is_integer(n.literal().value) &&
                     n.literal().value >= 1 && n.literal().value <= 9;
  if (!small) {  // only a plain number may be raised to an unknown or large power
    be_number(base, {}, claim.child(0).span());
    be_number(result, {}, claim.span());
    return result;
  }
  be(result, Kind::kNumber, claim.span());
  Node product = base;
  for (long i = 1; i < n.literal().value.get_num().get_si(); ++i) {
    const Node next = fresh("the value", claim.span());
    be(next, Kind::kNumber, claim.span());
    products_.push_back({next, product, base, 1, claim.span()});
    product = next;
  }
  unify(result, product, claim.span());
  return result;
}

SortInference::Node SortInference::set(const Claim& claim) {
  const Node result = fresh("the set", claim.span());
  be(result, Kind::kSet, claim.span());
  const Node element = fresh("a member", claim.span());
  cells_[element].position = true;
  cells_[find(result)].element = element;
  for (const Claim& member : claim.children()) unify(element, term(member), member.span());
  return result;
}

// Whether anything new was learnt.
bool SortInference::solve_product(const Product& p) {
  const auto known = [&](Node node) { return cells_[find(node)].dimension; };
  const auto result = known(p.result), left = known(p.left), right = known(p.right);
  if (left && right) {
    const bool news = !result;
    be_number(p.result, times(*left, *right, p.sign), p.at);
    return news;
  }
  if (result && right) be_number(p.left, times(*result, *right, -p.sign), p.at);
  else if (result && left)
    be_number(p.right, p.sign > 0 ? times(*result, *left, -1) : times(*left, *result, -1), p.at);
  else return false;
  return true;
}

void SortInference::solve_products() {
  for (bool grew = true; grew;) {
    grew = false;
    for (const Product& product : products_) grew |= solve_product(product);
  }
}

Signature SortInference::solve() {
  solve_products();
  // What no unit reaches is a plain number; that may settle further products.
  for (Node node = 0; node < cells_.size(); ++node) {
    Cell& cell = cells_[find(node)];
    if (cell.kind == Kind::kNumber && !cell.dimension) {
      cell.dimension = Dimension();
      solve_products();
    }
    if (cell.kind == Kind::kUnknown && cell.position) cell.kind = Kind::kEntity;
  }
  Signature signature;
  for (const auto& [name, nodes] : symbols_) {
    const Cell& cell = cells_[find(nodes.result)];
    if (cell.kind == Kind::kUnknown)
      throw SortFault{fmt::format("{0} may be an entity or a number: declare `sort {0}: entity` or "
                                  "`sort {0}: real`",
                                  name),
                      cells_[nodes.result].at};
    Symbol symbol;
    symbol.result = sort_at(nodes.result, nodes.is_int);
    for (std::size_t i = 0; i < nodes.arguments.size(); ++i)
      symbol.arguments.push_back(sort_at(nodes.arguments[i], nodes.int_argument[i]));
    signature.symbols_.emplace(name, std::move(symbol));
  }
  return signature;
}

Sort SortInference::sort_at(Node node, bool is_int) const {
  const Cell& cell = cells_[find(node)];
  Sort sort;
  switch (cell.kind) {
    case Kind::kTruth: sort.kind = SortKind::kTruth; break;
    case Kind::kUnknown: case Kind::kEntity: sort.kind = SortKind::kEntity; break;
    case Kind::kNumber:
      sort.kind = is_int ? SortKind::kInt : SortKind::kReal;
      if (cell.dimension && !cell.dimension->empty()) {
        sort.kind = SortKind::kQuantity;
        sort.dimension = *cell.dimension;
      }
      break;
    case Kind::kSet:
      sort.kind = SortKind::kSet;
      sort.element = cell.element && cells_[find(*cell.element)].kind == Kind::kNumber
                         ? SortKind::kReal
                         : SortKind::kEntity;
      break;
  }
  return sort;
}

bool SortInference::has_free_variable(const std::string& name) const {
  return free_.contains(name);
}

Sort SortInference::free_variable(const std::string& name) const {
  const auto it = free_.find(name);
  if (it == free_.end()) return {};
  const auto is_int = int_variable_.find(it->second);
  return sort_at(it->second, is_int != int_variable_.end() && is_int->second);
}

Sort SortInference::last_term() const { return sort_at(last_, false); }

}  // namespace modus::claims
