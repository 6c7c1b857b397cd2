#include "rules/matcher.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/error.h"
#include "rules/instances.h"
#include "rules/library_state.h"
#include "rules/normal_form.h"
#include "rules/reify.h"
#include "rules/step_record.h"

namespace modus::rules {
namespace {

using claims::Claim;
using claims::StepKind;

constexpr std::size_t kMaxRows = 16;       // matches of one rule on one step
constexpr std::size_t kMaxInstances = 16;  // of one universal claim, for one step

constexpr std::array kVerdictMarks = {
    RelationId::kProved,   RelationId::kRefuted,    RelationId::kUnproved, RelationId::kUndecided,
    RelationId::kGrounded, RelationId::kUngrounded, RelationId::kMalformed};

bool finds(const KernelFinding& finding, const Judgement& judgement) {
  if (finding.verdict != judgement.verdict) return false;
  if (finding.from_accepted && finding.from_accepted != judgement.from_accepted) return false;
  if (!finding.reason) return !judgement.reason.starts_with("rests on ");
  return finding.reason->empty() ? judgement.reason.empty()
                                 : judgement.reason.find(*finding.reason) != std::string_view::npos;
}

std::string name_without_number(StepKind kind) {
  if (kind == StepKind::kAnswer) return "the answer";
  return kind == StepKind::kAsk ? "the question" : "";
}

}  // namespace

struct Matcher::State {
  State(const Library& library, claims::Logic logic) : rules(*library.state_), steps(rules.words) {
    for (std::size_t i = 0; i < rules.rules.size(); ++i) {
      const Rule& rule = rules.rules[i];
      if (std::ranges::find(rule.logics, logic) == rule.logics.end()) continue;
      (rule.scope == Scope::kChain ? chain_rules : step_rules).push_back(i);
    }
  }

  void note_repeats(std::size_t index);
  void reify_all();
  void reify_instances(std::size_t index);
  bool has_occasion(std::size_t rule) const;
  bool holds(const Rule& rule, std::size_t index) const;
  void match_rule(std::size_t rule, std::size_t index, std::vector<Match>& found);
  void match_body(const Rule& rule, const CompiledBody& body, std::size_t index,
                  std::vector<Match>& found);
  bool marks_hold(const CompiledBody& body, const std::vector<kg::SymbolId>& row) const;
  Match match_of(const Rule& rule, const CompiledBody& body,
                 const std::vector<kg::SymbolId>& row) const;
  Binding step_binding(std::size_t index) const;
  std::size_t step_index(kg::SymbolId symbol) const {
    return std::get<std::size_t>(reifier->meaning(symbol));
  }

  const Library::State& rules;
  std::vector<claims::SortDeclaration> sorts;
  std::vector<std::string> text;
  std::vector<std::size_t> step_rules, chain_rules;  // indices of rules for this logic
  StepRecords steps;
  std::string verdict, reason;  // of the last step
  std::optional<bool> from_accepted;
  std::unordered_map<Claim, std::vector<std::size_t>> by_form;  // normal form -> have steps
  std::vector<std::pair<std::size_t, std::size_t>> repeats;     // not yet reified
  std::optional<Reifier> reifier;                               // made when first needed
  std::size_t reified = 0;                                      // steps
};

Matcher::Matcher(const Library& library, claims::Logic logic)
    : state_(std::make_unique<State>(library, logic)) {}
Matcher::Matcher(const Library& library, const claims::Chain& chain)
    : Matcher(library, chain.header.logic) {
  state_->sorts = chain.header.sorts;
  state_->text = chain.text;
}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

void Matcher::add(const claims::Step& step) {
  State& s = *state_;
  s.steps.add(step);
  s.verdict.clear();
  s.reason.clear();
  s.from_accepted.reset();
  if (s.rules.asks_for_repeats && step.kind == StepKind::kHave) s.note_repeats(s.steps.size() - 1);
}

void Matcher::judge(const Judgement& judgement) {
  State& s = *state_;
  MODUS_CHECK(s.steps.size() > 0, "a judgement before the first step");
  s.verdict = judgement.verdict;
  s.reason = judgement.reason;
  s.from_accepted = judgement.from_accepted;
  Marks& marks = s.steps[s.steps.size() - 1].marks;
  for (const RelationId mark : kVerdictMarks) {
    marks.clear(mark);
    if (relation(mark).name == judgement.verdict) marks.set(mark);
  }
  const bool itself = !judgement.reason.starts_with("rests on ");
  const bool refuted_or_unproved =
      marks.has(RelationId::kRefuted) || marks.has(RelationId::kUnproved);
  marks.clear(RelationId::kFailed);
  if (refuted_or_unproved && itself) marks.set(RelationId::kFailed);
  marks.clear(RelationId::kProvable);
  if (judgement.from_accepted == true) marks.set(RelationId::kProvable);
}

std::vector<Match> Matcher::match_step() {
  State& s = *state_;
  MODUS_CHECK(s.steps.size() > 0, "a match before the first step");
  std::vector<Match> found;
  const std::size_t index = s.steps.size() - 1;
  for (const std::size_t rule : s.step_rules) s.match_rule(rule, index, found);
  return found;
}

std::vector<Match> Matcher::match_chain(const Judgement& chain) {
  State& s = *state_;
  s.steps.mark_use();
  std::vector<Match> found;
  if (s.steps.size() == 0) return found;
  for (const std::size_t i : s.chain_rules) {
    const Rule& rule = s.rules.rules[i];
    if (std::ranges::any_of(rule.kernel, [&](const auto& f) { return finds(f, chain); }))
      found.push_back({&rule, 0, {{"reason", {{}, {}, std::string(chain.reason)}}}, {}, "", 0});
  }
  for (std::size_t index = 0; index < s.steps.size(); ++index)
    for (const std::size_t rule : s.chain_rules) s.match_rule(rule, index, found);
  return found;
}

std::vector<const Rule*> Matcher::applicable() const {
  const State& s = *state_;
  std::vector<const Rule*> found;
  for (const auto* asked : {&s.step_rules, &s.chain_rules})
    for (const std::size_t rule : *asked)
      if (s.has_occasion(rule)) found.push_back(&s.rules.rules[rule]);
  std::ranges::sort(found, {}, &Rule::id);
  return found;
}

bool Matcher::State::has_occasion(std::size_t i) const {
  const auto some_step = [&](auto suits) {
    for (std::size_t index = 0; index < steps.size(); ++index)
      if (suits(steps[index])) return true;
    return false;
  };
  const Rule& rule = rules.rules[i];
  if (rule.test_kind() == TestKind::kKernel)
    return rule.scope == Scope::kChain ||
           std::ranges::any_of(rule.kernel, [&](const KernelFinding& finding) {
             return some_step([&](const StepRecord& record) {
               return !finding.kind || *finding.kind == record.step.kind;
             });
           });
  return std::ranges::any_of(rules.compiled[i], [&](const CompiledBody& body) {
    Marks demanded = body.demanded;
    for (const RelationId mark : kVerdictMarks) demanded.clear(mark);
    for (const RelationId mark : {RelationId::kFailed, RelationId::kProvable, RelationId::kRepeats,
                                  RelationId::kUnused, RelationId::kUncited})
      demanded.clear(mark);
    return steps.occurrence().covers(body.occurs) &&
           some_step([&](const StepRecord& record) { return record.marks.cover(demanded); });
  });
}

// An earlier step with the same normal form whose assumptions are open here too.
void Matcher::State::note_repeats(std::size_t index) {
  std::vector<std::size_t>& same = by_form[normal_form(steps[index].step.claim)];
  const auto earlier = std::ranges::find_if(same, [&](std::size_t other) {
    return std::ranges::includes(steps[index].open, steps[other].open);
  });
  if (earlier != same.end()) {
    steps[index].marks.set(RelationId::kRepeats);
    repeats.emplace_back(index, *earlier);
  }
  same.push_back(index);
}

void Matcher::State::reify_all() {
  if (!reifier) {
    reifier.emplace(rules.words);
    reifier->add_problem(sorts, text);
  }
  for (; reified < steps.size(); ++reified) reifier->add_step(steps[reified].step, reified);
  for (const auto& [index, earlier] : repeats) reifier->add_repeats(index, earlier);
  repeats.clear();
}

// What the universals that the step cites say of the things that it speaks of.
void Matcher::State::reify_instances(std::size_t index) {
  StepRecord& record = steps[index];
  if (record.has_instances) return;
  record.has_instances = true;
  if (!record.marks.has(RelationId::kHave) || record.step.claim.size() > kMaxReifiedNodes) return;
  std::vector<Claim> spoken_of = {record.step.claim};
  std::vector<std::size_t> cited_steps;
  const std::size_t skipped =
      record.step.cites.size() - std::min(record.step.cites.size(), kMaxReifiedCites);
  for (std::size_t i = skipped; i < record.step.cites.size(); ++i) {
    const StepRecord* cited = steps.find(record.step.cites[i]);
    if (cited == nullptr || !cited->marks.has(RelationId::kClaim) ||
        cited->step.claim.size() > kMaxReifiedNodes)
      continue;
    spoken_of.push_back(cited->step.claim);
    cited_steps.push_back(static_cast<std::size_t>(cited - &steps[0]));
  }
  for (const std::size_t cited : cited_steps)
    for (const Claim& instance : instances_of(steps[cited].step.claim, spoken_of, kMaxInstances))
      reifier->add_instance(cited, instance);
  // Its own universal claim, of what the cited steps speak of: each in its turn stands first.
  std::vector<Claim> around(spoken_of.begin() + 1, spoken_of.end());
  for (std::size_t i = 0; i < std::min(around.size(), kMaxInstances); ++i) {
    std::swap(around.front(), around[i]);
    for (const Claim& instance : instances_of(record.step.claim, around, kMaxInstances))
      reifier->add_instance(index, instance);
  }
}

bool Matcher::State::holds(const Rule& rule, std::size_t index) const {
  const claims::Step& step = steps[index].step;
  return std::ranges::any_of(rule.kernel, [&](const KernelFinding& finding) {
    if (!finds(finding, {verdict, reason, from_accepted})) return false;
    if (finding.kind && *finding.kind != step.kind) return false;
    if (finding.cited == CitedKind::kAny) return true;
    if (step.cites.empty() || finding.cited == CitedKind::kNothing)
      return step.cites.empty() && finding.cited == CitedKind::kNothing;
    return steps.cites_only_givens(step) == (finding.cited == CitedKind::kGivens);
  });
}

void Matcher::State::match_rule(std::size_t i, std::size_t index, std::vector<Match>& found) {
  const Rule& rule = rules.rules[i];
  if (rule.test_kind() == TestKind::kKernel) {
    if (rule.scope != Scope::kChain && holds(rule, index))
      found.push_back({&rule,
                       index,
                       {{"S", step_binding(index)}, {"reason", {{}, {}, reason}}},
                       {steps[index].step.id},
                       "",
                       0});
    return;
  }
  for (std::size_t a = 0; a < rules.compiled[i].size(); ++a) {
    const CompiledBody& body = rules.compiled[i][a];
    if (!steps[index].marks.cover(body.demanded) || !steps.occurrence().covers(body.occurs))
      continue;
    const std::size_t before = found.size();
    match_body(rule, body, index, found);
    for (std::size_t at = before; at < found.size(); ++at) found[at].alternative = a;
  }
}

void Matcher::State::match_body(const Rule& rule, const CompiledBody& body, std::size_t index,
                                std::vector<Match>& found) {
  reify_all();
  reify_instances(index);
  std::vector<kg::Atom> atoms = body.atoms;
  const kg::Term self = kg::Term::symbol(reifier->step_symbol(index));
  const kg::Term blamed = kg::Term::variable(body.blamed);
  for (kg::Atom& atom : atoms) std::ranges::replace(atom.arguments, blamed, self);
  auto distinct = body.distinct;
  for (auto& [a, b] : distinct) {
    if (a == blamed) a = self;
    if (b == blamed) b = self;
  }
  std::vector<std::vector<kg::SymbolId>> rows;
  try {
    rows = reifier->facts().match(atoms, distinct, kMaxRows);
  } catch (const Error& error) {  // too many rows to look at
    found.push_back({&rule, index, {}, {steps[index].step.id}, error.what(), 0});
    return;
  }
  for (std::vector<kg::SymbolId>& row : rows) {
    row.resize(body.variables.size());
    row[body.blamed] = reifier->step_symbol(index);
    if (marks_hold(body, row)) found.push_back(match_of(rule, body, row));
  }
}

bool Matcher::State::marks_hold(const CompiledBody& body,
                                const std::vector<kg::SymbolId>& row) const {
  return std::ranges::all_of(body.marks, [&](const MarkCondition& condition) {
    const Marks& marks = steps[step_index(row[condition.variable])].marks;
    return marks.has(condition.mark) != condition.absent;
  });
}

Match Matcher::State::match_of(const Rule& rule, const CompiledBody& body,
                               const std::vector<kg::SymbolId>& row) const {
  Match match{&rule, step_index(row[body.blamed]), {}, {}, "", 0};
  for (std::size_t v = 0; v < body.variables.size(); ++v) {
    if (body.variables[v].front() == '_') continue;
    const Reifier::Meaning meaning = reifier->meaning(row[v]);
    Binding& binding = match.bindings[body.variables[v]];
    if (const auto* step = std::get_if<std::size_t>(&meaning)) binding = step_binding(*step);
    if (const auto* claim = std::get_if<Claim>(&meaning)) binding.claim = *claim;
    if (const auto* word = std::get_if<std::string>(&meaning)) binding.text = *word;
  }
  for (const std::uint32_t v : body.steps) match.steps.push_back(steps[step_index(row[v])].step.id);
  return match;
}

Binding Matcher::State::step_binding(std::size_t index) const {
  const claims::Step& step = steps[index].step;
  return {step.id, {}, name_without_number(step.kind)};
}

}  // namespace modus::rules
