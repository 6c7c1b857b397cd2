#include "symbolic/worker_model.h"

#include <utility>

#include "base/error.h"

namespace modus::symbolic {
namespace {

enum class ValueKind : std::uint64_t { kTruth, kQuantity, kEntity, kSet };

void write_kind(MessageWriter& out, ValueKind kind) {
  out.number(static_cast<std::uint64_t>(kind));
}

void write_quantity(MessageWriter& out, const claims::Quantity& quantity) {
  write_kind(out, ValueKind::kQuantity);
  out.text(quantity.value.get_str());
  out.number(quantity.unit.size());
  for (const auto& [unit, exponent] : quantity.unit) {
    out.text(unit);
    out.text(std::to_string(exponent));
  }
}

void write_entity(MessageWriter& out, const claims::Entity& entity) {
  write_kind(out, ValueKind::kEntity);
  out.text(entity.name);
}

void write_value(MessageWriter& out, const claims::Value& value) {
  if (const bool* truth = std::get_if<bool>(&value)) {
    write_kind(out, ValueKind::kTruth);
    return out.number(*truth ? 1 : 0);
  }
  if (const auto* quantity = std::get_if<claims::Quantity>(&value))
    return write_quantity(out, *quantity);
  if (const auto* entity = std::get_if<claims::Entity>(&value)) return write_entity(out, *entity);
  const auto* set = std::get_if<claims::ElementSet>(&value);
  MODUS_CHECK(set, "a model value of kind {}", value.index());
  write_kind(out, ValueKind::kSet);
  out.number(set->elements.size());
  for (const auto& element : set->elements) {
    if (const auto* quantity = std::get_if<claims::Quantity>(&element))
      write_quantity(out, *quantity);
    else
      write_entity(out, std::get<claims::Entity>(element));
  }
}

claims::Quantity read_quantity(MessageReader& in) {
  claims::Quantity quantity;
  quantity.value = claims::Rational(in.text());
  quantity.value.canonicalize();
  for (auto count = in.number(); count-- > 0;) {
    const std::string unit = in.text();
    quantity.unit[unit] = std::stoi(in.text());
  }
  return quantity;
}

claims::Value read_value(MessageReader& in) {
  switch (static_cast<ValueKind>(in.number())) {
    case ValueKind::kTruth:
      return in.number() != 0;
    case ValueKind::kQuantity:
      return read_quantity(in);
    case ValueKind::kEntity:
      return claims::Entity{in.text()};
    case ValueKind::kSet:
      break;
  }
  claims::ElementSet set;
  for (auto count = in.number(); count-- > 0;) {
    claims::Value element = read_value(in);
    if (auto* quantity = std::get_if<claims::Quantity>(&element))
      set.elements.emplace_back(std::move(*quantity));
    else if (auto* entity = std::get_if<claims::Entity>(&element))
      set.elements.emplace_back(std::move(*entity));
    else
      throw SolverError("the worker's message has a set of no elements");
  }
  return set;
}

}  // namespace

void write_model(MessageWriter& out, const claims::Model& model) {
  out.number(model.domain.size());
  for (const std::string& element : model.domain) out.text(element);
  out.number(model.constants.size());
  for (const auto& [name, value] : model.constants) {
    out.text(name);
    write_value(out, value);
  }
  out.number(model.tables.size());
  for (const auto& [name, table] : model.tables) {
    out.text(name);
    out.number(table.rows.size());
    for (const auto& [row, value] : table.rows) {
      out.number(row.size());
      for (const claims::Value& argument : row) write_value(out, argument);
      write_value(out, value);
    }
    write_value(out, table.otherwise);
  }
}

claims::Model read_model(MessageReader& in) {
  claims::Model model;
  for (auto count = in.number(); count-- > 0;) model.domain.push_back(in.text());
  for (auto count = in.number(); count-- > 0;) {
    std::string name = in.text();
    model.constants[std::move(name)] = read_value(in);
  }
  for (auto count = in.number(); count-- > 0;) {
    claims::Model::Table& table = model.tables[in.text()];
    for (auto rows = in.number(); rows-- > 0;) {
      claims::Model::Row row;
      for (auto width = in.number(); width-- > 0;) row.push_back(read_value(in));
      claims::Value value = read_value(in);
      table.rows.emplace_back(std::move(row), std::move(value));
    }
    table.otherwise = read_value(in);
  }
  return model;
}

}  // namespace modus::symbolic
