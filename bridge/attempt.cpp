#include "bridge/attempt.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "base/error.h"
#include "bridge/row.h"
#include "kernels/cross_entropy.h"
#include "kernels/sampling.h"

namespace modus::bridge {

using neural::TokenId;
using symbolic::Verdict;

namespace {

constexpr std::size_t kRefusalsAtABoundary = 3;
constexpr std::size_t kMaxStepTokens = 160;

std::vector<TokenId> prompt_of(const Signs& signs, const Problem& problem) {
  return signs.tokenizer().encode(prompt_pieces(problem.sentences, problem.question, 1));
}

Lexicon lexicon_of(const Signs& signs, const Problem& problem) {
  return {signs.tokenizer(), problem.sentences, problem.question};
}

// Among all tokens: what the model thinks of it, whatever the mask allows.
float log_probability_of(std::span<const float> logits, TokenId token) {
  const float weight = 1;
  float loss = 0;
  kernels::cross_entropy({.tokens = 1,
                          .vocabulary = logits.size(),
                          .logits = logits.data(),
                          .target = &token,
                          .weight = &weight,
                          .loss = &loss},
                         {});
  return -loss;
}

}  // namespace

Attempt::Attempt(const Signs& signs, const Problem& problem, const AttemptOptions& options,
                 std::uint64_t number)
    : signs_(signs),
      options_(options),
      random_(RandomStream(options.seed).fork(number)),
      lexicon_(lexicon_of(signs, problem)),
      chain_(problem, options.check.limits),
      guide_(signs, lexicon_, options.mask),
      mask_(signs.vocabulary()),
      tokens_(prompt_of(signs, problem)) {
  guide_.set_boundary(chain_.context(options_.mask), &chain_);
  boundaries_.push_back({tokens_.size(), guide_});
  if (tokens_.size() + 1 >= options_.context) finish_undecided("the problem fills the context");
}

std::optional<Action> Attempt::next() {
  if (finished()) return std::nullopt;
  if (kept_ < cached_) {
    cached_ = kept_;
    return Action{Action::Kind::kRollback, cached_, {}};
  }
  const std::size_t from = cached_;
  cached_ = kept_ = tokens_.size();
  return Action{Action::Kind::kAppend, 0, std::span(tokens_).subspan(from)};
}

void Attempt::take_logits(std::span<const float> logits) {
  MODUS_CHECK(!finished() && logits.size() == signs_.vocabulary(), "{} logits", logits.size());
  look();
  mask_taken_ = mask_;
  if (choose(logits))
    settle();
  else
    refuse({false, "nothing that may be said follows", {}, {}});
}

void Attempt::look() {
  if (!mask_is_current_) guide_.allowed(mask_);
  mask_is_current_ = true;
}

// Writes the token chosen; false where the mask is empty.
bool Attempt::choose(std::span<const float> logits) {
  const float uniform =
      options_.temperature > 0 ? static_cast<float>(random_.fork(draws_).unit()) : 0.0f;
  ++draws_;
  std::int32_t token = -1;
  kernels::sample_masked({.batch = 1,
                          .vocabulary = logits.size(),
                          .logits = logits.data(),
                          .mask = mask_.words().data(),
                          .temperature = options_.temperature,
                          .uniform = &uniform,
                          .token = &token},
                         {});
  if (token < 0) return false;
  const float log_probability = log_probability_of(logits, token);
  if (at_head()) note_branches(logits, token, log_probability);
  write(token, log_probability);
  return true;
}

// The kind of a step, its rule, its sentence or its first premise is being chosen: what a branch
// begins with. A question or a given has no other beginning: there every token counts.
bool Attempt::at_head() const {
  if (options_.mask == MaskLevel::kOff) return false;
  if (guide_.at_boundary()) return true;
  const StepDraft& draft = guide_.draft();
  if (!draft.kind || draft.kind == claims::StepKind::kLet) return false;
  if (draft.kind == claims::StepKind::kAsk || draft.kind == claims::StepKind::kGiven) return true;
  return !draft.in_claim && draft.cites.empty();
}

void Attempt::note_branches(std::span<const float> logits, TokenId chosen, float log_probability) {
  const Boundary& here = boundaries_.back();
  std::vector<TokenId> path(tokens_.begin() + static_cast<std::ptrdiff_t>(here.tokens),
                            tokens_.end());
  path.push_back(chosen);
  const float base = log_probability_ + log_probability - logits[static_cast<std::size_t>(chosen)];
  constexpr std::size_t kOften = 32;
  std::vector<Branches::Other> others;
  others.reserve(kOften);
  mask_.each([&](TokenId token) {
    if (token != chosen) others.push_back({token, base + logits[static_cast<std::size_t>(token)]});
  });
  branches_.chose(boundaries_.size() - 1, path, std::move(others));
}

void Attempt::write(TokenId token, float log_probability) {
  guide_.take(token);
  mask_is_current_ = false;
  tokens_.push_back(token);
  log_probability_ += log_probability;
  ++so_far_.tokens;
}

// Goes on as far as no logits are needed: closes steps, writes what is forced.
void Attempt::settle() {
  while (!finished()) {
    if (guide_.finished()) {
      is_written_ = true;
      return;
    }
    if (guide_.at_boundary() && tokens_.size() > boundaries_.back().tokens) {
      const std::size_t accepted = boundaries_.size();
      close();
      if (finished() || boundaries_.size() <= accepted) return;
    }
    if (so_far_.tokens >= options_.max_tokens) return finish_undecided("effort");
    if (tokens_.size() + 1 >= options_.context) return finish_undecided("context");
    if (tokens_.size() > boundaries_.back().tokens + kMaxStepTokens)
      return refuse({false, "the step does not end", {}, {}});
    look();
    const auto forced = mask_.only();
    if (!forced) return;
    write(*forced, 0);
  }
}

void Attempt::close() {
  const std::string step = signs_.tokenizer().decode(guide_.step_tokens());
  Judgement judgement = chain_.close(step);
  Boundary& here = boundaries_.back();
  if (here.closings++ == 0 && chain_.live() != nullptr) {
    ++so_far_.steps;
    so_far_.first_try += judgement.accepted;
  }
  here.step_log_probability = log_probability_;
  if (judgement.accepted)
    accept(judgement);
  else
    refuse(std::move(judgement));
}

void Attempt::accept(const Judgement& judgement) {
  guide_.set_boundary(chain_.context(options_.mask), &chain_);
  boundaries_.push_back({tokens_.size(), guide_, draws_});
  log_probability_ = 0;
  const auto* live = chain_.live();
  tell({Happening::Kind::kAccepted, live ? &live->chain().steps.back() : nullptr, &judgement.step,
        nullptr});
}

void Attempt::refuse(Judgement judgement) {
  Boundary& here = boundaries_.back();
  const bool began = tokens_.size() > here.tokens;
  const std::span<const TokenId> step = std::span(tokens_).subspan(here.tokens);
  so_far_.refusals.push_back({chain_.parts(), signs_.tokenizer().decode(step),
                              judgement.step.verdict, std::move(judgement.reason)});
  tell({Happening::Kind::kRefused, nullptr, nullptr, &so_far_.refusals.back()});
  if (so_far_.refusals.size() >= options_.max_refusals) return finish_undecided("effort");
  if (!judgement.clash.empty()) return reopen(judgement.clash);
  if (began) ban(ban_of(judgement.step.verdict));
  if (++here.refusals >= kRefusalsAtABoundary || !began) return branch();
  go_back(boundaries_.size() - 1);
  settle();
}

// What was just refused: a claim that is refuted follows from nothing here; anything else was wrong
// with these premises.
Ban Attempt::ban_of(Verdict verdict) const {
  const bool claim = verdict == Verdict::kRefuted && !guide_.claim_tokens().empty();
  std::span<const TokenId> tokens = claim ? guide_.claim_tokens() : guide_.step_tokens().subspan(1);
  if (guide_.at_boundary()) tokens = tokens.first(tokens.size() - 1);
  return {claim ? Ban::Of::kClaim : Ban::Of::kStep, {tokens.begin(), tokens.end()}};
}

// With it goes every beginning of the step that can now no longer be finished.
void Attempt::ban(Ban ban) {
  Guide& guide = boundaries_.back().guide;
  std::vector<TokenId> step(guide_.step_tokens().begin(), guide_.step_tokens().end());
  if (guide_.at_boundary()) step.pop_back();
  guide.ban(std::move(ban));
  for (TokenMask rest(signs_.vocabulary()); step.size() > 2;) {
    step.pop_back();
    Guide probe = guide;
    for (const TokenId token : step) probe.take(token);
    probe.allowed(rest);
    if (!rest.empty()) return;
    guide.ban({Ban::Of::kStep, {step.begin() + 1, step.end()}});
  }
}

// Something was misread: the step read with the least confidence is read again.
void Attempt::reopen(const std::vector<claims::StepId>& clash) {
  std::optional<std::size_t> least;
  const std::vector<claims::Step>& steps = chain_.live()->chain().steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (std::find(clash.begin(), clash.end(), steps[i].id) == clash.end()) continue;
    const std::size_t at = chain_.header_items() + i;
    if (!least || boundaries_[at].step_log_probability < boundaries_[*least].step_log_probability)
      least = at;
  }
  if (!least) return branch();
  const auto begin = tokens_.begin() + static_cast<std::ptrdiff_t>(boundaries_[*least].tokens);
  const auto end = tokens_.begin() + static_cast<std::ptrdiff_t>(boundaries_[*least + 1].tokens);
  boundaries_[*least].guide.ban({Ban::Of::kStep, {begin + 1, end - 1}});
  go_back(*least);
  boundaries_.back().refusals = 0;
  settle();
}

void Attempt::branch() {
  const auto best = branches_.take_best();
  if (!best) return finish_undecided("nothing is left to try");
  go_back(best->boundary);
  boundaries_.back().refusals = 0;
  for (const TokenId token : best->tokens) write(token, 0);
  log_probability_ = best->log_probability;
  settle();
}

// The last token before the boundary is appended again: its logits are asked for.
void Attempt::go_back(std::size_t boundary) {
  boundaries_.erase(boundaries_.begin() + static_cast<std::ptrdiff_t>(boundary) + 1,
                    boundaries_.end());
  branches_.rollback(boundary + 1);
  Boundary& here = boundaries_.back();
  chain_.rollback(boundary);
  guide_ = here.guide;
  tokens_.resize(here.tokens);
  kept_ = std::min(kept_, tokens_.size() - 1);
  draws_ = here.draws;
  log_probability_ = 0;
  mask_is_current_ = false;
}

void Attempt::finish() {
  const claims::Chain chain = chain_.chain();
  symbolic::ChainResult result = symbolic::check_chain(chain, options_.check);
  if (result.verdict == symbolic::ChainVerdict::kVerified)
    if (const std::string why = chain_.unsupported(); !why.empty()) {
      result.verdict = symbolic::ChainVerdict::kUngrounded;
      result.reason = fmt::format("what is asked for: {}", why);
    }
  tell_finished(chain, std::move(result));
}

void Attempt::finish_undecided(const std::string& reason) {
  const claims::Chain chain = chain_.chain();
  symbolic::ChainResult result = symbolic::check_chain(chain, options_.check);
  result.verdict = symbolic::ChainVerdict::kUndecided;
  result.reason = reason;
  tell_finished(chain, std::move(result));
}

void Attempt::tell_finished(claims::Chain chain, symbolic::ChainResult result) {
  so_far_.chain = std::move(chain);
  so_far_.result = std::move(result);
  outcome_ = std::move(so_far_);
  tell({Happening::Kind::kFinished, nullptr, nullptr, nullptr});
}

Outcome Attempt::conclude() {
  if (is_written_ && !outcome_) finish();
  if (!outcome_) finish_undecided("interrupted");
  return *std::move(outcome_);
}

void Attempt::tell(const Happening& happening) const {
  if (options_.watch) options_.watch(happening);
}

}  // namespace modus::bridge
