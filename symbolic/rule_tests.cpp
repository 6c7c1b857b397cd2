#include "symbolic/rule_tests.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "rules/message.h"
#include "symbolic/rule_test.h"

namespace modus::symbolic {
namespace {

Severity severity_of(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::kInfo:
      return Severity::kInfo;
    case rules::Severity::kWarn:
      return Severity::kWarn;
    case rules::Severity::kError:
      return Severity::kError;
  }
  return Severity::kInfo;
}

// How specific a rule is: the longest way down the `refines` order to one that refines nothing.
class Specificity {
 public:
  explicit Specificity(const rules::Library& library) : library_(library) {}

  std::size_t of(const std::string& id) {
    const auto [it, is_new] = known_.try_emplace(id, 0);  // 0 while looking: ends circles
    const rules::Rule* rule = library_.find(id);
    if (!is_new || rule == nullptr) return it->second;
    for (const std::string& refined : rule->refines)
      it->second = std::max(it->second, 1 + of(refined));
    return it->second;
  }

 private:
  const rules::Library& library_;
  std::map<std::string, std::size_t> known_;
};

std::string shown(const rules::Match& match) {
  if (match.steps.empty()) return "the chain";
  return match.steps.front().value == 0 ? "the answer"
                                        : fmt::format("s{}", match.steps.front().value);
}

bool fires(const rules::Rule& rule, const TestResult& result) {
  return result.outcome != rules::TestOutcome::kUndecided &&
         std::ranges::find(rule.fires_on, result.outcome) != rule.fires_on.end();
}

}  // namespace

RuleRun run_rules(const rules::Library& library, std::span<const rules::Match> matches,
                  const RuleContext& context) {
  RuleRun run;
  std::set<std::pair<const rules::Rule*, std::size_t>> fired;
  std::map<std::pair<const rules::Rule*, std::size_t>, std::string> undecided;
  for (const rules::Match& match : matches) {
    const rules::Rule& rule = *match.rule;
    const std::pair<const rules::Rule*, std::size_t> place{&rule, match.step_index};
    if (fired.contains(place)) continue;
    if (!match.undecided.empty()) {
      undecided.try_emplace(place,
                            fmt::format("{} on {}: {}", rule.id, shown(match), match.undecided));
      continue;
    }
    const bool has_test = !rule.fires_on.empty() && match.test().kind != rules::TestKind::kNone;
    const TestResult result = has_test ? run_test(match, context) : TestResult{};
    if (!has_test || fires(rule, result)) {
      fired.insert(place);
      undecided.erase(place);
      run.fired.push_back(
          {rule.id, severity_of(rule.severity), rules::render(match, result.found), match.steps});
    } else if (result.outcome == rules::TestOutcome::kUndecided && !result.reason.empty()) {
      undecided.try_emplace(place,
                            fmt::format("{} on {}: {}", rule.id, shown(match), result.reason));
    }
  }
  for (auto& [place, line] : undecided) run.undecided.push_back(std::move(line));
  std::ranges::sort(run.undecided);
  Specificity specificity(library);
  std::ranges::stable_sort(run.fired, [&](const FiredRule& a, const FiredRule& b) {
    const std::size_t of_a = specificity.of(a.id);
    const std::size_t of_b = specificity.of(b.id);
    return of_a != of_b ? of_a > of_b : a.id < b.id;
  });
  return run;
}

}  // namespace modus::symbolic
