#include "symbolic/encode/quantities.h"

#include <set>

namespace modus::symbolic::encode {

using claims::Dimension;
using claims::Rational;
using claims::UnitMonomial;

namespace {

using Row = std::vector<Rational>;

// One row a base dimension, one column a unit, the last column the target.
std::vector<Row> equations(const std::map<std::string, Dimension>& units, const Dimension& target) {
  std::set<std::string> bases;
  for (const auto& [unit, dimension] : units)
    for (const auto& [base, exponent] : dimension) bases.insert(base);
  for (const auto& [base, exponent] : target) bases.insert(base);
  const auto exponent_of = [](const Dimension& dimension, const std::string& base) {
    const auto found = dimension.find(base);
    return found == dimension.end() ? Rational(0) : Rational(found->second);
  };
  std::vector<Row> rows;
  for (const std::string& base : bases) {
    Row row;
    for (const auto& [unit, dimension] : units) row.push_back(exponent_of(dimension, base));
    row.push_back(exponent_of(target, base));
    rows.push_back(std::move(row));
  }
  return rows;
}

// Gauss-Jordan over the first `columns` columns; the rank. Row i < rank has its pivot in column i
// whenever the rank is full.
std::size_t eliminate(std::vector<Row>& rows, std::size_t columns) {
  std::size_t rank = 0;
  for (std::size_t column = 0; column < columns && rank < rows.size(); ++column) {
    std::size_t pivot = rank;
    while (pivot < rows.size() && sgn(rows[pivot][column]) == 0) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[rank], rows[pivot]);
    const Rational scale = rows[rank][column];
    for (Rational& entry : rows[rank]) entry /= scale;
    for (std::size_t other = 0; other < rows.size(); ++other) {
      const Rational factor = rows[other][column];
      if (other == rank || sgn(factor) == 0) continue;
      for (std::size_t i = 0; i < rows[other].size(); ++i) rows[other][i] -= factor * rows[rank][i];
    }
    ++rank;
  }
  return rank;
}

}  // namespace

void QueryUnits::add(const claims::Claim& claim) {
  if (claim.op() == claims::Op::kNumber && !claim.literal().unit.empty())
    if (const auto monomial = claims::parse_unit(claim.literal().unit))
      for (const auto& [unit, exponent] : *monomial) add_unit(unit);
  for (const claims::Claim& child : claim.children()) add(child);
}

void QueryUnits::add_unit(const std::string& unit) {
  if (!units_.contains(unit)) units_.emplace(unit, claims::dimension_of({{unit, 1}}));
}

std::string QueryUnits::conversion() const {
  if (units_.empty()) return "";
  std::vector<Row> rows = equations(units_, {});
  if (eliminate(rows, units_.size()) == units_.size()) return "";
  std::string reason;
  for (const auto& [unit, dimension] : units_)
    reason += (reason.empty() ? "conversion: " : ", ") + unit;
  return reason;
}

std::optional<UnitMonomial> QueryUnits::monomial_of(const Dimension& dimension) const {
  std::vector<Row> rows = equations(units_, dimension);
  const std::size_t rank = eliminate(rows, units_.size());
  if (rank != units_.size()) return std::nullopt;
  for (std::size_t i = rank; i < rows.size(); ++i)
    if (sgn(rows[i].back()) != 0) return std::nullopt;
  UnitMonomial monomial;
  std::size_t i = 0;
  for (const auto& [unit, own] : units_) {
    const Rational& exponent = rows[i++].back();
    if (!claims::is_integer(exponent) || !exponent.get_num().fits_sint_p()) return std::nullopt;
    if (sgn(exponent) != 0) monomial[unit] = static_cast<int>(exponent.get_num().get_si());
  }
  return monomial;
}

}  // namespace modus::symbolic::encode
