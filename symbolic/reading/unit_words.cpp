#include "symbolic/reading/unit_words.h"

#include <array>
#include <string_view>

#include "claims/units.h"

namespace modus::symbolic::reading {
namespace {

struct SpelledUnit {
  std::string_view word;
  std::string_view unit;
};
constexpr auto kSpelledUnits = std::to_array<SpelledUnit>({
    {"kilometer", "km"},  {"kilometre", "km"},  {"meter", "m"},       {"metre", "m"},
    {"centimeter", "cm"}, {"centimetre", "cm"}, {"millimeter", "mm"}, {"millimetre", "mm"},
    {"gram", "g"},        {"kilogram", "kg"},   {"milligram", "mg"},  {"liter", "l"},
    {"litre", "l"},       {"foot", "ft"},       {"yard", "yd"},       {"pound", "lb"},
    {"ounce", "oz"},      {"gallon", "gal"},    {"newton", "N"},      {"joule", "J"},
    {"watt", "W"},        {"volt", "V"},        {"ampere", "A"},
});

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool names_unit(const std::string& word, const std::string& unit) {
  if (lower(unit) == word) return true;
  for (const std::string& form : base_forms(word)) {
    const auto known = claims::parse_unit(form);
    if (known && known->contains(unit)) return true;
    for (const SpelledUnit& spelled : kSpelledUnits)
      if (spelled.word == form && spelled.unit == unit) return true;
  }
  return false;
}

}  // namespace

std::string missing_unit(const claims::Literal& literal, const WordRange& range,
                         std::set<std::size_t>& used) {
  if (literal.unit.empty()) return "";
  const auto monomial = claims::parse_unit(literal.unit);
  if (!monomial) return "";
  for (const auto& [unit, power] : *monomial) {
    bool found = false;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (!names_unit(range.tokens[i].text, unit)) continue;
      found = true;
      used.insert(i);
    }
    if (!found) return "no word for the unit " + unit;
  }
  return "";
}

}  // namespace modus::symbolic::reading
