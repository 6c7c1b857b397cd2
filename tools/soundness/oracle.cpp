#include "tools/soundness/oracle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>
#include <utility>

#include "tools/soundness/oracle_value.h"
#include "tools/soundness/own_functions.h"
#include "tools/soundness/tree.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;

namespace {

class Evaluator {
 public:
  Evaluator(const Tree& tree, const Model& model)
      : world_(*tree.world), nodes_(tree.nodes), model_(model) {}

  Value root() { return value(nodes_.size() - 1); }

 private:
  Value value(std::size_t index) {
    const Node& node = nodes_[index];
    switch (node.op) {
      case Op::kTrue:
        return Value::of(true);
      case Op::kFalse:
        return Value::of(false);
      case Op::kName:
      case Op::kApply:
      case Op::kVariable:
        return symbol(node);
      case Op::kNumber:
        return Value::of_number(node.literal_fits ? MaybeFraction(node.literal) : std::nullopt);
      case Op::kNot:
      case Op::kAbsent:
        return negation(value(node.children[0]));
      case Op::kAnd:
      case Op::kOr:
      case Op::kImplies:
        return guarded(node);
      case Op::kXor:
      case Op::kIff:
        return strict_pair(node);
      case Op::kForall:
      case Op::kExists:
        return quantified(node);
      case Op::kIn:
        return membership(node);
      default:
        return claims::is_comparison(node.op) ? comparison(node) : arithmetic(node);
    }
  }

  Value symbol(const Node& node) {
    switch (node.symbol_kind) {
      case SymbolKind::kThing:
        return Value::of_thing(model_.things[node.symbol]);
      case SymbolKind::kNumber: {
        if (((model_.unwritten >> node.symbol) & 1u) != 0) return Value::unknown();
        const auto& number = model_.numbers[node.symbol];
        return number ? Value::of_number(*number) : Value::undefined();
      }
      case SymbolKind::kVariable:
        return bound_[node.symbol];
      default:
        return application(node);
    }
  }

  // Undefined where any argument is; an irrational argument leads to nothing known.
  Value own_function(const Node& node) {
    if (is_set_function(node.own_function)) return set_function(node);
    if (is_interval_relation(node.own_function)) return relation_of_intervals(node);
    if (is_modal(node.own_function)) return opinion_on(node);
    std::vector<Fraction> arguments;
    bool known = true;
    for (const std::size_t child : node.children) {
      const Value argument = value(child);
      if (argument.kind == ValueKind::kUndefined) return argument;
      known = known && argument.kind == ValueKind::kNumber;
      arguments.push_back(argument.number);
    }
    if (!known) return Value::unknown();
    return Value::of_applied(soundness::own_function(node.own_function, arguments));
  }

  // Any truth will do, as long as it is the same for the same words and the same facts.
  Value opinion_on(const Node& node) {
    const Value said = value(node.children[0]);
    if (said.kind == ValueKind::kUndefined) return said;
    std::uint64_t mixed = model_.opinion * 0x9e3779b97f4a7c15u ^ node.symbol;
    mixed = (mixed + (said.is_true() ? 2u : said.is_false() ? 1u : 0u)) * 0xbf58476d1ce4e5b9u;
    return Value::of((mixed >> 40 & 1u) != 0);
  }

  // The numbers of a set, each once. True, or why there are none.
  Value collect_numbers(const Node& set, std::vector<Fraction>& numbers) {
    const auto has = [](const std::vector<Fraction>& among, const Fraction& number) {
      return std::find(among.begin(), among.end(), number) != among.end();
    };
    if (set.op == Op::kApply && set.children.size() == 2) {
      std::vector<Fraction> left, right;
      for (std::size_t side = 0; side < 2; ++side) {
        const Value read = collect_numbers(nodes_[set.children[side]], side == 0 ? left : right);
        if (!read.is_true()) return read;
      }
      for (const Fraction& number : left)
        if (set.own_function == "union" ||
            has(right, number) == (set.own_function == "intersection"))
          numbers.push_back(number);
      if (set.own_function == "union")
        for (const Fraction& number : right)
          if (!has(numbers, number)) numbers.push_back(number);
      return Value::of(true);
    }
    if (set.op != Op::kSet) return Value::unknown();
    Value all = Value::of(true);
    for (const std::size_t child : set.children) {
      const Value member = value(child);
      if (member.kind == ValueKind::kUndefined) return member;
      if (member.kind != ValueKind::kNumber) all = Value::unknown();
      if (!has(numbers, member.number)) numbers.push_back(member.number);
    }
    return all;
  }

  Value count_or_sum(const Node& node) {
    std::vector<Fraction> numbers;
    const Value read = collect_numbers(nodes_[node.children[0]], numbers);
    if (!read.is_true()) return read;
    if (node.own_function == "card")
      return Value::of_number(Fraction(static_cast<std::int64_t>(numbers.size())));
    MaybeFraction total = Fraction(0);
    for (const Fraction& number : numbers) total = total ? add(*total, number) : total;
    return Value::of_number(total);
  }

  Value set_function(const Node& node) {
    if (node.own_function == "sum") return count_or_sum(node);
    const auto left = extension(nodes_[node.children[0]]);
    if (!left && node.own_function == "card") return count_or_sum(node);
    if (!left) return Value::unknown();
    if (node.own_function == "card") return Value::of_number(Fraction(std::popcount(*left)));
    const auto right = extension(nodes_[node.children[1]]);
    if (!right || node.own_function != "subset") return Value::unknown();
    return Value::of((*left & ~*right) == 0);
  }

  Value relation_of_intervals(const Node& node) {
    const auto start = world_.function("start"), end = world_.function("end");
    if (!start || !end) return Value::unknown();
    std::array<Interval, 2> intervals;
    for (std::size_t i = 0; i < 2; ++i) {
      const Value thing = value(node.children[i]);
      if (thing.kind != ValueKind::kThing) return failed(thing);
      intervals[i] = {model_.number_functions[*start][thing.thing],
                      model_.number_functions[*end][thing.thing]};
    }
    const auto holds = interval_relation(node.own_function, intervals[0], intervals[1]);
    return holds ? Value::of(*holds) : Value::undefined();
  }

  Value application(const Node& node) {
    if (!node.own_function.empty()) return own_function(node);
    std::array<std::size_t, 2> arguments{};
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const Value argument = value(node.children[i]);
      if (argument.kind != ValueKind::kThing) return failed(argument);
      arguments[i] = argument.thing;
    }
    if (node.symbol_kind == SymbolKind::kPredicate) {
      const bool pair = world_.predicates[node.symbol].arity == 2;
      const std::size_t bit = pair ? arguments[0] * kMaxThings + arguments[1] : arguments[0];
      return Value::of(((model_.predicates[node.symbol] >> bit) & 1u) != 0);
    }
    if (world_.functions[node.symbol].to_entity)
      return Value::of_thing(model_.entity_functions[node.symbol][arguments[0]]);
    return Value::of_number(model_.number_functions[node.symbol][arguments[0]]);
  }

  static Value failed(const Value& part) {
    return part.kind == ValueKind::kUndefined ? part : Value::unknown();
  }

  static Value negation(const Value& inner) {
    return inner.kind == ValueKind::kTruth ? Value::of(!inner.truth) : inner;
  }

  // The right side is looked at only where the left leaves the matter open.
  Value guarded(const Node& node) {
    const Value left = value(node.children[0]);
    const bool settles = node.op == Op::kOr ? left.is_true() : left.is_false();
    if (settles) return Value::of(node.op != Op::kAnd);
    if (left.kind == ValueKind::kUndefined) return left;
    if (left.kind == ValueKind::kUnknown) return left;
    return value(node.children[1]);
  }

  Value strict_pair(const Node& node) {
    const Value left = value(node.children[0]);
    const Value right = value(node.children[1]);
    if (left.kind == ValueKind::kUndefined || right.kind == ValueKind::kUndefined)
      return Value::undefined();
    if (left.kind != ValueKind::kTruth || right.kind != ValueKind::kTruth) return Value::unknown();
    return Value::of((left.truth == right.truth) == (node.op == Op::kIff));
  }

  // Undefined anywhere is undefined: the condition of a quantifier holds for every instance.
  Value quantified(const Node& node) {
    const bool exists = node.op == Op::kExists;
    const std::size_t count = node.over_numbers ? world_.values.size() : model_.size;
    const Value outer = bound_[node.symbol];
    bool settled = false;
    bool unknown = node.over_numbers;
    bool undefined = false;
    for (std::size_t i = 0; i < count && !undefined; ++i) {
      bound_[node.symbol] =
          node.over_numbers ? Value::of_number(world_.values[i]) : Value::of_thing(i);
      const Value body = value(node.children[0]);
      undefined = body.kind == ValueKind::kUndefined;
      settled = settled || (exists ? body.is_true() : body.is_false());
      unknown = unknown || body.kind == ValueKind::kUnknown;
    }
    bound_[node.symbol] = outer;
    if (undefined) return Value::undefined();
    // Numbers not tried here might make it undefined, so that nothing is certain of partial bodies.
    if (settled && !(node.over_numbers && is_partial(node.children[0]))) return Value::of(exists);
    return unknown ? Value::unknown() : Value::of(!exists);
  }

  bool is_partial(std::size_t index) const {
    const Node& node = nodes_[index];
    if (node.op == Op::kDivide || node.op == Op::kIntegerDivide || node.op == Op::kModulo ||
        node.op == Op::kPower || !node.own_function.empty())
      return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](std::size_t child) { return is_partial(child); });
  }

  Value membership(const Node& node) {
    const Value left = value(node.children[0]);
    const Node& set = nodes_[node.children[1]];
    if (set.op == Op::kApply) {
      const auto members = extension(set);
      if (left.kind != ValueKind::kThing) return failed(left);
      return members ? Value::of(((*members >> left.thing) & 1u) != 0) : Value::unknown();
    }
    if (set.op == Op::kName) {
      if (left.kind != ValueKind::kThing) return failed(left);
      return Value::of(((model_.predicates[set.symbol] >> left.thing) & 1u) != 0);
    }
    bool found = false;
    Value bad = left;
    for (const std::size_t child : set.children) {
      const Value member = value(child);
      if (member.kind == ValueKind::kUndefined) return member;
      if (member.kind == ValueKind::kUnknown || member.kind == ValueKind::kNear)
        bad = Value::unknown();
      found = found || same(left, member);
    }
    if (left.kind == ValueKind::kUndefined) return left;
    if (bad.kind == ValueKind::kUnknown || left.kind == ValueKind::kNear) return Value::unknown();
    return Value::of(found);
  }

  static bool same(const Value& a, const Value& b) {
    if (a.kind != b.kind) return false;
    return a.kind == ValueKind::kThing ? a.thing == b.thing : a.number == b.number;
  }

  bool is_set(const Node& node) const {
    return node.op == Op::kSet || node.own_function == "union" ||
           node.own_function == "intersection" || node.own_function == "difference" ||
           (node.symbol_kind == SymbolKind::kPredicate && world_.predicates[node.symbol].is_set);
  }

  // The things of a set as bits; nullopt where a member is no thing.
  std::optional<std::uint32_t> extension(const Node& set) {
    if (set.op == Op::kName) return model_.predicates[set.symbol];
    if (set.op == Op::kApply) {
      const auto a = extension(nodes_[set.children[0]]), b = extension(nodes_[set.children[1]]);
      if (!a || !b) return std::nullopt;
      if (set.own_function == "union") return *a | *b;
      return set.own_function == "intersection" ? *a & *b : *a & ~*b;
    }
    std::uint32_t bits = 0;
    for (const std::size_t child : set.children) {
      const Value member = value(child);
      if (member.kind != ValueKind::kThing) return std::nullopt;
      bits |= 1u << member.thing;
    }
    return bits;
  }

  Value same_sets(const Node& node) {
    const auto left = extension(nodes_[node.children[0]]);
    const auto right = extension(nodes_[node.children[1]]);
    if (!left || !right) return Value::unknown();
    return Value::of((*left == *right) == (node.op == Op::kEqual));
  }

  Value comparison(const Node& node) {
    if (is_set(nodes_[node.children[0]])) return same_sets(node);
    const Value left = value(node.children[0]);
    const Value right = value(node.children[1]);
    if (left.kind == ValueKind::kUndefined || right.kind == ValueKind::kUndefined)
      return Value::undefined();
    if (left.kind == ValueKind::kUnknown || right.kind == ValueKind::kUnknown)
      return Value::unknown();
    if (left.kind == ValueKind::kNear || right.kind == ValueKind::kNear)
      return clearly(node, left.real(), right.real());
    if (node.op == Op::kEqual) return Value::of(same(left, right));
    if (node.op == Op::kNotEqual) return Value::of(!same(left, right));
    const Fraction& a = left.number;
    const Fraction& b = right.number;
    switch (node.op) {
      case Op::kLess:
        return Value::of(a < b);
      case Op::kLessEqual:
        return Value::of(!(b < a));
      case Op::kGreater:
        return Value::of(b < a);
      case Op::kGreaterEqual:
        return Value::of(!(a < b));
      default:
        return about(a, b, nodes_[node.children[1]].half);
    }
  }

  // Only what rounding cannot turn round.
  Value clearly(const Node& node, double a, double b) const {
    const double least = 1e-6 * (1 + std::abs(a) + std::abs(b));
    if (node.op == Op::kApproximately) {
      const double beyond = std::abs(a - b) - to_double(nodes_[node.children[1]].half);
      return std::abs(beyond) < least ? Value::unknown() : Value::of(beyond < 0);
    }
    if (std::abs(a - b) < least) return Value::unknown();
    const bool less = node.op == Op::kLess || node.op == Op::kLessEqual;
    if (node.op == Op::kEqual || node.op == Op::kNotEqual)
      return Value::of(node.op == Op::kNotEqual);
    return Value::of((a < b) == less);
  }

  static Value about(const Fraction& a, const Fraction& b, const Fraction& half) {
    const auto low = subtract(b, half);
    const auto high = add(b, half);
    if (!low || !high) return Value::unknown();
    return Value::of(!(a < *low) && !(*high < a));
  }

  Value arithmetic(const Node& node) {
    std::array<Value, 2> parts{};
    for (std::size_t i = 0; i < node.children.size() && i < 2; ++i) {
      parts[i] = value(node.children[i]);
      if (parts[i].kind == ValueKind::kUndefined) return parts[i];
    }
    const bool pair = node.children.size() == 2;
    if (!parts[0].is_real() || (pair && !parts[1].is_real())) return Value::unknown();
    if (parts[0].kind == ValueKind::kNear || (pair && parts[1].kind == ValueKind::kNear)) {
      const bool by_zero = node.op >= Op::kDivide && node.op <= Op::kModulo &&
                           parts[1].kind == ValueKind::kNumber && parts[1].number.is_zero();
      return by_zero ? Value::undefined()
                     : nearly(node.op, parts[0].real(), pair ? parts[1].real() : 0);
    }
    const Fraction& a = parts[0].number;
    const Fraction& b = parts[1].number;
    switch (node.op) {
      case Op::kNegate:
        return Value::of_number(subtract(Fraction(0), a));
      case Op::kAdd:
        return Value::of_number(add(a, b));
      case Op::kSubtract:
        return Value::of_number(subtract(a, b));
      case Op::kMultiply:
        return Value::of_number(multiply(a, b));
      case Op::kDivide:
        return b.is_zero() ? Value::undefined() : Value::of_number(divide(a, b));
      case Op::kIntegerDivide:
      case Op::kModulo:
        return floor_division(node.op, a, b);
      case Op::kPower:
        return power_of(a, b);
      default:
        return Value::unknown();
    }
  }

  const World& world_;
  const std::vector<Node>& nodes_;
  const Model& model_;
  std::array<Value, kMaxBound> bound_{};
};

}  // namespace

Statement::Statement(const Claim& claim, const World& world) {
  Claim closed = claim;
  const std::vector<std::string> free = claims::free_variables(claim);
  for (auto it = free.rbegin(); it != free.rend(); ++it)
    closed = claims::quantified(Op::kForall, *it, closed);
  tree_ = tree_of(closed, world);
}

Truth Statement::in(const Model& model) const {
  const Value value = Evaluator(tree_, model).root();
  switch (value.kind) {
    case ValueKind::kTruth:
      return value.truth ? Truth::kTrue : Truth::kFalse;
    case ValueKind::kUndefined:
      return Truth::kUndefined;
    default:
      return Truth::kUnknown;
  }
}

TermValue::TermValue(const Claim& term, const World& world) : tree_(tree_of(term, world)) {}

std::optional<Fraction> TermValue::number_in(const Model& model) const {
  const Value value = Evaluator(tree_, model).root();
  return value.kind == ValueKind::kNumber ? MaybeFraction(value.number) : std::nullopt;
}
bool TermValue::is_undefined_in(const Model& model) const {
  return Evaluator(tree_, model).root().kind == ValueKind::kUndefined;
}
std::optional<std::size_t> TermValue::thing_in(const Model& model) const {
  const Value value = Evaluator(tree_, model).root();
  if (value.kind != ValueKind::kThing) return std::nullopt;
  return value.thing;
}

}  // namespace modus::soundness
