#include "tools/soundness/oracle.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "base/error.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxBound = 8;  // variables bound inside one another

enum class ValueKind : std::uint8_t { kTruth, kThing, kNumber, kUndefined, kUnknown };
struct Value {
  ValueKind kind = ValueKind::kUnknown;
  bool truth = false;
  std::size_t thing = 0;
  Fraction number;

  static Value of(bool value) { return {ValueKind::kTruth, value, 0, {}}; }
  static Value of_thing(std::size_t thing) { return {ValueKind::kThing, false, thing, {}}; }
  static Value of_number(const MaybeFraction& number) {
    if (!number) return {ValueKind::kUnknown, false, 0, {}};
    return {ValueKind::kNumber, false, 0, *number};
  }
  static Value undefined() { return {ValueKind::kUndefined, false, 0, {}}; }
  static Value unknown() { return {ValueKind::kUnknown, false, 0, {}}; }

  bool is_true() const { return kind == ValueKind::kTruth && truth; }
  bool is_false() const { return kind == ValueKind::kTruth && !truth; }
};

enum class SymbolKind : std::uint8_t { kNone, kThing, kNumber, kPredicate, kFunction, kVariable };

struct Node {
  Op op = Op::kTrue;
  SymbolKind symbol_kind = SymbolKind::kNone;
  std::size_t symbol = 0;      // index in the world, or the slot of a variable
  bool over_numbers = false;   // quantifiers
  Fraction literal;
  Fraction half;               // half a unit of the literal's last digit
  bool literal_fits = true;
  std::vector<std::size_t> children;
};

bool is_number_variable(const std::string& name) { return name[0] == 'N' || name[0] == 'M'; }

class Builder {
 public:
  Builder(const World& world, std::vector<Node>& nodes) : world_(world), nodes_(nodes) {}

  std::size_t build(const Claim& claim) {
    Node node;
    node.op = claim.op();
    const bool binds = claim.op() == Op::kForall || claim.op() == Op::kExists;
    std::optional<std::size_t> outer;
    if (binds) {
      const auto known = slots_.find(claim.name());
      if (known != slots_.end()) outer = known->second;
      MODUS_CHECK(depth_ < kMaxBound, "more than {} bound variables", kMaxBound);
      node.symbol = slots_[claim.name()] = depth_++;
      node.over_numbers = is_number_variable(claim.name());
    } else {
      resolve(claim, node);
    }
    for (const Claim& child : claim.children()) node.children.push_back(build(child));
    if (binds) {
      --depth_;
      slots_.erase(claim.name());
      if (outer) slots_[claim.name()] = *outer;
    }
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
  }

 private:
  void resolve(const Claim& claim, Node& node) {
    const std::string& name = claim.name();
    const auto set = [&](SymbolKind kind, std::size_t index) {
      node.symbol_kind = kind;
      node.symbol = index;
    };
    if (claim.op() == Op::kVariable) {
      const auto slot = slots_.find(name);
      MODUS_CHECK(slot != slots_.end(), "variable {} is not bound", name);
      return set(SymbolKind::kVariable, slot->second);
    }
    if (claim.op() == Op::kNumber) {
      const auto value = fraction_of_digits(claim.literal().digits);
      const auto half = half_of_last_digit(claim.literal().digits);
      node.literal_fits = value.has_value() && half.has_value();
      if (node.literal_fits) {
        node.literal = *value;
        node.half = *half;
      }
      return;
    }
    if (claim.op() != Op::kName && claim.op() != Op::kApply) return;
    if (const auto thing = world_.thing(name)) return set(SymbolKind::kThing, *thing);
    if (const auto number = world_.number(name)) return set(SymbolKind::kNumber, *number);
    if (const auto predicate = world_.predicate(name))
      return set(SymbolKind::kPredicate, *predicate);
    const auto function = world_.function(name);
    MODUS_CHECK(function.has_value(), "the oracle's world has no {}", name);
    set(SymbolKind::kFunction, *function);
  }

  const World& world_;
  std::vector<Node>& nodes_;
  std::map<std::string, std::size_t> slots_;
  std::size_t depth_ = 0;
};

class Evaluator {
 public:
  Evaluator(const World& world, const std::vector<Node>& nodes, const Model& model)
      : world_(world), nodes_(nodes), model_(model) {}

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

 private:
  Value symbol(const Node& node) {
    switch (node.symbol_kind) {
      case SymbolKind::kThing:
        return Value::of_thing(model_.things[node.symbol]);
      case SymbolKind::kNumber: {
        const auto& number = model_.numbers[node.symbol];
        return number ? Value::of_number(*number) : Value::undefined();
      }
      case SymbolKind::kVariable:
        return bound_[node.symbol];
      default:
        return application(node);
    }
  }

  Value application(const Node& node) {
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
    const Value right = value(node.children[1]);
    if (left.kind == ValueKind::kTruth) return right;
    // Left unknown: it could be either; settled only where both ways agree.
    const bool either = node.op == Op::kAnd ? right.is_false() : right.is_true();
    return either ? right : Value::unknown();
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
        node.op == Op::kPower)
      return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](std::size_t child) { return is_partial(child); });
  }

  Value membership(const Node& node) {
    const Value left = value(node.children[0]);
    const Node& set = nodes_[node.children[1]];
    if (set.op == Op::kName) {
      if (left.kind != ValueKind::kThing) return failed(left);
      return Value::of(((model_.predicates[set.symbol] >> left.thing) & 1u) != 0);
    }
    bool found = false;
    Value bad = left;
    for (const std::size_t child : set.children) {
      const Value member = value(child);
      if (member.kind == ValueKind::kUndefined) return member;
      if (member.kind == ValueKind::kUnknown) bad = member;
      found = found || same(left, member);
    }
    if (left.kind == ValueKind::kUndefined) return left;
    if (bad.kind == ValueKind::kUnknown) return bad;
    return Value::of(found);
  }

  static bool same(const Value& a, const Value& b) {
    if (a.kind != b.kind) return false;
    return a.kind == ValueKind::kThing ? a.thing == b.thing : a.number == b.number;
  }

  Value comparison(const Node& node) {
    const Value left = value(node.children[0]);
    const Value right = value(node.children[1]);
    if (left.kind == ValueKind::kUndefined || right.kind == ValueKind::kUndefined)
      return Value::undefined();
    if (left.kind == ValueKind::kUnknown || right.kind == ValueKind::kUnknown)
      return Value::unknown();
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
    for (std::size_t i = 0; i < node.children.size() && i < 2; ++i)
      if (parts[i].kind != ValueKind::kNumber) return Value::unknown();
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

  static Value floor_division(Op op, const Fraction& a, const Fraction& b) {
    if (b.is_zero()) return Value::undefined();
    const auto ratio = divide(a, b);
    const auto quotient = ratio ? floor_of(*ratio) : std::nullopt;
    if (!quotient || op == Op::kIntegerDivide) return Value::of_number(quotient);
    const auto covered = multiply(*quotient, b);
    return Value::of_number(covered ? subtract(a, *covered) : std::nullopt);
  }

  static Value power_of(const Fraction& base, const Fraction& exponent) {
    if (!exponent.is_whole()) return Value::unknown();
    if (base.is_zero() && exponent.numerator() <= 0) return Value::undefined();
    return Value::of_number(power(base, exponent.numerator()));
  }

  const World& world_;
  const std::vector<Node>& nodes_;
  const Model& model_;
  std::array<Value, kMaxBound> bound_{};
};

}  // namespace

struct Statement::Tree {
  const World* world = nullptr;
  std::vector<Node> nodes;
  std::size_t root = 0;
};
struct TermTree {
  const World* world = nullptr;
  std::vector<Node> nodes;
  std::size_t root = 0;
};

Statement::Statement(const Claim& claim, const World& world) : tree_(std::make_unique<Tree>()) {
  Claim closed = claim;
  const std::vector<std::string> free = claims::free_variables(claim);
  for (auto it = free.rbegin(); it != free.rend(); ++it)
    closed = claims::quantified(Op::kForall, *it, closed);
  tree_->world = &world;
  tree_->root = Builder(world, tree_->nodes).build(closed);
}
Statement::~Statement() = default;
Statement::Statement(Statement&&) noexcept = default;

Truth Statement::in(const Model& model) const {
  const Value value = Evaluator(*tree_->world, tree_->nodes, model).value(tree_->root);
  switch (value.kind) {
    case ValueKind::kTruth:
      return value.truth ? Truth::kTrue : Truth::kFalse;
    case ValueKind::kUndefined:
      return Truth::kUndefined;
    default:
      return Truth::kUnknown;
  }
}

TermValue::TermValue(const Claim& term, const World& world) : tree_(std::make_unique<TermTree>()) {
  tree_->world = &world;
  tree_->root = Builder(world, tree_->nodes).build(term);
}
TermValue::~TermValue() = default;
TermValue::TermValue(TermValue&&) noexcept = default;

std::optional<Fraction> TermValue::number_in(const Model& model) const {
  const Value value = Evaluator(*tree_->world, tree_->nodes, model).value(tree_->root);
  return value.kind == ValueKind::kNumber ? MaybeFraction(value.number) : std::nullopt;
}
std::optional<std::size_t> TermValue::thing_in(const Model& model) const {
  const Value value = Evaluator(*tree_->world, tree_->nodes, model).value(tree_->root);
  if (value.kind != ValueKind::kThing) return std::nullopt;
  return value.thing;
}

}  // namespace modus::soundness
