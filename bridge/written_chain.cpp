#include "bridge/written_chain.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/error.h"
#include "bridge/asked.h"
#include "bridge/boundary.h"
#include "bridge/conclusions.h"
#include "bridge/defined.h"
#include "bridge/definitions.h"
#include "bridge/step_reader.h"
#include "bridge/supported.h"
#include "claims/claim_parser.h"
#include "claims/evaluate.h"
#include "claims/header_parser.h"
#include "claims/print.h"
#include "claims/token_stream.h"
#include "symbolic/applications.h"
#include "symbolic/known_values.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {

using claims::Step;
using claims::StepId;
using claims::StepKind;
using symbolic::Verdict;

namespace {

bool is_header_item(std::string_view token_form) {
  return claims::is_header_word(token_form.substr(0, token_form.find(' ')));
}

// Has the sentence a conjunction, so that more than one given may be read from it?
bool has_conjunction(std::string_view sentence) {
  for (const std::string_view sign : {",", " and ", " but ", " nor ", " while ", ";"})
    if (sentence.find(sign) != std::string_view::npos) return true;
  return false;
}

// `ask X: total = X`
bool asks_for_amount(const claims::Chain& chain) {
  const Step* question = chain.question();
  return question != nullptr && question->question == claims::QuestionKind::kValue &&
         question->claim.op() == claims::Op::kEqual;
}

// May another given be read from the sentence that the last one reads? Of amounts one a number.
bool may_say_more(const claims::Chain& chain) {
  const std::size_t sentence = chain.steps.back().sentences.front();
  const std::string& text = chain.text[sentence - 1];
  if (!asks_for_amount(chain)) return has_conjunction(text);
  const auto reads_it = [&](const Step& step) {
    return step.kind == StepKind::kGiven && step.sentences.front() == sentence;
  };
  return std::ranges::count_if(chain.steps, reads_it) <
         std::ranges::count(symbolic::reading::tokenise(text),
                            symbolic::reading::TokenKind::kNumber, &symbolic::reading::Token::kind);
}

constexpr std::size_t kMaxApplications = 1000;
constexpr std::size_t kMaxUnfoldedLets = 16;   // definitions within definitions
constexpr std::size_t kMostTermParts = 4'096;  // of a term unfolded

// The equation of a premise, without the condition that it has a value.
const claims::Claim* equation_of(const claims::Claim& premise) {
  const bool conditional = premise.op() == claims::Op::kAnd || premise.op() == claims::Op::kImplies;
  const claims::Claim& equation = conditional ? premise.child(1) : premise;
  return equation.op() == claims::Op::kEqual ? &equation : nullptr;
}

// The term with the values that the premises give to parts of it, and with what names stand for:
// under `a * b = 176` and `rest = a * b - c` the term `rest` is `176 - c`. Terms whose names stand
// for each other grow without end: no more than `room` parts are written.
claims::Claim with_values(const claims::Claim& term, const std::vector<symbolic::Premise>& premises,
                          std::size_t unfolding, std::size_t& room) {
  if (room == 0) return term;
  --room;
  const claims::Claim* definition = nullptr;
  for (const symbolic::Premise& premise : premises) {
    const claims::Claim* equation = equation_of(premise.claim);
    if (equation == nullptr || equation->child(0) != term) continue;
    if (equation->child(1).op() == claims::Op::kNumber) return equation->child(1);
    if (term.op() == claims::Op::kName) definition = &equation->child(1);
  }
  if (definition != nullptr && unfolding > 0)
    return with_values(*definition, premises, unfolding - 1, room);
  if (term.children().empty() || term.op() == claims::Op::kApply) return term;
  std::vector<claims::Claim> children;
  for (const claims::Claim& child : term.children())
    children.push_back(with_values(child, premises, unfolding, room));
  return claims::make(term.op(), term.name(), std::move(children), term.span());
}

}  // namespace

WrittenChain::WrittenChain(const Problem& problem, symbolic::Limits limits)
    : problem_(problem), limits_(limits) {}

Judgement WrittenChain::close(const std::string& token_form) {
  try {
    if (!live_ && is_header_item(token_form)) return close_header_item(token_form);
    if (!live_) live_.emplace(read_header(header_), problem_.sentences, limits_);
    Judgement judgement = judge(read_step(live_->chain(), token_form));
    if (judgement.accepted) ++parts_;
    if (live_->chain().steps.empty()) live_.reset();
    return judgement;
  } catch (const ParseError& error) {
    if (live_ && live_->chain().steps.empty()) live_.reset();
    Judgement malformed;
    malformed.step.verdict = Verdict::kMalformed;
    malformed.reason = error.message();
    return malformed;
  }
}

Judgement WrittenChain::close_header_item(const std::string& token_form) {
  read_header(header_ + token_form);
  header_ += token_form + " ";
  header_ends_.push_back(header_.size());
  ++parts_;
  Judgement accepted;
  accepted.accepted = true;
  return accepted;
}

Judgement WrittenChain::judge(Step step) {
  Judgement judgement;
  const bool goes_on = step.kind == StepKind::kGiven && !live_->chain().steps.empty() &&
                       live_->chain().steps.back().sentences == step.sentences;
  if (!live_->left_over().empty() && !goes_on) {
    judgement.step.verdict = Verdict::kUngrounded;
    judgement.reason = live_->left_over();
    return judgement;
  }
  if (const auto same = said_before(step)) {
    judgement.step.verdict = Verdict::kUnproved;
    judgement.reason = fmt::format("says what s{} says", same->value);
    return judgement;
  }
  if (auto misread = misread_question(step)) return *std::move(misread);
  if (step.kind == StepKind::kLet) {
    judgement.reason = disagreement_with_text(live_->chain(), step, problem_.question);
    judgement.step.verdict = Verdict::kUngrounded;
    if (!judgement.reason.empty()) return judgement;
  }
  judgement.step = live_->append(std::move(step));
  const Verdict verdict = judgement.step.verdict;
  judgement.accepted = verdict == Verdict::kNone || verdict == Verdict::kProved ||
                       verdict == Verdict::kGrounded ||
                       (verdict == Verdict::kUngrounded && !live_->left_over().empty() &&
                        may_say_more(live_->chain()));
  if (judgement.accepted) return judgement;
  judgement.reason = judgement.step.reason.empty() ? std::string(symbolic::to_string(verdict))
                                                   : judgement.step.reason;
  if (judgement.step.reason == "inconsistent givens") judgement.clash = live_->inconsistent_core();
  live_->rollback(live_->chain().steps.size() - 1);
  return judgement;
}

// The question is read twice: when it is written, and when all that is given has been read.
std::optional<Judgement> WrittenChain::misread_question(const Step& next) const {
  const claims::Chain& chain = live_->chain();
  const auto reads = [](const Step& step) {
    return step.kind == StepKind::kAsk || step.kind == StepKind::kGiven ||
           step.kind == StepKind::kLet;
  };
  const bool first = next.kind == StepKind::kAsk;
  const bool last = !reads(next) && std::all_of(chain.steps.begin(), chain.steps.end(), reads);
  if (!first && !last) return std::nullopt;
  Judgement judgement;
  judgement.reason =
      disagreement_with_question(chain, first ? next : *chain.question(), problem_.question);
  if (judgement.reason.empty()) return std::nullopt;
  judgement.step.verdict = Verdict::kUngrounded;
  if (last) judgement.clash = {chain.question()->id};
  return judgement;
}

// A derivation that goes in circles; two givens of one sentence.
std::optional<StepId> WrittenChain::said_before(const Step& step) const {
  const bool directed = live_->chain().header.logic == claims::Logic::kDirected;
  const auto stands = [&](StepId id) {
    if (directed) return true;
    const std::vector<StepId> usable = usable_of(*live_);
    return std::ranges::find(usable, id) != usable.end();
  };
  for (const Step& other : live_->chain().steps) {
    if (other.id.value == 0 || !alpha_equal(other.claim, step.claim)) continue;
    const bool derived = step.kind == StepKind::kHave && stands(other.id);
    const bool reread = step.kind == StepKind::kGiven && other.kind == StepKind::kGiven &&
                        other.sentences == step.sentences;
    if (derived || reread) return other.id;
  }
  return std::nullopt;
}

void WrittenChain::rollback(std::size_t parts) {
  MODUS_CHECK(parts <= parts_, "back to {} of {} parts", parts, parts_);
  if (parts == parts_) return;
  parts_ = parts;
  if (parts > header_ends_.size()) return live_->rollback(parts - header_ends_.size());
  live_.reset();
  header_ends_.resize(parts);
  header_.resize(parts == 0 ? 0 : header_ends_.back());
}

GrammarContext WrittenChain::context(MaskLevel level) const {
  if (live_) return context_of(*live_, level);
  GrammarContext context;
  context.directed = read_header(header_).logic == claims::Logic::kDirected;
  return context;
}

std::string WrittenChain::unsupported() const {
  return bridge::unsupported(chain(), problem_.question);
}

claims::Chain WrittenChain::chain() const {
  if (live_) return live_->chain();
  claims::Chain chain;
  chain.header = read_header(header_);
  chain.text = problem_.sentences;
  return chain;
}

std::vector<symbolic::Premise> WrittenChain::premises(std::span<const std::uint32_t> cites,
                                                      const claims::Claim& goal) const {
  std::vector<StepId> ids;
  for (const std::uint32_t id : cites) ids.emplace_back(id);
  return live_ ? live_->premises(ids, goal) : std::vector<symbolic::Premise>();
}

std::vector<std::string> WrittenChain::applications() const {
  std::vector<std::string> written;
  if (!live_) return written;
  const std::vector<StepId> citable = live_->citable();
  for (const symbolic::Application& application :
       symbolic::applications(live_->premises(citable, claims::Claim()), kMaxApplications)) {
    std::string& text = written.emplace_back();
    for (const StepId id : application.premises) text += fmt::format("s{} ", id.value);
    text += claims::print(application.conclusion, claims::AtomForm::kJuxtaposed);
  }
  return written;
}

std::optional<std::vector<std::string>> WrittenChain::answers() const {
  return live_ ? answers_of(*live_) : std::nullopt;
}

std::vector<std::string> WrittenChain::definitions() const {
  std::vector<std::string> written;
  if (!live_) return written;
  for (const claims::Claim& formula : carried_definitions(live_->chain(), problem_.question))
    written.push_back(fmt::format("{} := {}", live_->chain().question()->claim.child(0).name(),
                                  claims::print(formula, claims::AtomForm::kJuxtaposed)));
  return written;
}

std::vector<std::string> WrittenChain::calculations() const {
  std::vector<std::string> written;
  if (!live_) return written;
  for (const Calculation& calculation : calculations_of(live_->chain(), problem_.question)) {
    std::string text;
    std::vector<std::uint32_t> cites;
    for (const StepId id : calculation.cites) {
      text += fmt::format("s{} ", id.value);
      cites.push_back(id.value);
    }
    text += claims::print(calculation.term, claims::AtomForm::kJuxtaposed);
    const auto value = this->value(claims::print(calculation.term), cites);
    if (value) written.push_back(fmt::format("{} = {}", text, *value));
  }
  return written;
}

std::optional<Conclusions> WrittenChain::conclusions(const StepDraft& draft) const {
  return live_ ? conclusions_of(*live_, draft) : std::nullopt;
}

std::optional<std::string> WrittenChain::value(std::string_view term,
                                               std::span<const std::uint32_t> cites) const {
  try {
    const claims::Source source{.name = "term", .text = term, .constants = {}};
    claims::TokenStream tokens(source, claims::kMaxTokens);
    const claims::Claim read = claims::parse_term(tokens);
    if (!tokens.at_end()) return std::nullopt;
    const std::vector<symbolic::Premise> cited = premises(cites, read);
    std::size_t room = kMostTermParts;
    const claims::Value value =
        claims::evaluate(with_values(read, cited, kMaxUnfoldedLets, room),
                         symbolic::known_values(cited), symbolic::kEvaluateBudget);
    if (!std::holds_alternative<claims::Quantity>(value)) return std::nullopt;
    return claims::to_string(value);
  } catch (const ParseError&) {
    return std::nullopt;
  }
}

}  // namespace modus::bridge
