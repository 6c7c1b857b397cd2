#include "claims/conversion.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace modus::claims {
namespace {

// Factors to coherent SI units. Source: The International System of Units (SI brochure), 9th
// edition, BIPM 2019, tables 2, 4, 7 and 8. inch, ft, yd, mi, oz, lb, acre and gal (US): NIST SP
// 811 (2008), appendix B, all exact. cal: the thermochemical calorie. eV: exact since 2019. Binary
// prefixes: IEC 80000-13.
struct FactorRow {
  std::string_view kind;   // "" where all convert into each other
  std::string_view units;  // NAME=FACTOR ..., a factor is a decimal or a fraction of two
};
constexpr FactorRow kFactorRows[] = {
    {"", "nm=1/1000000000 um=0.000001 mm=0.001 cm=0.01 dm=0.1 m=1 km=1000"},
    {"", "inch=0.0254 ft=0.3048 yd=0.9144 mi=1609.344 ha=10000 acre=4046.8564224"},
    {"", "ml=0.000001 cl=0.00001 dl=0.0001 l=0.001 hl=0.1 gal=0.003785411784"},
    {"", "ns=1/1000000000 us=0.000001 ms=0.001 s=1 min=60 h=3600 d=86400 week=604800"},
    {"month", "month=1 year=12"},
    {"", "Hz=1 kHz=1000 MHz=1000000 GHz=1000000000 Bq=1 mph=0.44704"},
    {"", "ug=1/1000000000 mg=0.000001 g=0.001 kg=1 tonne=1000 oz=0.028349523125 lb=0.45359237"},
    {"", "mmol=0.001 mol=1 kmol=1000 kat=1 N=1 kN=1000"},
    {"", "Pa=1 hPa=100 kPa=1000 MPa=1000000 bar=100000"},
    {"", "J=1 kJ=1000 MJ=1000000 cal=4.184 kcal=4184 Wh=3600 kWh=3600000"},
    {"", "eV=1602176634/10000000000000000000000000000"},
    {"", "mW=0.001 W=1 kW=1000 MW=1000000 mA=0.001 A=1 C=1 mV=0.001 V=1 kV=1000"},
    {"", "ohm=1 kohm=1000 S=1 F=1 Wb=1 T=1 H=1 Gy=1 K=1 cd=1"},
    {"lm", "lm=1 lx=1"},
    {"Sv", "Sv=1 mSv=0.001"},
    {"rad", "rad=1"},
    {"deg", "deg=1 arcmin=1/60 arcsec=1/3600"},
    {"", "bit=1 kbit=1000 Mbit=1000000 Gbit=1000000000 byte=8 kB=8000 MB=8000000 GB=8000000000"},
    {"", "TB=8000000000000 KiB=8192 MiB=8388608 GiB=8589934592 TiB=8796093022208"},
};

struct Factor {
  Rational factor;
  std::string_view kind;
};

Rational read_factor(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto above = parse_literal(text.substr(0, slash));
  MODUS_CHECK(above.has_value(), "factor {} is no number", text);
  if (slash == std::string_view::npos) return above->value;
  const auto below = parse_literal(text.substr(slash + 1));
  MODUS_CHECK(below.has_value() && below->value != 0, "factor {} is no number", text);
  return above->value / below->value;
}

std::map<std::string_view, Factor> make_factors() {
  std::map<std::string_view, Factor> factors;
  for (const FactorRow& row : kFactorRows)
    for (std::string_view rest = row.units; !rest.empty();) {
      const std::string_view item = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(item.size() + 1, rest.size()));
      const std::size_t sign = item.find('=');
      const bool fresh =
          factors
              .emplace(item.substr(0, sign), Factor{read_factor(item.substr(sign + 1)), row.kind})
              .second;
      MODUS_CHECK(fresh, "unit {} has two factors", item);
    }
  return factors;
}

bool is_affine(const std::string& unit) { return unit == "celsius" || unit == "fahrenheit"; }

// A currency, of which one is one.
Factor factor_of(const std::string& unit) {
  static const std::map<std::string_view, Factor> factors = make_factors();
  const auto found = factors.find(unit);
  return found == factors.end() ? Factor{Rational(1), ""} : found->second;
}

const std::string* unit_of_kind(const std::string& kind) {
  static const std::map<std::string, std::string> units = {
      {"month", "time"}, {"deg", "angle"}, {"rad", "angle"}, {"lm", "luminosity"}};
  const auto found = units.find(kind);
  return found == units.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<Scale> scale_of(const UnitMonomial& unit) {
  Scale scale;
  for (const auto& [name, exponent] : unit) {
    if (is_affine(name)) return std::nullopt;
    const Factor factor = factor_of(name);
    const auto raised = power(factor.factor, exponent);
    if (!raised) return std::nullopt;
    scale.factor *= *raised;
    if (factor.kind.empty()) continue;
    int& times = scale.kinds[std::string(factor.kind)];
    if ((times += exponent) == 0) scale.kinds.erase(std::string(factor.kind));
  }
  return scale;
}

std::optional<Rational> convert(const Rational& value, const UnitMonomial& from,
                                const UnitMonomial& to) {
  if (from == to) return value;
  const auto source = scale_of(from), target = scale_of(to);
  if (!source || !target || source->kinds != target->kinds ||
      dimension_of(from) != dimension_of(to))
    return std::nullopt;
  return Rational(value * source->factor / target->factor);
}

std::optional<Rational> to_kelvin(const Rational& value, const UnitMonomial& unit) {
  if (unit.size() != 1 || unit.begin()->second != 1) return std::nullopt;
  const std::string& name = unit.begin()->first;
  if (name == "K") return value;
  if (name == "celsius") return Rational(value + Rational(5463, 20));  // 273.15
  if (name == "fahrenheit") return Rational((value + Rational(45967, 100)) * Rational(5, 9));
  return std::nullopt;
}

UnitMonomial coherent_unit(const Dimension& dimension, const std::map<std::string, int>& kinds) {
  std::map<std::string, std::string> bases = {
      {"length", "m"},        {"time", "s"},        {"mass", "kg"},       {"amount", "mol"},
      {"current", "A"},       {"luminosity", "cd"}, {"temperature", "K"}, {"angle", "rad"},
      {"information", "bit"}, {"date", "jdn"}};
  for (const auto& [kind, power_of_it] : kinds)
    if (const std::string* base = unit_of_kind(kind)) bases[*base] = kind;
  UnitMonomial unit;
  for (const auto& [base, exponent] : dimension) {
    const auto known = bases.find(base);
    unit[known == bases.end() ? base : known->second] = exponent;
  }
  return unit;
}

void merge_units(Rational& value, UnitMonomial& unit) {
  for (auto first = unit.begin(); first != unit.end(); ++first)
    for (auto other = std::next(first); other != unit.end();) {
      const auto factor = convert(1, {{other->first, 1}}, {{first->first, 1}});
      const auto raised = factor ? power(*factor, other->second) : std::nullopt;
      if (!raised) {
        ++other;
        continue;
      }
      value *= *raised;
      first->second += other->second;
      other = unit.erase(other);
    }
  std::erase_if(unit, [](const auto& entry) { return entry.second == 0; });
}

}  // namespace modus::claims
