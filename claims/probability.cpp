#include "claims/probability.h"

#include <algorithm>
#include <functional>

#include <fmt/ranges.h>

#include "claims/print.h"

namespace modus::claims {
namespace {

std::string key_of(const Claim& variable, const World& world) {
  const std::string text = world.text();
  return text.empty() ? print(variable) : print(variable) + "[" + text + "]";
}

World world_with(World base, std::span<const Claim> settings) {
  for (const Claim& setting : settings) {
    std::erase_if(base.settings, [&](const Claim& earlier) {
      return set_variable(earlier) == set_variable(setting);
    });
    base.settings.push_back(setting);
  }
  std::sort(base.settings.begin(), base.settings.end(),
            [](const Claim& a, const Claim& b) { return print(a) < print(b); });
  return base;
}

// `x = v`, `x != v`, `x in {v, w}`: the variable, in its world, and the states.
struct StateTest {
  Claim variable;
  World world;
  std::vector<std::string> states;
};

std::optional<std::string> state_text(const Claim& state) {
  if (state.op() == Op::kName) return state.name();
  const bool negative = state.op() == Op::kNegate;
  const Claim& digits = negative ? state.child(0) : state;
  if (digits.op() != Op::kNumber || !digits.literal().unit.empty()) return std::nullopt;
  const Rational value = negative ? Rational(-digits.literal().value) : digits.literal().value;
  return to_string(value);
}

std::optional<StateTest> state_test(const Claim& claim, const World& base) {
  if (claim.op() != Op::kEqual && claim.op() != Op::kNotEqual && claim.op() != Op::kIn)
    return std::nullopt;
  const Claim& left = claim.child(0);
  const bool elsewhere = left.op() == Op::kWorld;
  if (!elsewhere && left.op() != Op::kName && left.op() != Op::kApply) return std::nullopt;
  StateTest test{elsewhere ? left.child(0) : left, elsewhere ? inner_world(base, left) : base, {}};
  const Claim& right = claim.child(1);
  if ((claim.op() == Op::kIn) != (right.op() == Op::kSet)) return std::nullopt;
  const auto add = [&](const Claim& state) {
    auto text = state_text(state);
    if (text) test.states.push_back(std::move(*text));
    return text.has_value();
  };
  if (right.op() != Op::kSet) return add(right) ? std::optional(test) : std::nullopt;
  for (const Claim& state : right.children())
    if (!add(state)) return std::nullopt;
  return test;
}

bool add_variable(const Claim& variable, const World& world, std::span<const std::string> states,
                  EventVariables& found) {
  if (!free_variables(variable).empty()) return false;
  if (world.fixed(variable)) return true;
  std::string key = key_of(variable, world);
  EventVariable& entry =
      found.try_emplace(key, EventVariable{key, variable, world, {}}).first->second;
  entry.states.insert(states.begin(), states.end());
  return true;
}

std::optional<std::string> value_of(const Claim& variable, const World& world,
                                    const SamplePoint& point) {
  if (auto fixed = world.fixed(variable)) return fixed;
  const auto at = point.find(key_of(variable, world));
  return at == point.end() ? std::nullopt : std::optional(at->second);
}

std::optional<bool> truth_at(const Claim& variable, const World& world, const SamplePoint& point) {
  const auto value = value_of(variable, world, point);
  if (!value || (*value != "true" && *value != "false")) return std::nullopt;
  return *value == "true";
}

bool is_connected(Op op) {
  return op == Op::kNot || op == Op::kAnd || op == Op::kOr || op == Op::kXor ||
         op == Op::kImplies || op == Op::kIff;
}

void collect_worlds(const Claim& event, const World& base, std::set<std::string>& worlds) {
  if (event.op() == Op::kWorld) {
    worlds.insert(inner_world(base, event).text());
  } else if (event.op() == Op::kName || event.op() == Op::kApply) {
    worlds.insert(base.text());
  } else if (const auto test = state_test(event, base)) {
    worlds.insert(test->world.text());
  } else {
    for (const Claim& child : event.children()) collect_worlds(child, base, worlds);
  }
}

Claim with_do(const Claim& term, Claim event) {
  std::vector<Claim> parts = {std::move(event)};
  for (std::size_t i = 1; i < term.children().size(); ++i)
    if (term.child(i).op() == Op::kDo) parts.push_back(term.child(i));
  return make(Op::kProbability, "", std::move(parts), term.span());
}

}  // namespace

std::string World::text() const {
  std::vector<std::string> shown;
  for (const Claim& setting : settings) shown.push_back(print(setting));
  return fmt::format("{}", fmt::join(shown, ", "));
}

std::optional<std::string> World::fixed(const Claim& variable) const {
  for (const Claim& setting : settings)
    if (set_variable(setting) == variable) return set_value(setting);
  return std::nullopt;
}

const Claim& set_variable(const Claim& setting) {
  return setting.op() == Op::kName ? setting : setting.child(0);
}

std::string set_value(const Claim& setting) {
  if (setting.op() == Op::kName) return "true";
  if (setting.op() == Op::kNot) return "false";
  return state_text(setting.child(1)).value_or(print(setting.child(1)));
}

World world_of(const Claim& term) {
  World world;
  for (const Claim& part : term.children())
    if (part.op() == Op::kDo) world = world_with(std::move(world), part.children());
  return world;
}

World inner_world(const World& base, const Claim& world) {
  return world_with(base, world.children().subspan(1));
}

Claim evidence_of(const Claim& term) {
  std::vector<Claim> observed;
  for (std::size_t i = term.op() == Op::kIndependent ? 2 : 1; i < term.children().size(); ++i)
    if (term.child(i).op() != Op::kDo) observed.push_back(term.child(i));
  return all_of(observed);
}

Claim joint_of(const Claim& term) {
  const Claim both[] = {term.child(0), evidence_of(term)};
  return with_do(term, all_of(both));
}

Claim denominator_of(const Claim& term) { return with_do(term, evidence_of(term)); }

bool collect_variables(const Claim& event, const World& base, EventVariables& found) {
  if (event.op() == Op::kTrue || event.op() == Op::kFalse) return true;
  if (event.op() == Op::kName || event.op() == Op::kApply)
    return add_variable(event, base, {}, found);
  if (event.op() == Op::kWorld)
    return add_variable(event.child(0), inner_world(base, event), {}, found);
  if (const auto test = state_test(event, base))
    return add_variable(test->variable, test->world, test->states, found);
  if (!is_connected(event.op())) return false;
  return std::all_of(event.children().begin(), event.children().end(),
                     [&](const Claim& child) { return collect_variables(child, base, found); });
}

bool collect_variables(const Claim& term, EventVariables& found) {
  const World base = world_of(term);
  return std::all_of(term.children().begin(), term.children().end(), [&](const Claim& part) {
    return part.op() == Op::kDo || collect_variables(part, base, found);
  });
}

std::string regime_of(const Claim& term) {
  const World base = world_of(term);
  std::set<std::string> worlds;
  for (const Claim& part : term.children())
    if (part.op() != Op::kDo) collect_worlds(part, base, worlds);
  if (worlds.empty()) worlds.insert(base.text());
  return fmt::format("{}", fmt::join(worlds, " | "));
}

std::optional<bool> holds(const Claim& event, const World& base, const SamplePoint& point) {
  if (event.op() == Op::kTrue || event.op() == Op::kFalse) return event.op() == Op::kTrue;
  if (event.op() == Op::kName || event.op() == Op::kApply) return truth_at(event, base, point);
  if (event.op() == Op::kWorld) return truth_at(event.child(0), inner_world(base, event), point);
  if (const auto test = state_test(event, base)) {
    const auto value = value_of(test->variable, test->world, point);
    if (!value) return std::nullopt;
    const bool among =
        std::find(test->states.begin(), test->states.end(), *value) != test->states.end();
    return among != (event.op() == Op::kNotEqual);
  }
  if (!is_connected(event.op())) return std::nullopt;
  const auto left = holds(event.child(0), base, point);
  if (event.op() == Op::kNot) return left ? std::optional(!*left) : std::nullopt;
  const auto right = holds(event.child(1), base, point);
  if (!left || !right) return std::nullopt;
  switch (event.op()) {
    case Op::kAnd:
      return *left && *right;
    case Op::kOr:
      return *left || *right;
    case Op::kXor:
      return *left != *right;
    case Op::kIff:
      return *left == *right;
    default:
      return !*left || *right;
  }
}

std::optional<std::string> value_at(const Claim& event, const World& base,
                                    const SamplePoint& point) {
  if (event.op() == Op::kName || event.op() == Op::kApply) return value_of(event, base, point);
  if (event.op() == Op::kWorld) return value_of(event.child(0), inner_world(base, event), point);
  const auto truth = holds(event, base, point);
  if (!truth) return std::nullopt;
  return *truth ? "true" : "false";
}

}  // namespace modus::claims
