#include "rules/step_record.h"

#include <algorithm>

namespace modus::rules {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

Marks marks_of(const Step& step) {
  Marks marks;
  marks.set(static_cast<RelationId>(step.kind));  // one order, see RelationId
  marks.set(RelationId::kStep);
  const bool has_claim =
      step.kind != StepKind::kLet && step.kind != StepKind::kFix && step.kind != StepKind::kAnswer;
  if (has_claim) {
    marks.set_root(step.claim.op());
    marks.set_root(without_foralls(step.claim).op());
    if (step.kind != StepKind::kAsk) marks.set(RelationId::kClaim);
  }
  if (step.kind == StepKind::kHave) {
    marks.set(RelationId::kBy);
    marks.set_rule(step.rule);
  }
  if (!step.cites.empty()) marks.set(RelationId::kCites);
  if (!step.closes.empty()) marks.set(RelationId::kCloses);
  if (!step.sentences.empty()) marks.set(RelationId::kReads);
  if (step.kind == StepKind::kLet || step.kind == StepKind::kFix || step.kind == StepKind::kObtain)
    marks.set(RelationId::kBinds);
  if (step.definition) marks.set(RelationId::kDefinition);
  return marks;
}

// Adds the operators and words of a claim. Depth: that of claims, which the parser limits.
void note(const Claim& claim, Marks& marks, Occurrence& seen) {
  marks.set_inside(claim.op());
  if (!claim.name().empty()) seen.add(claim.name());
  if (claim.op() == Op::kNumber) {
    seen.add(claims::to_string(claim.literal().value));
    if (!claim.literal().unit.empty()) seen.add(claim.literal().unit);
  }
  for (const Claim& child : claim.children()) note(child, marks, seen);
}

bool opens(StepKind kind) {
  return kind == StepKind::kAssume || kind == StepKind::kCase || kind == StepKind::kFix;
}
bool is_given(StepKind kind) { return kind == StepKind::kGiven || kind == StepKind::kLet; }

}  // namespace

const Claim& without_foralls(const Claim& claim) {
  const Claim* body = &claim;
  while (body->op() == Op::kForall) body = &body->child(0);
  return *body;
}

StepRecord& StepRecords::add(const Step& step) {
  any_opened_ = any_opened_ || opens(step.kind);
  StepRecord record{step, marks_of(step), {}};
  note(step.claim, record.marks, occurrence_);
  if (step.definition) note(*step.definition, record.marks, occurrence_);
  for (const claims::Option& option : step.options) note(option.claim, record.marks, occurrence_);
  occurrence_.add(record.marks.inside);
  if (any_opened_) record.open = open_assumptions(step);
  if (step.id != StepId{}) numbered_.push_back(records_.size());
  records_.push_back(std::move(record));
  return records_.back();
}

std::size_t StepRecords::index_of(StepId id) const {
  const auto it = std::ranges::lower_bound(numbered_, id, {},
                                           [&](std::size_t i) { return records_[i].step.id; });
  return it != numbered_.end() && records_[*it].step.id == id ? *it : records_.size();
}

const StepRecord* StepRecords::find(StepId id) const {
  const std::size_t index = index_of(id);
  return index < records_.size() ? &records_[index] : nullptr;
}

// The union over what it cites, less what it closes, and itself where it opens one.
std::vector<StepId> StepRecords::open_assumptions(const Step& step) const {
  std::vector<StepId> open;
  const auto take = [&](const std::vector<StepId>& ids) {
    for (const StepId id : ids)
      if (const StepRecord* cited = find(id))
        for (const StepId assumption : cited->open)
          if (std::ranges::find(open, assumption) == open.end()) open.push_back(assumption);
  };
  take(step.cites);
  if (step.kind == StepKind::kDischarge)
    std::erase_if(
        open, [&](StepId id) { return std::ranges::find(step.closes, id) != step.closes.end(); });
  if (step.kind == StepKind::kCase) take(step.closes);
  if (opens(step.kind)) open.push_back(step.id);
  std::ranges::sort(open);
  return open;
}

bool StepRecords::cites_only_givens(const Step& step) const {
  return !step.cites.empty() && std::ranges::all_of(step.cites, [&](StepId id) {
    const StepRecord* cited = find(id);
    return cited != nullptr && is_given(cited->step.kind);
  });
}

void StepRecords::mark_use() {
  std::vector<bool> cited(records_.size(), false);
  std::vector<bool> used(records_.size(), false);
  bool has_answer = false;
  for (std::size_t i = records_.size(); i-- > 0;) {
    const Step& step = records_[i].step;
    if (step.kind == StepKind::kAnswer) has_answer = used[i] = true;
    for (const auto* ids : {&step.cites, &step.closes})
      for (const StepId id : *ids)
        if (const std::size_t at = index_of(id); at < i) {
          cited[at] = true;
          used[at] = used[at] || used[i];
        }
  }
  for (std::size_t i = 0; i < records_.size(); ++i) {
    if (!cited[i]) records_[i].marks.set(RelationId::kUncited);
    if (has_answer && !used[i]) records_[i].marks.set(RelationId::kUnused);
  }
}

}  // namespace modus::rules
