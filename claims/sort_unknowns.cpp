#include "claims/sort_unknowns.h"

#include <array>
#include <cstdlib>
#include <utility>

#include <fmt/core.h>

namespace modus::claims {
namespace {

constexpr int kMaxSolvedExponent = 1000;

std::string_view reading(SortUnknowns::Kind kind) {
  static constexpr std::array<std::string_view, 6> kReadings = {
      "open", "true or false", "an entity", "a number", "a set", "a random variable"};
  return kReadings[static_cast<std::size_t>(kind)];
}

std::string reading(const Dimension& dimension) {
  return dimension.empty() ? "a plain number" : print_dimension(dimension);
}

Dimension times(const Dimension& a, const Dimension& b, int power, Span at) {
  Dimension result = multiply(a, b, power);
  for (const auto& [name, exponent] : result) {
    if (std::abs(exponent) > kMaxSolvedExponent)
      throw SortFault{fmt::format("the power of {} is too large", name), at};
  }
  return result;
}

// The dimension whose degree-th power is given: of m^2 and degree 2, m.
Dimension root_of(const Dimension& power, int degree, Span at) {
  Dimension result = power;
  for (auto& [name, exponent] : result) {
    if (exponent % degree != 0)
      throw SortFault{fmt::format("malformed (dimension): {} is no power of {} of anything",
                                  print_dimension(power), degree),
                      at};
    exponent /= degree;
  }
  return result;
}

}  // namespace

std::string SortUnknowns::Cell::name() const {
  return argument == 0 ? label : fmt::format("argument {} of {}", argument, label);
}

SortUnknowns::Id SortUnknowns::fresh(std::string label, Span at, std::size_t argument) {
  Cell cell;
  cell.parent = cells_.size();
  cell.label = std::move(label);
  cell.argument = argument;
  cell.at = at;
  cells_.push_back(std::move(cell));
  return cells_.size() - 1;
}

void SortUnknowns::be(Id id, Kind kind, Span at) {
  Cell& cell = cells_[root(id)];
  if (cell.kind == Kind::kOpen) cell.kind = kind;
  if (cell.kind != kind)
    throw SortFault{fmt::format("{} is {} here and {} elsewhere", cells_[id].name(), reading(kind),
                                reading(cell.kind)),
                    at};
}

void SortUnknowns::be_number(Id id, const Dimension& dimension, Span at) {
  be(id, Kind::kNumber, at);
  Cell& cell = cells_[root(id)];
  if (cell.dimension && *cell.dimension != dimension)
    throw SortFault{fmt::format("malformed (dimension): {} is {} here and {} elsewhere",
                                cells_[id].name(), reading(dimension), reading(*cell.dimension)),
                    at};
  cell.dimension = dimension;
}

void SortUnknowns::be_sort(Id id, const Sort& sort, Span at) {
  switch (sort.kind) {
    case SortKind::kTruth:
      return be(id, Kind::kTruth, at);
    case SortKind::kEntity:
      return be(id, Kind::kEntity, at);
    case SortKind::kInt:
    case SortKind::kReal:
      return be_number(id, {}, at);
    case SortKind::kQuantity:
      return be_number(id, sort.dimension, at);
    case SortKind::kSet: {
      const Id element = fresh("a member of " + cells_[id].name(), at);
      be_sort(element, Sort{sort.element, {}, {}}, at);
      return be_set_of(id, element, at);
    }
    case SortKind::kRandom:
      return be(id, Kind::kRandom, at);
  }
}

void SortUnknowns::be_set_of(Id set, Id element, Span at) {
  be(set, Kind::kSet, at);
  Cell& cell = cells_[root(set)];
  if (cell.element) return unify(*cell.element, element, at);
  cell.element = element;
}

void SortUnknowns::be_product(Id result, Id left, Id right, int power_of_right, Span at) {
  for (const Id id : {result, left, right}) be(id, Kind::kNumber, at);
  products_.push_back({result, left, right, power_of_right, at});
}

void SortUnknowns::unify(Id a, Id b, Span at) {
  Id winner = root(a), loser = root(b);
  if (winner == loser) return;
  require_one_sort(a, b, at);
  if (cells_[winner].size < cells_[loser].size) std::swap(winner, loser);
  Cell& kept = cells_[winner];
  Cell& merged = cells_[loser];
  merged.parent = winner;
  kept.size += merged.size;
  if (kept.kind == Kind::kOpen) kept.kind = merged.kind;
  if (!kept.dimension) kept.dimension = merged.dimension;
  kept.prefers_entity |= merged.prefers_entity;
  kept.prefers_truth |= merged.prefers_truth;
  if (!kept.element) kept.element = merged.element;
  if (merged.element) unify(*kept.element, *merged.element, at);
}

void SortUnknowns::prefer_entity(Id id) { cells_[root(id)].prefers_entity = true; }

void SortUnknowns::prefer_truth(Id id) { cells_[root(id)].prefers_truth = true; }

void SortUnknowns::solve() {
  for (bool grew = true; grew;) {
    grew = false;
    std::vector<Product> unsettled;
    for (const Product& product : products_) {
      grew |= advance(product);
      if (!is_settled(product)) unsettled.push_back(product);
    }
    products_ = std::move(unsettled);
  }
  for (const Product& product : products_) note_open_unit(product);
  for (Id id = 0; id < cells_.size(); ++id) {
    Cell& cell = cells_[root(id)];
    if (cell.kind == Kind::kNumber && !cell.dimension) cell.dimension = Dimension();
    if (cell.kind == Kind::kOpen && cell.prefers_entity) cell.kind = Kind::kEntity;
    if (cell.kind == Kind::kOpen && cell.prefers_truth) cell.kind = Kind::kTruth;
  }
  check_elements();
}

Sort SortUnknowns::sort(Id id, Numbers numbers) const {
  const Cell& cell = cells_[root(id)];
  const SortKind plain = numbers == Numbers::kInt ? SortKind::kInt : SortKind::kReal;
  switch (cell.kind) {
    case Kind::kTruth:
      return Sort{SortKind::kTruth, {}, {}};
    case Kind::kNumber:
      if (cell.dimension && !cell.dimension->empty())
        return Sort{SortKind::kQuantity, *cell.dimension, SortKind::kEntity};
      return Sort{plain, {}, SortKind::kEntity};
    case Kind::kSet: {
      const bool of_numbers = cell.element && cells_[root(*cell.element)].kind == Kind::kNumber;
      return Sort{SortKind::kSet, {}, of_numbers ? plain : SortKind::kEntity};
    }
    case Kind::kRandom:
      return Sort{SortKind::kRandom, {}, SortKind::kEntity};
    case Kind::kOpen:
    case Kind::kEntity:
      break;
  }
  return Sort{SortKind::kEntity, {}, SortKind::kEntity};
}

SortUnknowns::Id SortUnknowns::root(Id id) const {
  while (cells_[id].parent != id) id = cells_[id].parent;
  return id;
}

void SortUnknowns::require_one_sort(Id a, Id b, Span at) const {
  const Cell& left = cells_[root(a)];
  const Cell& right = cells_[root(b)];
  if (left.kind != right.kind && left.kind != Kind::kOpen && right.kind != Kind::kOpen)
    throw SortFault{fmt::format("{} is {}, but {} is {}", cells_[a].name(), reading(left.kind),
                                cells_[b].name(), reading(right.kind)),
                    at};
  if (left.dimension && right.dimension && *left.dimension != *right.dimension)
    throw SortFault{
        fmt::format("malformed (dimension): {} is {}, but {} is {}", cells_[a].name(),
                    reading(*left.dimension), cells_[b].name(), reading(*right.dimension)),
        at};
}

// Fixes what the product fixes; whether anything new was learnt. Throws SortFault for a clash.
bool SortUnknowns::advance(const Product& product) {
  const auto& [result, left, right, power, at] = product;
  const bool had_result = dimension(result).has_value();
  if (root(left) == root(right) && power == -1) {
    be_number(result, {}, at);  // x / x
    return !had_result;
  }
  if (dimension(left) && dimension(right)) {
    be_number(result, times(*dimension(left), *dimension(right), power, at), at);
    return !had_result;
  }
  if (!had_result) return false;
  if (root(left) == root(right)) {
    be_number(left, root_of(*dimension(result), 1 + power, at), at);
  } else if (dimension(right)) {
    be_number(left, times(*dimension(result), *dimension(right), -power, at), at);
  } else if (dimension(left)) {
    be_number(right, root_of(times(*dimension(result), *dimension(left), -1, at), power, at), at);
  } else {
    return false;
  }
  return true;
}

bool SortUnknowns::is_settled(const Product& product) const {
  return dimension(product.result) && dimension(product.left) && dimension(product.right);
}

void SortUnknowns::note_open_unit(const Product& product) {
  if (open_unit_) return;
  bool has_unit = false;
  std::optional<Id> open;
  for (const Id id : {product.result, product.left, product.right}) {
    if (!dimension(id)) open = id;
    if (dimension(id) && !dimension(id)->empty()) has_unit = true;
  }
  if (has_unit && open)
    open_unit_ =
        SortFault{fmt::format("nothing fixes the unit of {0}: declare its sort, `real` for "
                              "a plain number or such as `quantity[length/time]`",
                              cells_[*open].name()),
                  product.at};
}

void SortUnknowns::check_elements() const {
  for (const Cell& cell : cells_) {
    if (!cell.element) continue;
    const Cell& element = cells_[root(*cell.element)];
    const bool plain = element.kind == Kind::kNumber && element.dimension->empty();
    if (!plain && element.kind != Kind::kEntity && element.kind != Kind::kOpen)
      throw SortFault{fmt::format("{} is {}: a set holds entities or plain numbers", element.name(),
                                  element.kind == Kind::kNumber ? "a number with a unit"
                                                                : reading(element.kind)),
                      cell.at};
  }
}

}  // namespace modus::claims
