#include "symbolic/encode/counter_model.h"

#include <algorithm>
#include <map>
#include <vector>

#include <z3++.h>

#include "claims/functions.h"
#include "claims/intervals.h"

namespace modus::symbolic::encode {

using claims::Claim;
using claims::Op;
using claims::Rational;
using claims::SortKind;
using claims::Value;

namespace {

constexpr std::size_t kMaxDomain = 64;
constexpr std::size_t kMaxRows = 4096;

struct Untranslatable {};

void collect_symbols(const Claim& claim, std::map<std::string, Claim>& uses) {
  const bool named =
      claim.op() == Op::kName || claim.op() == Op::kApply || claim.op() == Op::kString;
  if (named && !claims::function_of(claim)) uses.emplace(Symbols::key_of(claim), claim);
  if (claims::function_of(claim) == claims::Function::kIntervalRelation)
    return collect_symbols(claims::interval_comparison(claim), uses);
  for (const Claim& child : claim.children()) collect_symbols(child, uses);
}

class Translation {
 public:
  Translation(const z3::model& model, const Symbols& symbols, const QueryUnits& units)
      : model_(model), symbols_(symbols), units_(units) {}

  claims::Model translate(const std::map<std::string, Claim>& uses);

 private:
  void name_elements(const std::map<std::string, Claim>& uses);
  void add_element(const z3::expr& element, const std::string& name);
  z3::expr evaluated(const z3::expr& term) const;
  Value value(const z3::expr& term, const claims::Sort& sort) const;
  Value any_value(const claims::Sort& sort) const;
  claims::ElementSet set(const z3::expr& array, const claims::Sort& sort) const;
  claims::Model::Table table(const z3::func_decl& function, const claims::Symbol& symbol) const;
  void enumerate(const z3::func_decl& function, const claims::Symbol& symbol,
                 claims::Model::Table& table) const;
  claims::Symbol symbol_of(const Claim& use, const z3::func_decl& function) const;

  const z3::model& model_;
  const Symbols& symbols_;
  const QueryUnits& units_;
  std::vector<z3::expr> elements_;
  std::vector<std::string> names_;  // of elements_, in the same order
};

z3::expr Translation::evaluated(const z3::expr& term) const { return model_.eval(term, true); }

void Translation::add_element(const z3::expr& element, const std::string& name) {
  for (const z3::expr& known : elements_)
    if (z3::eq(known, element)) return;
  if (elements_.size() == kMaxDomain) throw Untranslatable{};
  elements_.push_back(element);
  names_.push_back(name);
}

// An element is called after the first of its constants; one that no constant denotes gets a name
// that nothing else has: e1, e2, ...
void Translation::name_elements(const std::map<std::string, Claim>& uses) {
  for (const auto& [key, use] : uses) {
    const z3::func_decl* constant = symbols_.find(key);
    if (constant && constant->is_const() && z3::eq(constant->range(), symbols_.entity()))
      add_element(evaluated((*constant)()), use.name());
  }
  unsigned anonymous = 0;
  const auto next_name = [&] {
    std::string name;
    do name = "e" + std::to_string(++anonymous);
    while (uses.contains(name) || symbols_.signature().find(name));
    return name;
  };
  for (unsigned i = 0; i < model_.num_sorts(); ++i) {
    if (!z3::eq(model_.get_sort(i), symbols_.entity())) continue;
    z3::context& context = symbols_.context();
    const z3::expr_vector universe(context,
                                   Z3_model_get_sort_universe(context, model_, symbols_.entity()));
    for (const z3::expr& element : universe) add_element(element, next_name());
  }
  if (names_.empty()) names_.push_back(next_name());
}

claims::ElementSet Translation::set(const z3::expr& array, const claims::Sort& sort) const {
  if (sort.element != SortKind::kEntity) throw Untranslatable{};
  claims::ElementSet members;
  for (std::size_t i = 0; i < elements_.size(); ++i)
    if (evaluated(z3::select(array, elements_[i])).is_true())
      members.elements.push_back(claims::Entity{names_[i]});
  return members;
}

Value Translation::value(const z3::expr& term, const claims::Sort& sort) const {
  if (sort.kind == SortKind::kTruth) {
    if (!term.is_true() && !term.is_false()) throw Untranslatable{};
    return term.is_true();
  }
  if (sort.kind == SortKind::kSet) return set(term, sort);
  if (sort.kind == SortKind::kEntity) {
    for (std::size_t i = 0; i < elements_.size(); ++i)
      if (z3::eq(elements_[i], term)) return claims::Entity{names_[i]};
    throw Untranslatable{};
  }
  if (!term.is_numeral()) throw Untranslatable{};  // algebraic
  Rational number(Z3_get_numeral_string(term.ctx(), term));
  number.canonicalize();
  claims::UnitMonomial unit;
  if (sort.kind == SortKind::kQuantity)
    unit = units_.monomial_of(sort.dimension).value_or(claims::UnitMonomial{});
  return claims::Quantity{number, unit};
}

// The model leaves the choice.
Value Translation::any_value(const claims::Sort& sort) const {
  if (sort.kind == SortKind::kTruth) return false;
  if (claims::is_numeric(sort)) return value(symbols_.context().int_val(0), sort);
  if (sort.kind == SortKind::kEntity) return claims::Entity{names_.front()};
  return claims::ElementSet{};
}

// Every row over the elements.
void Translation::enumerate(const z3::func_decl& function, const claims::Symbol& symbol,
                            claims::Model::Table& table) const {
  const std::size_t arity = symbol.arguments.size();
  std::size_t rows = 1;
  for (std::size_t i = 0; i < arity; ++i)
    if ((rows *= std::max<std::size_t>(elements_.size(), 1)) > kMaxRows) throw Untranslatable{};
  if (elements_.empty()) return;
  for (std::size_t row = 0; row < rows; ++row) {
    z3::expr_vector arguments(symbols_.context());
    claims::Model::Row names;
    for (std::size_t i = 0, rest = row; i < arity; ++i, rest /= elements_.size()) {
      arguments.push_back(elements_[rest % elements_.size()]);
      names.push_back(claims::Entity{names_[rest % elements_.size()]});
    }
    Value result = value(evaluated(function(arguments)), symbol.result);
    if (row == 0 && symbol.result.kind != SortKind::kTruth) table.otherwise = result;
    if (result != table.otherwise) table.rows.emplace_back(std::move(names), std::move(result));
  }
}

claims::Model::Table Translation::table(const z3::func_decl& function,
                                        const claims::Symbol& symbol) const {
  claims::Model::Table table;
  const bool over_entities =
      std::all_of(symbol.arguments.begin(), symbol.arguments.end(),
                  [](const claims::Sort& sort) { return sort.kind == SortKind::kEntity; });
  if (over_entities) {
    enumerate(function, symbol, table);
    return table;
  }
  if (!model_.has_interp(function)) {
    table.otherwise = any_value(symbol.result);
    return table;
  }
  const z3::func_interp interpretation = model_.get_func_interp(function);
  for (unsigned i = 0; i < interpretation.num_entries(); ++i) {
    const z3::func_entry entry = interpretation.entry(i);
    claims::Model::Row row;
    for (unsigned j = 0; j < entry.num_args(); ++j)
      row.push_back(value(entry.arg(j), symbol.arguments[j]));
    table.rows.emplace_back(std::move(row), value(entry.value(), symbol.result));
  }
  table.otherwise = value(interpretation.else_value(), symbol.result);
  return table;
}

claims::Symbol Translation::symbol_of(const Claim& use, const z3::func_decl& function) const {
  if (const claims::Symbol* known = symbols_.signature().find(use.name())) return *known;
  claims::Symbol symbol;
  symbol.arguments.resize(use.children().size());
  symbol.result.kind = function.range().is_bool() ? SortKind::kTruth : SortKind::kEntity;
  return symbol;
}

claims::Model Translation::translate(const std::map<std::string, Claim>& uses) {
  claims::Model result;
  name_elements(uses);
  result.domain = names_;
  for (const auto& [key, use] : uses) {
    const z3::func_decl* function = symbols_.find(key);
    if (!function || use.op() == Op::kString) throw Untranslatable{};
    const claims::Symbol symbol = symbol_of(use, *function);
    if (use.children().empty())
      result.constants[use.name()] = value(evaluated((*function)()), symbol.result);
    else
      result.tables[use.name()] = table(*function, symbol);
  }
  return result;
}

}  // namespace

std::optional<claims::Model> model_in_names(const z3::model& model, const Symbols& symbols,
                                            std::span<const Claim> claims,
                                            const QueryUnits& units) {
  std::map<std::string, Claim> uses;
  for (const Claim& claim : claims) collect_symbols(claim, uses);
  try {
    return Translation(model, symbols, units).translate(uses);
  } catch (const Untranslatable&) {
    return std::nullopt;
  }
}

}  // namespace modus::symbolic::encode
