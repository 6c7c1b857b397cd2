#include "symbolic/rule_coverage.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/matcher.h"
#include "symbolic/checker.h"

namespace modus::symbolic {
namespace {

// The kernel's own verdict, before a rule lowered it.
rules::Judgement judgement_of(const StepResult& step) {
  const bool by_rule = step.reason.starts_with("rule ");
  Verdict verdict = step.verdict;
  if (by_rule)
    verdict = step.kind == claims::StepKind::kGiven ? Verdict::kGrounded : Verdict::kProved;
  std::optional<bool> from_accepted;
  if (!step.evidence.also_cite.empty()) from_accepted = true;
  return {verdict == Verdict::kNone ? "" : to_string(verdict),
          by_rule ? std::string_view() : std::string_view(step.reason), from_accepted};
}

class Coverage {
 public:
  explicit Coverage(const rules::Library& library) {
    for (const rules::Rule& rule : library.rules()) by_id_[rule.id].id = rule.id;
  }

  void add_matches(const std::vector<rules::Match>& matches) {
    std::set<std::pair<std::string_view, std::size_t>> places;
    for (const rules::Match& match : matches)
      if (places.emplace(match.rule->id, match.step_index).second) ++by_id_[match.rule->id].matched;
  }
  void add_evidence(const Evidence& evidence) {
    for (const FiredRule& fired : evidence.rules) ++by_id_[fired.id].fired;
    for (const std::string& note : evidence.notes)  // "undecided E03 on s4: resource limit"
      if (note.starts_with("undecided ")) {
        const auto rule = by_id_.find(note.substr(10, note.find(' ', 10) - 10));
        if (rule != by_id_.end()) ++rule->second.undecided;
      }
  }
  void add_applicable(const std::vector<const rules::Rule*>& rules) {
    for (const rules::Rule* rule : rules) by_id_[rule->id].applicable = true;
  }

  // What fired or is undecided has matched, whatever the replay of the verdicts saw of it.
  std::vector<RuleCoverage> all() const {
    std::vector<RuleCoverage> result;
    for (const auto& [id, found] : by_id_) {
      result.push_back(found);
      result.back().matched = std::max(found.matched, found.fired + found.undecided);
      result.back().applicable = found.applicable || result.back().matched > 0;
    }
    return result;
  }

 private:
  std::map<std::string, RuleCoverage> by_id_;
};

}  // namespace

std::vector<RuleCoverage> rule_coverage(const claims::Chain& chain, const rules::Library& library,
                                        const Limits& limits) {
  CheckOptions options;
  options.limits = limits;
  options.library = &library;
  const ChainResult result = check_chain(chain, options);
  Coverage coverage(library);
  rules::Matcher matcher(library, chain);
  for (const StepResult& step : result.steps) {
    matcher.add(chain.steps[step.index]);
    matcher.judge(judgement_of(step));
    coverage.add_matches(matcher.match_step());
    coverage.add_evidence(step.evidence);
  }
  coverage.add_matches(matcher.match_chain({to_string(result.verdict), result.reason, {}}));
  coverage.add_applicable(matcher.applicable());
  return coverage.all();
}

}  // namespace modus::symbolic
