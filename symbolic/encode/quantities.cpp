#include "symbolic/encode/quantities.h"

#include <set>

#include "base/error.h"
#include "claims/calendar.h"
#include "claims/conversion.h"
#include "claims/functions.h"

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
  if (const auto own = claims::function_of(claim); own && claims::takes_dates(*own))
    add_unit(std::string(claims::kDayNumberUnit));
  for (const claims::Claim& child : claim.children()) add(child);
}

void QueryUnits::add_unit(const std::string& unit) {
  if (units_.contains(unit)) return;
  units_.emplace(unit, claims::dimension_of({{unit, 1}}));
  converts_.reset();
}

bool QueryUnits::converts() const {
  if (converts_) return *converts_;
  std::vector<Row> rows = equations(units_, {});
  converts_ = !units_.empty() && eliminate(rows, units_.size()) != units_.size();
  return *converts_;
}

std::map<std::string, int> QueryUnits::kinds() const {
  std::map<std::string, int> all;
  for (const auto& [unit, dimension] : units_)
    if (const auto scale = claims::scale_of({{unit, 1}}))
      all.insert(scale->kinds.begin(), scale->kinds.end());
  return all;
}

// Each base dimension is measured in one kind of units: not in days here and in months there.
bool QueryUnits::convertible() const {
  std::map<std::string, std::map<std::string, int>> kind_of;
  for (const auto& [unit, dimension] : units_) {
    const auto scale = claims::scale_of({{unit, 1}});
    if (!scale) return false;
    for (const auto& [base, exponent] : dimension) {
      const auto [known, is_new] = kind_of.emplace(base, scale->kinds);
      if (!is_new && known->second != scale->kinds) return false;
    }
  }
  return true;
}

std::string QueryUnits::conversion() const {
  if (!converts() || convertible()) return "";
  std::string reason;
  for (const auto& [unit, dimension] : units_)
    reason += (reason.empty() ? "conversion: " : ", ") + unit;
  return reason;
}

Rational QueryUnits::scale_of(const claims::Literal& literal) const {
  if (literal.unit.empty() || !converts()) return 1;
  const auto unit = claims::parse_unit(literal.unit);
  const auto scale = unit ? claims::scale_of(*unit) : std::nullopt;
  MODUS_CHECK(scale.has_value(), "{} has no scale", literal.unit);
  return scale->factor;
}

Rational QueryUnits::value_of(const claims::Literal& literal) const {
  return literal.value * scale_of(literal);
}

std::optional<UnitMonomial> QueryUnits::monomial_of(const Dimension& dimension) const {
  if (converts()) return claims::coherent_unit(dimension, kinds());
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
