#include "tools/soundness/tree.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/error.h"
#include "tools/soundness/own_functions.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;

namespace {

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
      if (!node.literal_fits) return;
      const Fraction factor = unit_factor(claim.literal().unit);
      const auto scaled = multiply(*value, factor), scaled_half = multiply(*half, factor);
      node.literal_fits = scaled && scaled_half;
      if (node.literal_fits) {
        node.literal = *scaled;
        node.half = *scaled_half;
      }
      return;
    }
    if (claim.op() != Op::kName && claim.op() != Op::kApply) return;
    if (claim.op() == Op::kApply && is_of_the_language(name)) {
      node.own_function = name;
      node.symbol = claim.hash();  // for modal words: what is said
      return;
    }
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

}  // namespace

Tree tree_of(const Claim& claim, const World& world) {
  Tree tree;
  tree.world = &world;
  Builder(world, tree.nodes).build(claim);
  return tree;
}

}  // namespace modus::soundness
