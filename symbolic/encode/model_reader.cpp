#include "symbolic/encode/model_reader.h"

#include <vector>

#include <fmt/core.h>

namespace modus::symbolic::encode {

using claims::Model;
using claims::SortKind;
using claims::Value;

namespace {

constexpr unsigned kMaxUniverse = 64;
constexpr std::size_t kMaxRows = 4096;

struct NoModel {};

class Reader {
 public:
  Reader(const z3::model& model, Encoder& encoder, const claims::Signature& signature)
      : model_(model), encoder_(encoder), signature_(signature) {}

  Model read(const std::set<std::string>& names) {
    name_elements(names);
    for (const std::string& name : names) {
      const claims::Symbol& symbol = *signature_.find(name);
      if (symbol.result.kind == SortKind::kSet) throw NoModel{};
      const z3::func_decl declaration = encoder_.declaration(name);
      if (symbol.arguments.empty()) {
        result_.constants[name] = value(model_.eval(declaration(), true));
      } else {
        result_.tables[name] = table(declaration, symbol);
      }
    }
    return std::move(result_);
  }

 private:
  // Elements are named by the first constant that denotes them, else e1, e2, ...
  void name_elements(const std::set<std::string>& names) {
    const z3::sort entity = encoder_.sort(claims::Sort{SortKind::kEntity, {}, {}});
    for (const std::string& name : names) {
      const claims::Symbol& symbol = *signature_.find(name);
      if (!symbol.arguments.empty() || symbol.result.kind != SortKind::kEntity) continue;
      element(model_.eval(encoder_.declaration(name)(), true), name);
    }
    z3::context& context = model_.ctx();
    const unsigned sorts = Z3_model_get_num_sorts(context, model_);
    for (unsigned i = 0; i < sorts; ++i) {
      const z3::sort sort(context, Z3_model_get_sort(context, model_, i));
      if (!z3::eq(sort, entity)) continue;
      const z3::expr_vector universe(context, Z3_model_get_sort_universe(context, model_, sort));
      if (universe.size() > kMaxUniverse) throw NoModel{};
      for (unsigned j = 0; j < universe.size(); ++j) element(universe[j], "");
    }
    if (elements_.empty()) {
      elements_.push_back(context.constant("modus!element", entity));
      result_.domain.push_back("e1");
    }
  }

  const std::string& element(const z3::expr& denoted, const std::string& name) {
    for (std::size_t i = 0; i < elements_.size(); ++i)
      if (z3::eq(elements_[i], denoted)) return result_.domain[i];
    elements_.push_back(denoted);
    result_.domain.push_back(name.empty() ? fmt::format("e{}", elements_.size()) : name);
    return result_.domain.back();
  }

  Value value(const z3::expr& term) {
    if (term.is_bool()) {
      if (!term.is_true() && !term.is_false()) throw NoModel{};
      return term.is_true();
    }
    if (term.is_arith()) {
      if (!term.is_numeral() || term.is_algebraic()) throw NoModel{};
      claims::Rational number(Z3_get_numeral_string(term.ctx(), term));
      number.canonicalize();
      if (claims::too_large(number)) throw NoModel{};
      return claims::Quantity{number, {}};
    }
    return claims::Entity{element(term, "")};
  }

  // Over entities the table is written out; a number argument takes the rows of the interpretation.
  Model::Table table(const z3::func_decl& function, const claims::Symbol& symbol) {
    Model::Table table;
    if (!model_.has_interp(function)) {
      table.otherwise = fallback(symbol.result);
      return table;
    }
    bool over_entities = true;
    std::size_t rows = 1;
    for (const claims::Sort& argument : symbol.arguments) {
      over_entities &= argument.kind == SortKind::kEntity;
      rows *= elements_.size();
    }
    if (over_entities && rows <= kMaxRows) {
      write_out(function, symbol.arguments.size(), table);
      table.otherwise = table.rows.front().second;
      return table;
    }
    const z3::func_interp interp = model_.get_func_interp(function);
    for (unsigned i = 0; i < interp.num_entries(); ++i) {
      const z3::func_entry entry = interp.entry(i);
      Model::Row row;
      for (unsigned j = 0; j < entry.num_args(); ++j) row.push_back(value(entry.arg(j)));
      table.rows.emplace_back(std::move(row), value(entry.value()));
    }
    table.otherwise = value(interp.else_value());
    return table;
  }

  void write_out(const z3::func_decl& function, std::size_t arity, Model::Table& table) {
    std::vector<std::size_t> at(arity, 0);
    const std::size_t size = elements_.size();
    for (bool more = true; more;) {
      z3::expr_vector arguments(function.ctx());
      Model::Row row;
      for (const std::size_t i : at) {
        arguments.push_back(elements_[i]);
        row.push_back(claims::Entity{result_.domain[i]});
      }
      table.rows.emplace_back(std::move(row), value(model_.eval(function(arguments), true)));
      more = false;
      for (std::size_t& digit : at) {
        if (++digit < size) {
          more = true;
          break;
        }
        digit = 0;
      }
    }
  }

  Value fallback(const claims::Sort& sort) {
    if (sort.kind == SortKind::kTruth) return false;
    if (sort.kind == SortKind::kEntity) return claims::Entity{result_.domain.front()};
    return claims::Quantity{};
  }

  const z3::model& model_;
  Encoder& encoder_;
  const claims::Signature& signature_;
  Model result_;
  std::vector<z3::expr> elements_;
};

}  // namespace

std::optional<Model> read_model(const z3::model& model, Encoder& encoder,
                                const claims::Signature& signature,
                                const std::set<std::string>& names) {
  try {
    return Reader(model, encoder, signature).read(names);
  } catch (const NoModel&) {
    return std::nullopt;
  } catch (const z3::exception&) {
    return std::nullopt;
  }
}

}  // namespace modus::symbolic::encode
