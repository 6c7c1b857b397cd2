#include "claims/model.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "claims/calendar.h"

namespace modus::claims {

namespace {

constexpr std::size_t kMaxRowsWritten = 256;  // of one table over the domain

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;  // clang 14 does not deduce it by itself

std::string quantity_text(const Quantity& quantity) {
  const std::string number = to_string(quantity.value);
  const bool is_day =
      quantity.unit == UnitMonomial{{std::string(kDayNumberUnit), 1}} && is_integer(quantity.value);
  if (is_day)
    if (const auto date = date_of(quantity.value.get_num())) return print_date(*date);
  return quantity.unit.empty() ? number : number + " " + print_unit(quantity.unit);
}

std::string set_text(const ElementSet& set) {
  std::vector<std::string> elements;
  for (const auto& element : set.elements) {
    elements.push_back(std::visit([](const auto& e) { return to_string(Value(e)); }, element));
  }
  std::sort(elements.begin(), elements.end());
  return fmt::format("{{{}}}", fmt::join(elements, ", "));
}

std::string row_text(const std::string& symbol, const Model::Row& row) {
  std::vector<std::string> arguments;
  for (const Value& value : row) arguments.push_back(to_string(value));
  return fmt::format("{}({})", symbol, fmt::join(arguments, ", "));
}

// "kind(ann)", "not kind(bob)", "age(ann) = 7"
std::string fact_text(const std::string& term, const Value& value) {
  if (const bool* holds = std::get_if<bool>(&value)) return *holds ? term : "not " + term;
  return term + " = " + to_string(value);
}

// A fact and what it is sorted by: `not p(a)` stands where p(a) would.
using Fact = std::pair<std::string, std::string>;

bool all_entities(const Model::Table& table) {
  for (const auto& [row, value] : table.rows) {
    for (const Value& argument : row) {
      if (!std::holds_alternative<Entity>(argument)) return false;
    }
  }
  return true;
}

// The rows of domain^arity, or none where they are too many.
std::vector<Model::Row> rows_over(const std::vector<std::string>& domain, std::size_t arity) {
  std::vector<Model::Row> rows = {{}};
  for (std::size_t i = 0; i < arity; ++i) {
    if (rows.size() * domain.size() > kMaxRowsWritten) return {};
    std::vector<Model::Row> longer;
    for (const Model::Row& row : rows) {
      for (const std::string& element : domain) {
        longer.push_back(row);
        longer.back().push_back(Entity{element});
      }
    }
    rows = std::move(longer);
  }
  return rows;
}

void add_table(const std::string& symbol, const Model& model, const Model::Table& table,
               std::vector<Fact>& facts) {
  if (table.rows.empty()) {
    facts.emplace_back(symbol,
                       fmt::format("{} is {} everywhere", symbol, to_string(table.otherwise)));
    return;
  }
  std::map<std::string, Value> values;
  for (const auto& [row, value] : table.rows) values.emplace(row_text(symbol, row), value);
  if (all_entities(table)) {
    for (const Model::Row& row : rows_over(model.domain, table.rows.front().first.size())) {
      values.emplace(row_text(symbol, row), table.otherwise);
    }
  }
  for (const auto& [term, value] : values) facts.emplace_back(term, fact_text(term, value));
}

// "P(a, not b) = 3/10", "P(y, z | do(x = 0)) = 1/2": the points that have a weight.
void add_measure(const std::string& regime, const Measure& measure, std::vector<Fact>& facts) {
  const bool one_world = regime.find(" | ") == std::string::npos;
  for (const auto& [point, weight] : measure) {
    if (weight == 0 || point.empty()) continue;
    std::vector<std::string> values;
    for (const auto& [key, value] : point) {
      const std::string variable =
          one_world && !regime.empty() ? key.substr(0, key.rfind('[')) : key;
      values.push_back(value == "true"    ? variable
                       : value == "false" ? "not " + variable
                                          : variable + " = " + value);
    }
    std::string text = fmt::format("P({}", fmt::join(values, ", "));
    if (one_world && !regime.empty()) text += fmt::format(" | do({})", regime);
    facts.emplace_back(text, fmt::format("{}) = {}", text, to_string(weight)));
  }
}

}  // namespace

bool ElementSet::operator==(const ElementSet& other) const {
  const auto contains = [](const ElementSet& set, const auto& element) {
    return std::find(set.elements.begin(), set.elements.end(), element) != set.elements.end();
  };
  return elements.size() == other.elements.size() &&
         std::all_of(elements.begin(), elements.end(),
                     [&](const auto& element) { return contains(other, element); });
}

std::string to_string(const Value& value) {
  return std::visit(
      Overloaded{[](const Undefined&) -> std::string { return "undefined"; },
                 [](const Unknown& unknown) { return "unknown (" + unknown.reason + ")"; },
                 [](bool truth) -> std::string { return truth ? "true" : "false"; },
                 [](const Quantity& quantity) { return quantity_text(quantity); },
                 [](const Entity& entity) { return entity.name; },
                 [](const ElementSet& set) { return set_text(set); }},
      value);
}

std::string describe(const Model& model, std::size_t limit) {
  std::vector<Fact> facts;
  for (const auto& [name, value] : model.constants) {
    const Entity* entity = std::get_if<Entity>(&value);
    if (entity == nullptr || entity->name != name) facts.emplace_back(name, fact_text(name, value));
  }
  for (const auto& [symbol, table] : model.tables) add_table(symbol, model, table, facts);
  for (const auto& [regime, measure] : model.measures) add_measure(regime, measure, facts);
  std::sort(facts.begin(), facts.end());
  std::vector<std::string> shown;
  for (const Fact& fact : facts) {
    if (shown.size() == limit) {
      shown.push_back("...");
      break;
    }
    shown.push_back(fact.second);
  }
  return fmt::format("{}", fmt::join(shown, ", "));
}

}  // namespace modus::claims
