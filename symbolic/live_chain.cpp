#include "symbolic/live_chain.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "symbolic/grounding.h"
#include "symbolic/kernel.h"
#include "symbolic/layers/layers.h"
#include "symbolic/layers/structure.h"
#include "symbolic/theory.h"

namespace modus::symbolic {

using claims::Chain;
using claims::Step;
using claims::StepKind;

namespace {

// The layers of a theory that grows: made when something is asked, and again when what they were
// made of has changed.
class GrowingLayers final : public Entailment {
 public:
  GrowingLayers(const Theory& theory, Limits limits) : theory_(theory), limits_(limits) {}

  std::vector<Decision> decide(std::span<const Query> queries, Wanted wanted) override {
    return current().decide(queries, wanted);
  }
  Decision satisfiable(std::span<const Premise> premises, Wanted wanted) override {
    return current().satisfiable(premises, wanted);
  }

 private:
  // `logic directed` asks about axioms only, classical encodings about every sort.
  bool is_current() const {
    if (!layers_ || made_of_.axioms != theory_.axioms) return false;
    return theory_.logic == claims::Logic::kDirected ||
           made_of_.signature == theory_.signature;
  }

  Entailment& current() {
    if (!is_current()) {
      made_of_ = theory_;
      layers_ = make_layers(theory_, limits_);
    }
    return *layers_;
  }

  const Theory& theory_;
  const Limits limits_;
  Theory made_of_;
  std::unique_ptr<Entailment> layers_;
};

// Axioms depend on the header alone, unless names are unique or predicates closed.
bool has_growing_axioms(const claims::Header& header) {
  return header.unique_names || !header.closed.empty();
}

bool binds(const Step& step) {
  return step.kind == StepKind::kLet || step.kind == StepKind::kFix ||
         step.kind == StepKind::kObtain;
}

// Its form is judged by the sorts of names.
bool needs_sorts(const Step& step) {
  return step.kind == StepKind::kObtain || step.kind == StepKind::kDischarge ||
         step.kind == StepKind::kAnswer;
}

constexpr std::size_t kNever = static_cast<std::size_t>(-1);

}  // namespace

struct LiveChain::State {
  State(claims::Header header, std::vector<std::string> text, Limits limits)
      : chain(start(std::move(header), std::move(text))),
        theory(theory_of(chain)),
        layers(theory, limits),
        kernel(std::in_place, chain, theory, layers),
        reader(chain.text),
        growing{theory.signature, true},
        sorts{growing} {}

  static Chain start(claims::Header header, std::vector<std::string> text) {
    Chain chain;
    chain.header = std::move(header);
    chain.text = std::move(text);
    return chain;
  }

  // Throws ParseError where the chain as a whole is malformed with its last step. What later steps
  // may still settle is not malformed yet: those names have no sort meanwhile.
  void extend_theory() {
    growing = malformed_from != kNever ? claims::growing_signature_of(chain)
                                       : claims::growing_signature_of(chain, sorts.back());
    if (growing.complete && (has_growing_axioms(chain.header) || malformed_from != kNever))
      theory = theory_of(chain);
    theory.signature = growing.signature;
    if (!growing.complete && needs_sorts(chain.steps.back())) theory_of(chain);  // throws
  }

  // The last step binds a name that others used before: their verdicts are not what they were.
  bool binds_late() const {
    const Step& last = chain.steps.back();
    if (!binds(last)) return false;
    return std::any_of(chain.steps.begin(), chain.steps.end() - 1, [&](const Step& step) {
      const std::vector<std::string> names = names_of(step);
      return step.kind != StepKind::kAsk &&
             std::find(names.begin(), names.end(), last.name) != names.end();
    });
  }

  void check_anew(std::size_t steps) {
    kernel.emplace(chain, theory, layers);
    for (std::size_t i = 0; i < steps; ++i) kernel->check(i, Wanted::kVerdict);
  }

  StepResult judge_last() {
    const std::size_t index = chain.steps.size() - 1;
    reader.learn(chain.steps.back());
    if (binds_late() || malformed_from != kNever) {
      late.push_back(index);
      malformed_from = kNever;
      check_anew(index);
    }
    StepResult result = kernel->check(index, Wanted::kVerdict);
    if (result.verdict != Verdict::kGrounded) return result;
    const GivenReading reading = reader.read(chain.steps);
    result.evidence.unused_words = reading.unused_words;
    if (!reading.grounded) kernel->lower(result, reading.reason);
    if (reading.agrees && !reading.grounded) left_over = reading.reason;
    return result;
  }

  StepResult malformed(const ParseError& error) {
    StepResult result;
    result.index = chain.steps.size() - 1;
    result.id = chain.steps.back().id;
    result.kind = chain.steps.back().kind;
    result.verdict = Verdict::kMalformed;
    result.reason = error.message();
    malformed_from = std::min(malformed_from, result.index);
    return result;
  }

  Chain chain;
  Theory theory;
  GrowingLayers layers;
  std::optional<Kernel> kernel;
  GivenReader reader;
  claims::GrowingSignature growing;
  std::vector<claims::GrowingSignature> sorts;  // after 0, 1, ... steps
  std::vector<StepResult> results;
  std::string left_over;
  std::size_t malformed_from = kNever;  // the kernel has seen no step from here on
  std::vector<std::size_t> late;        // steps on which earlier verdicts depend
};

LiveChain::LiveChain(claims::Header header, std::vector<std::string> text, Limits limits)
    : state_(std::make_unique<State>(std::move(header), std::move(text), limits)) {}
LiveChain::~LiveChain() = default;
LiveChain::LiveChain(LiveChain&&) noexcept = default;
LiveChain& LiveChain::operator=(LiveChain&&) noexcept = default;

const Chain& LiveChain::chain() const { return state_->chain; }
const std::vector<StepResult>& LiveChain::results() const { return state_->results; }
std::vector<claims::StepId> LiveChain::citable() const {
  return state_->kernel->citable_at(state_->chain.steps.size());
}
const claims::Signature& LiveChain::signature() const { return state_->theory.signature; }
const std::string& LiveChain::left_over() const { return state_->left_over; }
const std::vector<claims::StepId>& LiveChain::inconsistent_core() const {
  return state_->kernel->inconsistent_core();
}
std::vector<Premise> LiveChain::premises(std::span<const claims::StepId> cites,
                                         const claims::Claim& goal) const {
  return state_->kernel->premises(cites, goal);
}

const StepResult& LiveChain::append(Step step) {
  State& s = *state_;
  s.left_over.clear();
  s.chain.steps.push_back(std::move(step));
  StepResult result;
  try {
    s.extend_theory();
    result = s.judge_last();
  } catch (const ParseError& error) {
    result = s.malformed(error);
  }
  s.sorts.push_back(s.growing);
  s.results.push_back(std::move(result));
  return s.results.back();
}

void LiveChain::rollback(std::size_t steps) {
  State& s = *state_;
  MODUS_CHECK(steps <= s.results.size(), "back to {} of {} steps", steps, s.results.size());
  if (steps == s.results.size()) return;
  s.chain.steps.resize(steps);
  s.results.resize(steps);
  s.sorts.resize(steps + 1);
  s.left_over.clear();
  s.reader.forget();
  for (const Step& step : s.chain.steps) s.reader.learn(step);
  if (s.malformed_from < steps) return;
  s.malformed_from = kNever;
  s.growing = s.sorts.back();
  if (has_growing_axioms(s.chain.header) && s.growing.complete) s.theory = theory_of(s.chain);
  s.theory.signature = s.growing.signature;
  const bool late = !s.late.empty() && s.late.back() >= steps;
  while (!s.late.empty() && s.late.back() >= steps) s.late.pop_back();
  if (late)
    s.check_anew(steps);
  else
    s.kernel->rollback(steps);
}

}  // namespace modus::symbolic
