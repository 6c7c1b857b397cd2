#include "tools/soundness/world.h"

#include <algorithm>
#include <set>
#include <span>

#include "claims/units.h"
#include "tools/soundness/own_calendar.h"

namespace modus::soundness {
namespace {

using claims::Claim;
using claims::Sort;
using claims::SortKind;

template <typename T>
void keep_some(std::vector<T>& all, std::size_t least, RandomStream& random) {
  while (all.size() > least && random.chance(0.4))
    all.erase(all.begin() + random.below(static_cast<std::uint32_t>(all.size())));
}

void add_logic(World& world, RandomStream& random) {
  world.things = {"ann", "bob", "element"};  // a name that an encoder might use itself
  keep_some(world.things, 2, random);
  world.predicates = {{"kind", 1, false},
                      {"tall", 1, false},
                      {"wise", 1, false},
                      {"sees", 2, false},
                      {"rains", 0, false}};
  keep_some(world.predicates, 2, random);
  if (random.chance(0.25)) world.functions.push_back({"boss", true, NumberKind::kReal});
  if (random.chance(0.3)) world.predicates.push_back({"box", 1, true});
  if (random.chance(0.2)) world.predicates.push_back({"crate", 1, true});
}

// Days round leap days, turns of years and a full century that has none.
void add_dates(World& world, RandomStream& random) {
  world.numbers.push_back({"due", NumberKind::kDate, kDateUnit});
  if (random.chance(0.7)) world.numbers.push_back({"paid", NumberKind::kDate, kDateUnit});
  constexpr std::int64_t kDays[][3] = {{2024, 2, 28},  {2024, 2, 29}, {2024, 3, 1},
                                       {2023, 12, 31}, {2024, 1, 1},  {1900, 2, 28}};
  for (const auto& [year, month, day] : kDays) world.days.emplace_back(*own_day(year, month, day));
}

void add_numbers(World& world, RandomStream& random) {
  world.numbers = {{"rolls", NumberKind::kInt, ""},   {"trays", NumberKind::kInt, ""},
                   {"cost", NumberKind::kReal, ""},   {"price", NumberKind::kReal, ""},
                   {"trip", NumberKind::kReal, "km"}, {"way", NumberKind::kReal, "km"}};
  keep_some(world.numbers, 2, random);
  if (random.chance(0.3)) add_dates(world, random);
}

void collect(const Claim& claim, std::set<std::string>& names) {
  for (std::string& name : claims::names_in(claim)) names.insert(std::move(name));
}

std::set<std::string> names_in(const claims::Chain& chain) {
  std::set<std::string> names;
  for (const claims::Step& step : chain.steps) {
    collect(step.claim, names);
    if (step.definition) collect(*step.definition, names);
    if (step.value) collect(*step.value, names);
    for (const claims::Option& option : step.options) collect(option.claim, names);
  }
  if (chain.header.domain) names.insert(chain.header.domain->begin(), chain.header.domain->end());
  return names;
}

Sort plain(SortKind kind) { return {kind, {}, SortKind::kEntity}; }

Sort sort_of_number(const World::Number& number) {
  if (number.unit.empty())
    return plain(number.kind == NumberKind::kInt ? SortKind::kInt : SortKind::kReal);
  return {SortKind::kQuantity, claims::dimension_of(*claims::parse_unit(number.unit)),
          SortKind::kEntity};
}

}  // namespace

Vocabulary random_vocabulary(Subject subject, RandomStream& random) {
  Vocabulary vocabulary;
  World& world = vocabulary.world;
  world.values = {Fraction(0),           Fraction(1),  Fraction(2),
                  *Fraction::make(1, 2), Fraction(-1), Fraction(3)};
  if (subject == Subject::kLogic || subject == Subject::kMixed) add_logic(world, random);
  if (subject == Subject::kNumbers || subject == Subject::kMixed) add_numbers(world, random);
  if (subject == Subject::kMixed) {
    world.functions.push_back({"age", false, NumberKind::kInt});
    if (random.chance(0.5)) world.functions.push_back({"weight", false, NumberKind::kReal});
    if (random.chance(0.4)) {
      world.functions.push_back({"start", false, NumberKind::kReal});
      world.functions.push_back({"end", false, NumberKind::kReal});
    }
  }
  if (!world.things.empty()) vocabulary.fresh.things = {"new1", "new2", "new3"};
  if (!world.numbers.empty()) vocabulary.fresh.numbers = {"sum1", "sum2", "sum3"};
  return vocabulary;
}

std::vector<claims::SortDeclaration> declarations_for(const claims::Chain& chain,
                                                      const Vocabulary& vocabulary) {
  std::vector<claims::SortDeclaration> declarations;
  const std::set<std::string> used = names_in(chain);
  const auto declare = [&](const std::string& name, std::vector<Sort> arguments, Sort result) {
    const auto among = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (among(vocabulary.fresh.things) || among(vocabulary.fresh.numbers)) return;
    if (used.contains(name)) declarations.push_back({name, std::move(arguments), result, {}});
  };
  const Sort entity = plain(SortKind::kEntity);
  for (const World::Number& number : vocabulary.world.numbers)
    declare(number.name, {}, sort_of_number(number));
  for (const World::Function& function : vocabulary.world.functions) {
    const SortKind kind = function.kind == NumberKind::kInt ? SortKind::kInt : SortKind::kReal;
    declare(function.name, {entity}, function.to_entity ? entity : plain(kind));
  }
  for (const World::Predicate& predicate : vocabulary.world.predicates)
    if (predicate.is_set) declare(predicate.name, {}, Sort{SortKind::kSet, {}, SortKind::kEntity});
  for (const std::string& thing : vocabulary.world.things) declare(thing, {}, entity);
  return declarations;
}

}  // namespace modus::soundness
