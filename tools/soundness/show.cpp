#include "tools/soundness/show.h"

#include <set>

#include <fmt/core.h>

#include "tools/soundness/dependencies.h"
#include "tools/soundness/own_calendar.h"

namespace modus::soundness {
namespace {

std::string show(const Fraction& value) {
  return value.is_whole() ? fmt::format("{}", value.numerator())
                          : fmt::format("{}/{}", value.numerator(), value.denominator());
}

}  // namespace

std::string show(const Model& model, const World& world) {
  std::string text = fmt::format("{} things", model.size);
  for (std::size_t i = 0; i < world.things.size(); ++i)
    text += fmt::format(" {}={}", world.things[i], model.things[i]);
  for (std::size_t i = 0; i < world.predicates.size(); ++i) {
    const std::size_t arity = world.predicates[i].arity;
    text += fmt::format("; {}:", world.predicates[i].name);
    for (std::size_t a = 0; a < (arity > 0 ? model.size : 1); ++a)
      for (std::size_t b = 0; b < (arity > 1 ? model.size : 1); ++b) {
        const std::size_t bit = arity > 1 ? a * kMaxThings + b : a;
        if (((model.predicates[i] >> bit) & 1u) == 0) continue;
        text += arity == 0   ? " true"
                : arity == 1 ? fmt::format(" {}", a)
                             : fmt::format(" {}{}", a, b);
      }
  }
  for (std::size_t i = 0; i < world.functions.size(); ++i)
    for (std::size_t a = 0; a < model.size; ++a)
      text +=
          fmt::format("; {}({})={}", world.functions[i].name, a,
                      world.functions[i].to_entity ? fmt::format("{}", model.entity_functions[i][a])
                                                   : show(model.number_functions[i][a]));
  for (std::size_t i = 0; i < world.numbers.size(); ++i) {
    const auto& number = model.numbers[i];
    const bool is_day = world.numbers[i].kind == NumberKind::kDate && number && number->is_whole();
    const auto date = is_day ? own_date(number->numerator()) : std::nullopt;
    text += fmt::format("; {}={}", world.numbers[i].name,
                        date     ? *date
                        : number ? show(*number)
                                 : "undefined");
  }
  return text;
}

World used_part(const claims::Chain& chain, const World& world) {
  std::set<std::string> names;
  for (const claims::Step& step : chain.steps) names.merge(names_of_step(step));
  if (chain.header.domain) names.insert(chain.header.domain->begin(), chain.header.domain->end());
  World used;
  used.values = world.values;
  used.days = world.days;
  for (const std::string& thing : world.things)
    if (names.contains(thing)) used.things.push_back(thing);
  for (const World::Predicate& p : world.predicates)
    if (names.contains(p.name)) used.predicates.push_back(p);
  for (const World::Function& f : world.functions)
    if (names.contains(f.name)) used.functions.push_back(f);
  for (const World::Number& n : world.numbers)
    if (names.contains(n.name)) used.numbers.push_back(n);
  return used;
}

Model widened(const Model& model, const World& used, const World& world) {
  Model whole;
  whole.size = model.size;
  whole.opinion = model.opinion;
  for (const std::string& thing : world.things) {
    const auto index = used.thing(thing);
    whole.things.push_back(index ? model.things[*index] : 0);
  }
  for (const World::Predicate& p : world.predicates) {
    const auto index = used.predicate(p.name);
    whole.predicates.push_back(index ? model.predicates[*index] : 0);
  }
  for (const World::Function& f : world.functions) {
    const auto index = used.function(f.name);
    whole.entity_functions.push_back(index ? model.entity_functions[*index]
                                           : std::array<std::size_t, kMaxThings>{});
    whole.number_functions.push_back(index ? model.number_functions[*index]
                                           : std::array<Fraction, kMaxThings>{});
  }
  for (const World::Number& n : world.numbers) {
    const auto index = used.number(n.name);
    whole.numbers.push_back(index ? model.numbers[*index] : Fraction(0));
  }
  return whole;
}

}  // namespace modus::soundness
