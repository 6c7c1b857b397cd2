#include "tools/soundness/sample.h"

#include <algorithm>

namespace modus::soundness {
namespace {

constexpr std::size_t kModels = 240;

}  // namespace

bool fits_header(const Model& model, const World& world, const claims::Header& header,
                 const std::vector<std::string>& free) {
  if (header.domain) {
    for (std::size_t thing = 0; thing < model.size; ++thing) {
      const bool named =
          std::any_of(header.domain->begin(), header.domain->end(), [&](const std::string& name) {
            const auto index = world.thing(name);
            return index && model.things[*index] == thing;
          });
      if (!named) return false;
    }
  }
  if (!header.unique_names) return true;
  const auto is_free = [&](const std::string& name) {
    return std::find(free.begin(), free.end(), name) != free.end();
  };
  for (std::size_t i = 0; i < world.things.size(); ++i)
    for (std::size_t j = i + 1; j < world.things.size(); ++j) {
      const bool excused = is_free(world.things[i]) || is_free(world.things[j]);
      if (!excused && model.things[i] == model.things[j]) return false;
    }
  return true;
}

void set_value(Model& model, const World& world, const std::string& name, const TermValue& value) {
  if (const auto number = world.number(name)) {
    const auto computed = value.number_in(model);
    model.numbers[*number] = computed;
    const std::uint64_t bit = std::uint64_t{1} << *number;
    const bool unwritten = !computed && !value.is_undefined_in(model);
    model.unwritten = unwritten ? model.unwritten | bit : model.unwritten & ~bit;
  } else if (const auto thing = world.thing(name)) {
    if (const auto computed = value.thing_in(model)) model.things[*thing] = *computed;
  }
}

Sample::Sample(const World& world, const claims::Header& header, RandomStream random)
    : world_(world) {
  const std::vector<std::string> free = {"new1", "new2", "new3"};
  for (Model& model : models_of(world, 6 * kModels, random).all)
    if (fits_header(model, world, header, free)) models_.push_back(std::move(model));
  while (models_.size() > kModels)
    models_.erase(models_.begin() + random.below(static_cast<std::uint32_t>(models_.size())));
}

void Sample::define(const std::string& name, const claims::Claim& term) {
  const TermValue value(term, world_);
  for (Model& model : models_) set_value(model, world_, name, value);
}

std::vector<bool> Sample::holds(const claims::Claim& claim) const {
  const Statement statement(claim, world_);
  std::vector<bool> result;
  for (const Model& model : models_) result.push_back(statement.in(model) == Truth::kTrue);
  return result;
}

}  // namespace modus::soundness
