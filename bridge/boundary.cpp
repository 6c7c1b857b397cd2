#include "bridge/boundary.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "bridge/conclusions.h"
#include "claims/chain.h"
#include "symbolic/reading/claim_shape.h"

namespace modus::bridge {

using claims::Step;
using claims::StepKind;

namespace {

bool derives(StepKind kind) {
  return kind != StepKind::kAsk && kind != StepKind::kGiven && kind != StepKind::kLet;
}

std::vector<std::uint32_t> open_assumptions(const claims::Chain& chain) {
  std::vector<std::uint32_t> open;
  for (const Step& step : chain.steps) {
    if (step.kind == StepKind::kAssume || step.kind == StepKind::kFix ||
        step.kind == StepKind::kCase)
      open.push_back(step.id.value);
    if (step.kind == StepKind::kDischarge)
      for (const claims::StepId closed : step.closes) std::erase(open, closed.value);
  }
  return open;
}

// The last open case of what this one is a case of.
std::uint32_t last_case_of(const claims::Chain& chain, const std::vector<std::uint32_t>& open,
                           std::uint32_t one) {
  const auto of = [&](std::uint32_t id) { return chain.find(claims::StepId(id))->closes; };
  std::uint32_t last = one;
  for (const std::uint32_t other : open)
    if (chain.find(claims::StepId(other))->kind == StepKind::kCase && of(other) == of(one))
      last = std::max(last, other);
  return last;
}

std::size_t members(const claims::Claim& disjunction) {
  if (disjunction.op() != claims::Op::kOr) return 1;
  return members(disjunction.child(0)) + members(disjunction.child(1));
}

// Cases are closed when all of their disjunction are open, the last such disjunction first.
void find_closable(const claims::Chain& chain, GrammarContext& context) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> cases;  // by disjunction
  std::vector<std::uint32_t> others;
  for (const std::uint32_t id : context.open) {
    const Step& step = *chain.find(claims::StepId(id));
    if (step.kind == StepKind::kCase)
      cases[step.closes.front().value].push_back(id);
    else
      others.push_back(id);
  }
  for (const auto& [disjunction, of] : cases) {
    const bool whole = of.size() == members(chain.find(claims::StepId(disjunction))->claim);
    if (!whole || (!context.cases.empty() && context.cases.back() > of.back())) continue;
    context.parted = disjunction;
    context.cases = of;
  }
  if (!cases.empty() && context.settled) {
    const auto last =
        std::ranges::max_element(cases, {}, [](const auto& of) { return of.second.back(); });
    context.disjunctions.clear();
    if (last->second.size() < members(chain.find(claims::StepId(last->first))->claim))
      context.disjunctions.push_back(last->first);
  }
  context.open = others;
  if (!context.cases.empty()) context.open.push_back(context.cases.front());
  std::ranges::sort(context.open);
}

std::uint32_t last_sentence_read(const claims::Chain& chain) {
  std::size_t last = 0;
  for (const Step& step : chain.steps)
    if (step.kind == StepKind::kGiven && !step.sentences.empty()) last = step.sentences.front();
  return static_cast<std::uint32_t>(last);
}

ReadNumber number_read(const Step& given) {
  const auto numbers = symbolic::reading::numbers_in(given.claim);
  return {static_cast<std::uint32_t>(given.sentences.front()),
          numbers.empty() ? "" : numbers.front().digits};
}

std::vector<std::string> numbers_of(const claims::Chain& chain) {
  std::set<std::string> numbers;
  for (const Step& step : chain.steps)
    for (const claims::Literal& literal : symbolic::reading::numbers_in(step.claim))
      numbers.insert(literal.digits);
  return {numbers.begin(), numbers.end()};
}

// The sentence read last has words that no given used: another given may be read from it.
bool may_say_more(const symbolic::LiveChain& live) {
  const symbolic::StepResult& last = live.results().back();
  return last.kind == StepKind::kGiven && !last.evidence.unused_words.empty();
}

void order_sentences(const symbolic::LiveChain& live, GrammarContext& context) {
  if (!context.asked) return;
  const std::uint32_t read = last_sentence_read(live.chain());
  const auto all = static_cast<std::uint32_t>(live.chain().text.size());
  const bool must_go_on = !live.left_over().empty();
  const bool may_go_on = must_go_on || may_say_more(live);
  context.first_mark = std::max(1u, may_go_on ? read : read + 1);
  if (must_go_on) context.last_mark = context.first_mark;
  if (context.directed) context.last_mark = std::min(context.last_mark, read + 1);
  const bool unread = context.directed && read < all;
  context.givens_only = !context.past_givens && (unread || must_go_on);
  context.past_givens = context.past_givens || context.first_mark > context.last_mark;
}

}  // namespace

Suppositions suppositions_of(const claims::Chain& chain) {
  const std::vector<std::uint32_t> open = open_assumptions(chain);
  std::map<std::uint32_t, std::set<std::uint32_t>> rests;
  for (const Step& step : chain.steps) {
    std::set<std::uint32_t>& on = rests[step.id.value];
    if (std::ranges::find(open, step.id.value) != open.end()) on.insert(step.id.value);
    for (const claims::StepId cited : step.cites)
      for (const std::uint32_t one : rests[cited.value])
        if (std::ranges::find(open, one) != open.end()) on.insert(one);
    for (const claims::StepId closed : step.closes)
      if (step.kind == StepKind::kDischarge) on.erase(closed.value);
  }
  Suppositions found;
  for (const auto& [id, on] : rests) {
    if (id == 0 || on.empty()) continue;
    found.all.push_back(id);
    const bool apart = std::ranges::any_of(on, [&](std::uint32_t one) {
      return chain.find(claims::StepId(one))->kind == StepKind::kCase &&
             last_case_of(chain, open, one) != one;
    });
    if (apart) found.apart.push_back(id);
  }
  return found;
}

GrammarContext context_of(const symbolic::LiveChain& live, MaskLevel level) {
  const claims::Chain& chain = live.chain();
  GrammarContext context;
  context.directed = chain.header.logic == claims::Logic::kDirected;
  context.needs_premises = context.directed;
  context.last_mark = static_cast<std::uint32_t>(chain.text.size());
  context.known = &live.signature();
  if (const Step* question = chain.question()) {
    context.asked = true;
    context.question = question->question;
  }
  for (const Step& step : chain.steps) {
    context.past_givens = context.past_givens || derives(step.kind);
    context.next_id = std::max(context.next_id, step.id.value + 1);
    if (step.kind != StepKind::kGiven) continue;
    if (!step.sentences.empty()) context.read.push_back(number_read(step));
    context.relates = context.relates || (step.claim.op() == claims::Op::kEqual &&
                                          step.claim.child(1).op() != claims::Op::kNumber);
  }
  for (const claims::StepId id : live.citable()) {
    context.citable.push_back(id.value);
    if (chain.find(id)->claim.op() == claims::Op::kOr) context.disjunctions.push_back(id.value);
  }
  context.open = open_assumptions(chain);
  context.numbers = numbers_of(chain);
  if (level >= MaskLevel::kGrounded) order_sentences(live, context);
  if (level >= MaskLevel::kConclusions && !context.directed && !context.open.empty()) {
    context.suppositions = suppositions_of(chain);
    context.settled = case_is_settled(live);
    find_closable(chain, context);
  }
  // Sentences of rule worlds name whom they speak of.
  if (level >= MaskLevel::kGrounded && context.directed) context.most_marks = 1;
  return context;
}

}  // namespace modus::bridge
