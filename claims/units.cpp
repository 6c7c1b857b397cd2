#include "claims/units.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <vector>

#include "base/error.h"

namespace modus::claims {

namespace {

// Symbols and dimensions: The International System of Units (SI brochure), 9th edition, BIPM 2019,
// tables 2, 4, 7 and 8; binary prefixes: IEC 80000-13; currency codes: ISO 4217, in lower case. An
// angle is a dimension of its own here (in the SI it is 1), so that degrees never add to counts.
// Left out on purpose: `in` (the membership word; write inch), a, t, u, B, and rare prefixes.
struct UnitRow {
  std::string_view dimension;  // a monomial of base dimensions
  std::string_view units;      // separated by spaces
};
constexpr UnitRow kUnitRows[] = {
    {"length", "nm um mm cm dm m km inch ft yd mi"},
    {"length^2", "ha acre"},
    {"length^3", "ml cl dl l hl gal"},
    {"time", "ns us ms s min h d week month year"},
    {"1/time", "Hz kHz MHz GHz Bq"},
    {"length/time", "mph"},
    {"mass", "ug mg g kg tonne oz lb"},
    {"amount", "mmol mol kmol"},
    {"amount/time", "kat"},
    {"mass*length/time^2", "N kN"},
    {"mass/length/time^2", "Pa hPa kPa MPa bar"},
    {"mass*length^2/time^2", "J kJ MJ eV cal kcal Wh kWh"},
    {"mass*length^2/time^3", "mW W kW MW"},
    {"current", "mA A"},
    {"current*time", "C"},
    {"mass*length^2/time^3/current", "mV V kV"},
    {"mass*length^2/time^3/current^2", "ohm kohm"},
    {"time^3*current^2/mass/length^2", "S"},
    {"time^4*current^2/mass/length^2", "F"},
    {"mass*length^2/time^2/current", "Wb"},
    {"mass/time^2/current", "T"},
    {"mass*length^2/time^2/current^2", "H"},
    {"luminosity", "cd lm"},
    {"luminosity/length^2", "lx"},
    {"length^2/time^2", "Gy Sv mSv"},
    {"temperature", "K celsius fahrenheit"},
    {"date", "jdn"},
    {"angle", "rad deg arcmin arcsec"},
    {"points", "pp"},
    {"information", "bit kbit Mbit Gbit byte kB MB GB TB KiB MiB GiB TiB"},
};
// Opaque: nothing converts one into another, each is a dimension of its own.
constexpr std::string_view kCurrencies =
    "aud brl cad chf cny czk dkk eur gbp inr jpy krw mxn nok nzd pln sek usd zar";

struct UnitSpelling {
  std::string_view written;
  std::string_view unit;
};
constexpr UnitSpelling kSpellings[] = {
    {"L", "l"},        {"acres", "acre"},   {"bits", "bit"},     {"bytes", "byte"},
    {"day", "d"},      {"days", "d"},       {"degree", "deg"},   {"degrees", "deg"},
    {"hour", "h"},     {"hours", "h"},      {"inches", "inch"},  {"kelvin", "K"},
    {"lbs", "lb"},     {"mL", "ml"},        {"mile", "mi"},      {"miles", "mi"},
    {"minute", "min"}, {"minutes", "min"},  {"months", "month"}, {"second", "s"},
    {"seconds", "s"},  {"tonnes", "tonne"}, {"weeks", "week"},   {"years", "year"},
};

constexpr int kLargestExponent = 9;
constexpr std::size_t kMaxUnitBytes = 128;

using Monomial = std::map<std::string, int>;

std::string_view take_word(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && std::isalpha(static_cast<unsigned char>(rest[length]))) ++length;
  const std::string_view word = rest.substr(0, length);
  rest.remove_prefix(length);
  return word;
}

// "^2", "^-1" or nothing (1); 0 stands for an exponent that is not allowed.
int take_exponent(std::string_view& rest) {
  if (!rest.starts_with('^')) return 1;
  rest.remove_prefix(1);
  int sign = 1;
  if (rest.starts_with('-')) {
    sign = -1;
    rest.remove_prefix(1);
  }
  if (rest.empty() || !std::isdigit(static_cast<unsigned char>(rest[0]))) return 0;
  const int digit = rest[0] - '0';
  rest.remove_prefix(1);
  return sign * digit;
}

// FACTOR {("*" | "/") FACTOR}, FACTOR = WORD ["^" ["-"] DIGIT]; the first one may be "1" before
// "/".
std::optional<Monomial> parse_monomial(std::string_view rest) {
  Monomial result;
  int sign = 1;
  if (rest.starts_with("1/")) {
    rest.remove_prefix(2);
    sign = -1;
  }
  while (true) {
    const std::string_view word = take_word(rest);
    const int exponent = take_exponent(rest);
    if (word.empty() || exponent == 0) return std::nullopt;
    result[std::string(word)] += sign * exponent;
    if (rest.empty()) break;
    if (rest[0] != '*' && rest[0] != '/') return std::nullopt;
    sign = rest[0] == '*' ? 1 : -1;
    rest.remove_prefix(1);
  }
  return result;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

struct Unit {
  std::string_view name;  // the canonical spelling
  Dimension dimension;
};

std::map<std::string_view, Unit> make_table() {
  std::map<std::string_view, Unit> table;
  const auto add = [&](std::string_view written, Unit unit) {
    const bool fresh = table.emplace(written, std::move(unit)).second;
    MODUS_CHECK(fresh, "unit {} stands twice in the table", written);
  };
  for (const UnitRow& row : kUnitRows) {
    const std::optional<Dimension> dimension = parse_monomial(row.dimension);
    MODUS_CHECK(dimension.has_value(), "dimension {} is no monomial", row.dimension);
    for (std::string_view unit : words(row.units)) add(unit, {unit, *dimension});
  }
  for (std::string_view code : words(kCurrencies)) add(code, {code, {{std::string(code), 1}}});
  for (const UnitSpelling& spelling : kSpellings) add(spelling.written, table.at(spelling.unit));
  return table;
}

// nullptr for a word that is no unit.
const Unit* find_unit(std::string_view word) {
  static const std::map<std::string_view, Unit> table = make_table();
  const auto found = table.find(word);
  return found == table.end() ? nullptr : &found->second;
}

std::string power_text(const std::string& name, int exponent) {
  return exponent == 1 ? name : name + "^" + std::to_string(exponent);
}

// Positive powers first, joined by "*", then each negative one behind a "/".
std::string print_monomial(const Monomial& monomial) {
  std::string text;
  for (const auto& [name, exponent] : monomial) {
    if (exponent > 0) text += (text.empty() ? "" : "*") + power_text(name, exponent);
  }
  if (text.empty() && !monomial.empty()) text = "1";
  for (const auto& [name, exponent] : monomial) {
    if (exponent < 0) text += "/" + power_text(name, -exponent);
  }
  return text;
}

}  // namespace

std::optional<UnitMonomial> parse_unit(std::string_view unit) {
  if (unit.size() > kMaxUnitBytes) return std::nullopt;
  const auto written = parse_monomial(unit);
  if (!written) return std::nullopt;
  UnitMonomial result;
  for (const auto& [name, exponent] : *written) {
    const Unit* known = find_unit(name);
    if (known == nullptr) return std::nullopt;
    result[std::string(known->name)] += exponent;
  }
  for (const auto& [name, exponent] : result) {
    if (exponent == 0 || std::abs(exponent) > kLargestExponent) return std::nullopt;
  }
  return result;
}

std::string print_unit(const UnitMonomial& unit) { return print_monomial(unit); }

bool is_unit_name(std::string_view word) { return find_unit(word) != nullptr; }

Dimension dimension_of(const UnitMonomial& unit) {
  Dimension result;
  for (const auto& [name, exponent] : unit) {
    const Unit* known = find_unit(name);
    MODUS_CHECK(known != nullptr, "unknown unit {}", name);
    result = multiply(result, known->dimension, exponent);
  }
  return result;
}

std::string print_dimension(const Dimension& dimension) {
  return dimension.empty() ? "1" : print_monomial(dimension);
}

UnitMonomial multiply(const UnitMonomial& a, const UnitMonomial& b, int power_of_b) {
  UnitMonomial result = a;
  for (const auto& [name, exponent] : b) {
    const int sum = (result[name] += exponent * power_of_b);
    if (sum == 0) result.erase(name);
  }
  return result;
}

}  // namespace modus::claims
