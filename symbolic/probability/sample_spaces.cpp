#include "symbolic/probability/sample_spaces.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/core.h>

#include "claims/print.h"

namespace modus::symbolic {

using claims::Claim;
using claims::EventVariable;
using claims::Op;
using claims::SamplePoint;
using claims::World;

namespace {

bool is_term_with_measure(Op op) { return op == Op::kProbability || op == Op::kIndependent; }

// The values of a variable; what has states has one more, for all that nobody names.
std::vector<std::string> values_of(const EventVariable& variable) {
  if (variable.states.empty()) return {"true", "false"};
  std::vector<std::string> values(variable.states.begin(), variable.states.end());
  std::string other = "another";
  while (variable.states.contains(other)) other += '_';
  values.push_back(other);
  return values;
}

bool has_setting(const World& world, const Claim& setting) {
  return std::find(world.settings.begin(), world.settings.end(), setting) != world.settings.end();
}

std::optional<std::string> value_in(const World& world, const Claim& variable,
                                    const SamplePoint& point) {
  return claims::value_at(variable, world, point);
}

// Where everything that is set in `set` but not in `actual` has that value in `actual` anyhow, the
// two worlds do not differ (composition; Galles and Pearl 1998).
bool is_consistent(const World& actual, const World& set, const SamplePoint& point,
                   const claims::EventVariables& variables) {
  for (const Claim& setting : actual.settings)
    if (!has_setting(set, setting)) return true;
  for (const Claim& setting : set.settings) {
    if (has_setting(actual, setting)) continue;
    const auto value = value_in(actual, claims::set_variable(setting), point);
    if (!value || *value != claims::set_value(setting)) return true;
  }
  return std::all_of(variables.begin(), variables.end(), [&](const auto& entry) {
    const auto here = value_in(actual, entry.second.variable, point);
    const auto there = value_in(set, entry.second.variable, point);
    return !here || !there || *here == *there;
  });
}

bool is_possible(const SamplePoint& point, const std::vector<World>& worlds,
                 const claims::EventVariables& variables) {
  for (const World& actual : worlds)
    for (const World& set : worlds)
      if (&actual != &set && !is_consistent(actual, set, point, variables)) return false;
  return true;
}

std::vector<World> worlds_of(const claims::EventVariables& variables) {
  std::map<std::string, World> worlds;
  for (const auto& [key, variable] : variables)
    worlds.try_emplace(variable.world.text(), variable.world);
  std::vector<World> all;
  for (auto& [text, world] : worlds) all.push_back(std::move(world));
  return all;
}

std::vector<bool> signature(const SampleSpace& space, const SamplePoint& point) {
  std::vector<bool> holds;
  for (const EventInWorld& event : space.events) {
    const auto value = claims::holds(event.event, event.world, point);
    if (!value) throw NoMeasure{"an event without a sample space: " + claims::print(event.event)};
    holds.push_back(*value);
  }
  return holds;
}

// Runs over all points, mixed radix, and keeps one of each class.
void find_classes(SampleSpace& space) {
  std::vector<std::pair<std::string, std::vector<std::string>>> axes;
  std::size_t points = 1;
  for (const auto& [key, variable] : space.variables) {
    axes.emplace_back(key, values_of(variable));
    points *= axes.back().second.size();
    if (points > kMaxPoints)
      throw NoMeasure{
          fmt::format("more than 2^12 atoms: {} variables in one regime", space.variables.size())};
  }
  const std::vector<World> worlds = worlds_of(space.variables);
  std::set<std::vector<bool>> seen;
  for (std::size_t index = 0; index < points; ++index) {
    SamplePoint point;
    std::size_t rest = index;
    for (const auto& [key, values] : axes) {
      point.emplace(key, values[rest % values.size()]);
      rest /= values.size();
    }
    if (worlds.size() > 1 && !is_possible(point, worlds, space.variables)) continue;
    if (!seen.insert(signature(space, point)).second) continue;
    if (space.classes.size() == kMaxClasses)
      throw NoMeasure{"too many different events in one regime"};
    space.classes.push_back(std::move(point));
  }
}

void collect_terms(const Claim& claim, std::unordered_set<Claim>& seen, std::vector<Claim>& terms) {
  if (is_term_with_measure(claim.op())) {
    if (seen.insert(claim).second) terms.push_back(claim);
    return;
  }
  for (const Claim& child : claim.children()) collect_terms(child, seen, terms);
}

}  // namespace

std::vector<bool> SampleSpace::members(const EventInWorld& event) const {
  std::vector<bool> inside;
  for (const SamplePoint& point : classes) {
    const auto value = claims::holds(event.event, event.world, point);
    if (!value) throw NoMeasure{"an event without a sample space: " + claims::print(event.event)};
    inside.push_back(*value);
  }
  return inside;
}

Polynomial SampleSpace::weight(const std::vector<bool>& members) const {
  const bool last = members.back();
  Polynomial sum(last ? 1 : 0);
  for (std::size_t i = 0; i + 1 < members.size(); ++i)
    if (members[i] != last)
      sum.add(Polynomial::unknown(first_weight + static_cast<std::uint32_t>(i)), last ? -1 : 1);
  return sum;
}

SampleSpaces::SampleSpaces(std::span<const Claim> terms) {
  for (const Claim& term : terms) collect(term);
  share_states();
  for (const Claim& term : terms) add_events(term);
  share_worlds();
  for (auto& [regime, space] : spaces_) {
    find_classes(space);
    space.first_weight = weights_;
    weights_ += static_cast<std::uint32_t>(space.classes.size() - 1);
  }
}

void SampleSpaces::collect(const Claim& term) {
  SampleSpace& space = spaces_[regime_of(term)];
  space.regime = regime_of(term);
  if (!claims::collect_variables(term, space.variables))
    throw NoMeasure{"an event with a variable: " + claims::print(term)};
}

// What is a state in one regime is one in all, else `x = 5` would be no event of the others.
void SampleSpaces::share_states() {
  for (const auto& [regime, space] : spaces_)
    for (const auto& [key, variable] : space.variables)
      states_[claims::print(variable.variable)].insert(variable.states.begin(),
                                                       variable.states.end());
  for (const auto& [variable, states] : states_)
    for (const std::string& state : states)
      if (states_.contains(state))
        throw NoMeasure{state + " is both a variable and a state of " + variable};
  for (auto& [regime, space] : spaces_)
    for (auto& [key, variable] : space.variables)
      variable.states = states_.at(claims::print(variable.variable));
}

void SampleSpaces::add_events(const Claim& term) {
  SampleSpace& space = spaces_.at(regime_of(term));
  const World world = claims::world_of(term);
  if (term.op() == Op::kProbability) {
    space.events.push_back({claims::joint_of(term).child(0), world});
    space.events.push_back({claims::evidence_of(term), world});
    return;
  }
  for (const Claim& part : term.children())
    if (part.op() != Op::kDo)
      for (const Claim& value : values(part)) space.events.push_back({value, world});
}

// A regime of several worlds speaks of everything that a regime of one of them does.
void SampleSpaces::share_worlds() {
  for (auto& [regime, space] : spaces_) {
    const std::vector<World> worlds = worlds_of(space.variables);
    if (worlds.size() < 2) continue;
    for (const World& world : worlds) {
      const auto single = spaces_.find(world.text());
      if (single == spaces_.end() || &single->second == &space) continue;
      space.variables.insert(single->second.variables.begin(), single->second.variables.end());
      space.events.insert(space.events.end(), single->second.events.begin(),
                          single->second.events.end());
    }
  }
}

std::vector<Claim> SampleSpaces::values(const Claim& part) const {
  const Claim& variable = part.op() == Op::kWorld ? part.child(0) : part;
  const auto states = states_.find(claims::print(variable));
  if (states == states_.end() || states->second.empty())
    return {part, claims::unary(Op::kNot, part)};
  std::vector<Claim> all, labels;
  for (const std::string& state : states->second) {
    const auto literal = claims::parse_literal(state.substr(state.starts_with("-") ? 1 : 0));
    Claim label = literal ? claims::number(*literal, {}) : claims::name(state);
    if (literal && state.starts_with("-")) label = claims::unary(Op::kNegate, label);
    labels.push_back(label);
    all.push_back(claims::binary(Op::kEqual, part, label));
  }
  all.push_back(claims::unary(
      Op::kNot, claims::binary(Op::kIn, part, claims::make(Op::kSet, "", std::move(labels), {}))));
  return all;
}

std::vector<Polynomial> SampleSpaces::marginals() const {
  std::vector<Polynomial> zero;
  for (const auto& [regime, space] : spaces_)
    for (const World& world : worlds_of(space.variables)) {
      const auto single = spaces_.find(world.text());
      if (single == spaces_.end() || &single->second == &space) continue;
      for (const EventInWorld& event : single->second.events) {
        Polynomial difference = space.weight(space.members(event));
        difference.add(single->second.weight(single->second.members(event)), -1);
        if (difference.constant() != claims::Rational(0)) zero.push_back(std::move(difference));
      }
    }
  return zero;
}

std::vector<Claim> probability_terms(std::span<const Claim> claims) {
  std::unordered_set<Claim> seen;
  std::vector<Claim> terms;
  for (const Claim& claim : claims) collect_terms(claim, seen, terms);
  return terms;
}

bool mentions_probability(const Claim& claim) {
  if (is_term_with_measure(claim.op()) || claim.op() == Op::kGraph) return true;
  return std::any_of(claim.children().begin(), claim.children().end(), mentions_probability);
}

}  // namespace modus::symbolic
