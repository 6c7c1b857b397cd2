#include "symbolic/encode/symbols.h"

#include <z3++.h>

#include "symbolic/encode/arithmetic.h"

namespace modus::symbolic::encode {

using claims::Op;
using claims::SortKind;

struct Symbols::State {
  State(z3::context& c, const claims::Signature& s)
      : context(c), signature(s), entity(c.uninterpreted_sort("entity")) {}

  z3::sort kind_sort(SortKind kind) const {
    switch (kind) {
      case SortKind::kTruth:
        return context.bool_sort();
      case SortKind::kEntity:
        return entity;
      case SortKind::kInt:
        return context.int_sort();
      case SortKind::kReal:
      case SortKind::kQuantity:
        return context.real_sort();
      case SortKind::kRandom:
        throw OutsideFragment{"a random variable outside P(...)"};
      case SortKind::kSet:
        break;
    }
    throw OutsideFragment{"a set of sets"};
  }

  z3::context& context;
  const claims::Signature& signature;
  z3::sort entity;
  std::map<std::string, z3::func_decl> declared;
};

Symbols::Symbols(z3::context& context, const claims::Signature& signature)
    : state_(std::make_unique<State>(context, signature)) {}
Symbols::~Symbols() = default;

z3::context& Symbols::context() const { return state_->context; }
const claims::Signature& Symbols::signature() const { return state_->signature; }
z3::sort Symbols::entity() const { return state_->entity; }

z3::sort Symbols::sort(const claims::Sort& sort) const {
  if (sort.kind != SortKind::kSet) return state_->kind_sort(sort.kind);
  return state_->context.array_sort(state_->kind_sort(sort.element), state_->context.bool_sort());
}

std::string Symbols::key_of(const claims::Claim& use) {
  return use.op() == Op::kString ? '"' + use.name() : use.name();
}

z3::func_decl Symbols::declare(const claims::Claim& use, Place place) {
  const std::string key = key_of(use);
  const std::size_t arity = use.children().size();
  if (const auto found = state_->declared.find(key); found != state_->declared.end()) {
    if (found->second.arity() != arity) throw OutsideFragment{key + " has two arities"};
    return found->second;
  }
  z3::sort_vector domain(state_->context);
  z3::sort range = place == Place::kFormula ? state_->context.bool_sort() : state_->entity;
  const claims::Symbol* symbol = use.op() == Op::kString ? nullptr : signature().find(use.name());
  if (symbol) {
    if (symbol->arguments.size() != arity) throw OutsideFragment{key + " has two arities"};
    for (const claims::Sort& argument : symbol->arguments) domain.push_back(sort(argument));
    range = sort(symbol->result);
  } else {
    for (std::size_t i = 0; i < arity; ++i) domain.push_back(state_->entity);
  }
  const std::string neutral = "n" + std::to_string(state_->declared.size());
  const z3::func_decl made = state_->context.function(neutral.c_str(), domain, range);
  state_->declared.emplace(key, made);
  return made;
}

const z3::func_decl* Symbols::find(const std::string& key) const {
  const auto found = state_->declared.find(key);
  return found == state_->declared.end() ? nullptr : &found->second;
}

}  // namespace modus::symbolic::encode
