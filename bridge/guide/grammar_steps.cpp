// Steps: everything but their claims.
#include <algorithm>

#include "base/error.h"
#include "bridge/guide/grammar.h"
#include "bridge/guide/grammar_offer.h"
#include "bridge/row.h"

namespace modus::bridge {

using claims::QuestionKind;
using claims::StepKind;
using neural::TokenId;

namespace {

constexpr std::array<StepKind, 2> kDirectedKinds = {StepKind::kGiven, StepKind::kHave};
constexpr std::array<StepKind, 3> kQuantityKinds = {StepKind::kGiven, StepKind::kLet,
                                                    StepKind::kHave};
constexpr std::array<StepKind, 8> kClassicalKinds = {
    StepKind::kGiven, StepKind::kLet,    StepKind::kFix,  StepKind::kObtain,
    StepKind::kHave,  StepKind::kAssume, StepKind::kCase, StepKind::kDischarge};

}  // namespace

bool Grammar::offer_step_part(const Frame& frame, Offer& offer) const {
  const Signs& signs = *signs_;
  switch (frame.item) {
    case Item::kAsk:
      if (context_.quantities) {
        offer(signs.first_variables(1));
        return false;
      }
      if (sayables_.which) {
        offer(signs["all"]);
        offer(signs.variables());
      }
      return this->offer({Item::kClaim}, offer);
    case Item::kAskLetter:
      offer(signs.variables());
      return false;
    case Item::kStep:
      if (!context_.answer_only) offer(signs.step(context_.next_id));
      if (!context_.givens_only) offer(signs.kind(StepKind::kAnswer));
      return false;
    case Item::kStepKind:
      offer_kinds(offer);
      return false;
    case Item::kLetTail:
      if (frame.least == 0 && !context_.quantities) offer(signs[":"]);
      offer(signs[":="]);
      return !context_.quantities;
    case Item::kSentences:
      offer_marks(offer);
      return !draft_.sentences.empty();
    case Item::kRule:
      if (context_.quantities) {
        offer(signs.rule(claims::Rule::kCalculate));
        return false;
      }
      for (std::size_t i = 0; i < claims::rule_names().size(); ++i)
        offer(signs.rule(static_cast<claims::Rule>(i)));
      return false;
    case Item::kCites:
      offer_cites(offer);
      return frame.least <= draft_.cites.size();
    case Item::kCloses:
      return offer_closes(offer);
    case Item::kSource:
      offer_ids(context_.disjunctions, 0, offer);
      return false;
    case Item::kAnswerValue:
      offer_answer(offer);
      return false;
    default:
      MODUS_CHECK(false, "item {} is no part of a step", static_cast<int>(frame.item));
  }
  return false;
}

void Grammar::offer_kinds(Offer& offer) const {
  const auto allowed = [&](StepKind kind) {
    if (context_.settled && kind != StepKind::kCase && kind != StepKind::kDischarge) return false;
    switch (kind) {
      case StepKind::kGiven:
        return !context_.past_givens && !(context_.quantities && context_.with_amounts.empty());
      case StepKind::kCase:
        return !context_.disjunctions.empty();
      case StepKind::kDischarge:
        return !context_.open.empty();
      case StepKind::kObtain:
        return !context_.citable.empty();
      default:
        return !context_.givens_only;
    }
  };
  const auto kinds = context_.directed     ? std::span<const StepKind>(kDirectedKinds)
                     : context_.quantities ? std::span<const StepKind>(kQuantityKinds)
                                           : std::span<const StepKind>(kClassicalKinds);
  for (const StepKind kind : kinds)
    if (allowed(kind)) offer(signs_->kind(kind));
}

void Grammar::offer_ids(std::span<const std::uint32_t> ids, std::uint32_t above,
                        Offer& offer) const {
  for (const std::uint32_t id : ids)
    if (id > above) offer(signs_->step(id));
}

// What is supposed, one or more; the cases of a disjunction all together.
bool Grammar::offer_closes(Offer& offer) const {
  const std::vector<std::uint32_t>&closes = draft_.closes, &cases = context_.cases;
  const bool by_cases = !closes.empty() && !cases.empty() && closes.front() == cases.front();
  if (!by_cases) {
    offer_ids(context_.open, closes.empty() ? 0 : closes.back(), offer);
    return !closes.empty();
  }
  if (closes.size() < cases.size()) offer(signs_->step(cases[closes.size()]));
  return closes.size() == cases.size();
}

void Grammar::offer_cites(Offer& offer) const {
  const bool by_cases = context_.parted != 0 && draft_.kind == StepKind::kDischarge &&
                        draft_.rule == claims::Rule::kCases;
  if (by_cases && draft_.cites.empty()) return offer(signs_->step(context_.parted));

  const std::vector<std::uint32_t> none;
  const std::vector<std::uint32_t>& barred =
      draft_.kind == StepKind::kHave     ? context_.suppositions.apart
      : draft_.kind == StepKind::kAnswer ? context_.suppositions.all
                                         : none;
  const std::uint32_t above = draft_.cites.empty() ? 0 : draft_.cites.back();
  for (const std::uint32_t id : context_.citable)
    if (id > above && !std::ranges::binary_search(barred, id)) offer(signs_->step(id));
}

// The sentence read, in order of the text; then those that say whom a pronoun means.
void Grammar::offer_marks(Offer& offer) const {
  const std::vector<std::uint32_t>& marks = draft_.sentences;
  if (marks.size() >= context_.most_marks) return;
  const std::uint32_t first = marks.empty() ? context_.first_mark : 1;
  const std::uint32_t last = marks.empty() ? context_.last_mark : marks.front() - 1;
  const auto may_be_read = [&](std::uint32_t k) {
    return !context_.quantities || !marks.empty() ||
           std::ranges::binary_search(context_.with_amounts, k);
  };
  for (std::uint32_t k = first; k <= last; ++k)
    if (may_be_read(k) && std::find(marks.begin(), marks.end(), k) == marks.end())
      offer(signs_->sentence(k));
}

void Grammar::offer_answer(Offer& offer) const {
  if (context_.question == QuestionKind::kSet) return offer((*signs_)["{"]);
  if (context_.question == QuestionKind::kValue) {
    offer_term(offer);
    return;
  }
  for (const std::string_view value : {"true", "false", "open"}) offer((*signs_)[value]);
}

void Grammar::expand_step_part(const Frame& frame, TokenId token) {
  const Signs& signs = *signs_;
  switch (frame.item) {
    case Item::kAsk:
      if (token != signs["all"] && !signs.is_variable(token))
        return begin_with(Item::kClaim, token);
      push(claim());
      push(":");
      if (token == signs["all"]) push(Item::kAskLetter);
      return;
    case Item::kStep:
      draft_ = {};
      word_.clear();
      if (signs.step_of(token) != 0) return push(Item::kStepKind);
      draft_.kind = StepKind::kAnswer;
      push(kEndMark);
      push(";");
      push(Item::kAnswerValue);
      return push(Item::kCites);
    case Item::kStepKind:
      return begin_step(*signs.kind_of(token));
    case Item::kLetTail:
      if (token == signs[":="]) return push(Item::kTerm);
      push_frame({Item::kLetTail, 1});
      return push(Item::kSort);
    case Item::kSentences:
      draft_.sentences.push_back(signs.sentence_of(token));
      return push(Item::kSentences);
    case Item::kRule:
      draft_.rule = signs.rule_of(token);
      return;
    case Item::kCites:
      draft_.cites.push_back(signs.step_of(token));
      return push_frame(frame);
    case Item::kCloses:
      draft_.closes.push_back(signs.step_of(token));
      return push(Item::kCloses);
    case Item::kSource:
      draft_.closes.push_back(signs.step_of(token));
      return;
    case Item::kAnswerValue:
      if (token == signs["open"] || token == signs["true"] || token == signs["false"]) return;
      return begin_with(Item::kTerm, token);
    default:
      return;
  }
}

// A part that was not expected by itself, but by something that it may begin.
void Grammar::begin_with(Item item, TokenId token) {
  push(item);
  const Frame frame = stack_[--depth_];
  expand(frame, token);
}

void Grammar::begin_step(StepKind kind) {
  draft_.kind = kind;
  const bool premises = context_.needs_premises && kind == StepKind::kHave;
  push(Item::kStep);
  push(";");
  switch (kind) {
    case StepKind::kGiven:
      push(claim());
      return push(Item::kSentences);
    case StepKind::kLet:
      push(Item::kLetTail);
      return push(Item::kFreshName);
    case StepKind::kFix:
      return push(Item::kFreshName);
    case StepKind::kAssume:
      return push(Item::kClaim);
    case StepKind::kCase:
      push(Item::kClaim);
      return push(Item::kSource);
    default:
      break;
  }
  push(claim());
  if (kind == StepKind::kObtain) {
    push(":");
    push(Item::kFreshName);
  }
  push_frame({Item::kCites, static_cast<std::uint8_t>(premises ? 1 : 0)});
  push(Item::kRule);
  if (kind != StepKind::kDischarge) return;
  push("by");
  push(Item::kCloses);
}

}  // namespace modus::bridge
