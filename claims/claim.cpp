#include "claims/claim.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "base/error.h"
#include "claims/functions.h"

namespace modus::claims {

struct ClaimNode {
  Op op = Op::kTrue;
  std::string name;
  std::shared_ptr<const Literal> literal;
  std::vector<Claim> children;
  Span span;
  std::size_t hash = 0;
  std::size_t size = 1;
  std::size_t depth = 1;
};

namespace {

// Fewest and most children that an operator takes.
std::pair<std::size_t, std::size_t> arity_of(Op op) {
  switch (op) {
    case Op::kTrue:
    case Op::kFalse:
    case Op::kName:
    case Op::kVariable:
    case Op::kNumber:
    case Op::kString:
      return {0, 0};
    case Op::kApply:
      return {1, static_cast<std::size_t>(-1)};
    case Op::kSet:
      return {0, static_cast<std::size_t>(-1)};
    case Op::kProbability:
    case Op::kDo:
    case Op::kGraph:
      return {1, static_cast<std::size_t>(-1)};
    case Op::kWorld:
    case Op::kIndependent:
      return {2, static_cast<std::size_t>(-1)};
    case Op::kHidden:
      return {1, 1};
    case Op::kNegate:
    case Op::kNot:
    case Op::kAbsent:
    case Op::kForall:
    case Op::kExists:
      return {1, 1};
    default:
      return {2, 2};
  }
}

std::size_t combine(std::size_t seed, std::size_t value) {
  return (seed ^ (value + 0x9E3779B97F4A7C15ull + (seed << 6) + (seed >> 2))) *
         0xFF51AFD7ED558CCDull;
}

std::shared_ptr<const ClaimNode> finish(std::shared_ptr<ClaimNode> node) {
  const std::hash<std::string> hash_text;
  std::size_t hash = combine(static_cast<std::size_t>(node->op) + 1, hash_text(node->name));
  if (node->literal)
    hash = combine(combine(hash, hash_text(node->literal->digits)), hash_text(node->literal->unit));
  for (const Claim& child : node->children) {
    hash = combine(hash, child.hash());
    node->size += child.size();
    node->depth = std::max(node->depth, child.depth() + 1);
  }
  node->hash = hash;
  return node;
}

void collect_free(const Claim& claim, std::vector<std::string>& bound,
                  std::vector<std::string>& found) {
  if (claim.op() == Op::kVariable) {
    if (std::find(bound.begin(), bound.end(), claim.name()) == bound.end() &&
        std::find(found.begin(), found.end(), claim.name()) == found.end())
      found.push_back(claim.name());
    return;
  }
  const bool binds = claim.op() == Op::kForall || claim.op() == Op::kExists;
  if (binds) bound.push_back(claim.name());
  for (const Claim& child : claim.children()) collect_free(child, bound, found);
  if (binds) bound.pop_back();
}

Claim rebuilt(const Claim& claim, std::string name, std::vector<Claim> children) {
  return make(claim.op(), std::move(name), std::move(children), claim.span());
}

std::string fresh_variable(const std::string& base, const std::set<std::string>& taken) {
  for (std::size_t i = 1;; ++i) {
    std::string candidate = base.substr(0, 1) + std::to_string(i);
    if (!taken.contains(candidate)) return candidate;
  }
}

// Substitution of either names or variables; the leaf's operator tells them apart.
Claim substitute(const Claim& claim, std::span<const Replacement> replacements, Op leaf) {
  if (replacements.empty()) return claim;
  if (claim.op() == leaf) {
    for (const Replacement& r : replacements)
      if (r.from == claim.name()) return r.to;
    return claim;
  }
  if (claim.children().empty()) return claim;
  if (claim.op() == Op::kForall || claim.op() == Op::kExists) {
    std::vector<Replacement> inside;
    for (const Replacement& r : replacements)
      if (leaf != Op::kVariable || r.from != claim.name()) inside.push_back(r);
    std::set<std::string> taken;
    for (const Replacement& r : inside)
      for (std::string& v : free_variables(r.to)) taken.insert(std::move(v));
    std::string bound = claim.name();
    Claim body = claim.child(0);
    if (taken.contains(bound)) {
      for (std::string& v : free_variables(body)) taken.insert(std::move(v));
      for (const Replacement& r : inside) taken.insert(r.from);
      bound = fresh_variable(bound, taken);
      const Replacement rename[] = {{claim.name(), variable(bound)}};
      body = substitute(body, rename, Op::kVariable);
    }
    return rebuilt(claim, bound, {substitute(body, inside, leaf)});
  }
  std::vector<Claim> children;
  children.reserve(claim.children().size());
  for (const Claim& child : claim.children())
    children.push_back(substitute(child, replacements, leaf));
  return rebuilt(claim, claim.name(), std::move(children));
}

void collect_names(const Claim& claim, std::set<std::string>& found) {
  const auto own = function_of(claim);
  if (claim.op() == Op::kName || (claim.op() == Op::kApply && !own)) found.insert(claim.name());
  if (own == Function::kIntervalRelation) found.insert({"start", "end"});
  if (own && is_figure(*own)) found.insert({"x_of", "y_of"});
  for (const Claim& child : claim.children()) collect_names(child, found);
}

using Bindings = std::vector<std::pair<std::string, std::string>>;

bool alpha_equal_under(const Claim& a, const Claim& b, Bindings& bindings) {
  if (a.op() != b.op() || a.children().size() != b.children().size()) return false;
  if (a.op() == Op::kVariable) {
    for (auto it = bindings.rbegin(); it != bindings.rend(); ++it)
      if (it->first == a.name() || it->second == b.name())
        return it->first == a.name() && it->second == b.name();
    return a.name() == b.name();
  }
  const bool binds = a.op() == Op::kForall || a.op() == Op::kExists;
  if (a.op() == Op::kNumber) return a.literal() == b.literal();
  if (!binds && a.name() != b.name()) return false;
  if (binds) bindings.emplace_back(a.name(), b.name());
  bool equal = true;
  for (std::size_t i = 0; equal && i < a.children().size(); ++i)
    equal = alpha_equal_under(a.child(i), b.child(i), bindings);
  if (binds) bindings.pop_back();
  return equal;
}

}  // namespace

Claim::Claim() {
  static const std::shared_ptr<const ClaimNode> shared = finish(std::make_shared<ClaimNode>());
  node_ = shared;
}
Claim::Claim(std::shared_ptr<const ClaimNode> node) : node_(std::move(node)) {}

Op Claim::op() const { return node_->op; }
const std::string& Claim::name() const { return node_->name; }
const Literal& Claim::literal() const {
  MODUS_CHECK(node_->literal, "no literal on op {}", static_cast<int>(node_->op));
  return *node_->literal;
}
std::span<const Claim> Claim::children() const { return node_->children; }
const Claim& Claim::child(std::size_t i) const {
  MODUS_CHECK(i < node_->children.size(), "child {} of {}", i, node_->children.size());
  return node_->children[i];
}
Span Claim::span() const { return node_->span; }
std::size_t Claim::hash() const { return node_->hash; }
std::size_t Claim::size() const { return node_->size; }
std::size_t Claim::depth() const { return node_->depth; }

bool operator==(const Claim& a, const Claim& b) {
  if (a.node_ == b.node_) return true;
  const ClaimNode &x = *a.node_, &y = *b.node_;
  if (x.hash != y.hash || x.op != y.op || x.size != y.size || x.name != y.name) return false;
  if (x.literal && !(*x.literal == *y.literal)) return false;
  return x.children == y.children;
}

Claim make(Op op, std::string name, std::vector<Claim> children, Span span) {
  const auto [fewest, most] = arity_of(op);
  MODUS_CHECK(op != Op::kNumber && children.size() >= fewest && children.size() <= most,
              "op {} with {} children", static_cast<int>(op), children.size());
  auto node = std::make_shared<ClaimNode>();
  node->op = op;
  node->name = std::move(name);
  node->children = std::move(children);
  node->span = span;
  return Claim(finish(std::move(node)));
}

Claim number(Literal literal, Span span) {
  auto node = std::make_shared<ClaimNode>();
  node->op = Op::kNumber;
  node->literal = std::make_shared<const Literal>(std::move(literal));
  node->span = span;
  return Claim(finish(std::move(node)));
}

Claim number_term(const Rational& value) {
  if (sgn(value) < 0) return unary(Op::kNegate, number_term(-value));
  const std::string shown = to_string(value);
  if (const auto literal = parse_literal(shown)) return number(*literal, {});
  return binary(Op::kDivide, number_term(Rational(value.get_num())),
                number_term(Rational(value.get_den())));
}

Claim both(const Claim& a, const Claim& b) {
  const Claim parts[] = {a, b};
  return all_of(parts);
}

Claim all_of(std::span<const Claim> claims) {
  std::vector<Claim> members;
  std::unordered_set<Claim> seen;
  for (const Claim& claim : claims)
    if (claim.op() != Op::kTrue && seen.insert(claim).second) members.push_back(claim);
  if (members.empty()) return truth(true);
  Claim result = members.front();
  for (std::size_t i = 1; i < members.size(); ++i) result = binary(Op::kAnd, result, members[i]);
  return result;
}

bool is_comparison(Op op) { return op >= Op::kEqual && op <= Op::kIn; }
bool is_term(Op op) {
  return op == Op::kNumber || op == Op::kString || op == Op::kProbability ||
         (op >= Op::kSet && op <= Op::kSubtract);
}
bool is_connective(Op op) { return op >= Op::kNot && op <= Op::kExists; }
bool is_atom(const Claim& claim) {
  return claim.op() == Op::kName || (claim.op() == Op::kApply && !function_of(claim));
}
bool is_literal(const Claim& claim) {
  return is_atom(claim) || (claim.op() == Op::kNot && is_atom(claim.child(0)));
}

std::vector<std::string> free_variables(const Claim& claim) {
  std::vector<std::string> bound, found;
  collect_free(claim, bound, found);
  return found;
}

Claim substitute_variables(const Claim& claim, std::span<const Replacement> replacements) {
  return substitute(claim, replacements, Op::kVariable);
}
Claim substitute_names(const Claim& claim, std::span<const Replacement> replacements) {
  return substitute(claim, replacements, Op::kName);
}

std::vector<std::string> names_in(const Claim& claim) {
  std::set<std::string> found;
  collect_names(claim, found);
  return {found.begin(), found.end()};
}

bool alpha_equal(const Claim& a, const Claim& b) {
  Bindings bindings;
  return alpha_equal_under(a, b, bindings);
}

}  // namespace modus::claims
