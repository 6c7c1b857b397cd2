#include "symbolic/checker.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <set>
#include <unordered_set>

#include <fmt/core.h>

#include "base/error.h"
#include "rules/library.h"
#include "rules/matcher.h"
#include "symbolic/answer_goals.h"
#include "symbolic/chain_verdict.h"
#include "symbolic/dimension_clash.h"
#include "symbolic/evidence.h"
#include "symbolic/grounding.h"
#include "symbolic/kernel.h"
#include "symbolic/layers/layers.h"
#include "symbolic/rule_tests.h"
#include "symbolic/theory.h"

namespace modus::symbolic {

using claims::Chain;
using claims::StepId;
using claims::StepKind;

namespace {

std::unique_ptr<Entailment> layers_for(const Theory& theory, const CheckOptions& options) {
  auto layers = make_layers(theory, options.limits);
  if (!options.double_check) return layers;
  layers = make_double_check(std::move(layers), theory, options.limits);
  if (!layers) throw ConfigError("--double-check needs cvc5: install libcvc5-dev and build again");
  return layers;
}

bool holds(Verdict verdict) {
  return verdict != Verdict::kRefuted && verdict != Verdict::kUnproved &&
         verdict != Verdict::kUndecided && verdict != Verdict::kMalformed;
}

// The step in whose span the error lies; the first step where it lies in none.
std::size_t step_at(const Chain& chain, std::size_t offset) {
  for (std::size_t i = 0; i < chain.steps.size(); ++i)
    if (chain.steps[i].span.begin <= offset && offset <= chain.steps[i].span.end) return i;
  return 0;
}

ChainResult malformed(const Chain& chain, const ParseError& error, const CheckOptions& options) {
  std::vector<StepResult> steps(chain.steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    steps[i].index = i;
    steps[i].id = chain.steps[i].id;
    steps[i].kind = chain.steps[i].kind;
  }
  if (!steps.empty()) {
    StepResult& at = steps[step_at(chain, error.offset())];
    at.verdict = Verdict::kMalformed;
    at.reason = error.message();
    if (options.library != nullptr && is_dimension_clash(at))
      explain_dimension_clash(chain, *options.library, options.limits, at);
  }
  ChainResult result = conclude(chain, std::move(steps), {});
  result.verdict = ChainVerdict::kMalformed;
  result.reason = error.what();
  return result;
}

}  // namespace

struct Checker::State {
  State(const Chain& c, const CheckOptions& o)
      : chain(c),
        options(o),
        theory(theory_of(c)),
        layers(layers_for(theory, o)),
        kernel(c, theory, *layers),
        explainer(c, theory, kernel, *layers) {
    results.reserve(c.steps.size());
    if (o.library) matcher.emplace(*o.library, c);
    for (GivenReading& reading : read_givens(c)) {
      const std::size_t step = reading.step;
      readings.emplace(step, std::move(reading));
    }
  }

  void take_reading(StepResult& result);
  void run_rules_on_step(std::optional<bool> from_accepted, StepResult& result);
  void add_fired(RuleRun run, StepResult& result) const;
  RuleContext rule_context();

  const Chain& chain;
  const CheckOptions options;
  Theory theory;
  std::unique_ptr<Entailment> layers;
  Kernel kernel;
  Explainer explainer;
  std::optional<rules::Matcher> matcher;
  std::map<std::size_t, GivenReading> readings;  // by step
  std::vector<StepResult> results;
  std::unordered_set<StepId> accepted;  // earlier steps that hold, or that open something
};

Checker::Checker(const Chain& chain, const CheckOptions& options)
    : state_(std::make_unique<State>(chain, options)) {}
Checker::~Checker() = default;

bool Checker::done() const { return state_->results.size() == state_->chain.steps.size(); }

const StepResult& Checker::check_next() {
  State& s = *state_;
  MODUS_CHECK(!done(), "all {} steps are checked", s.results.size());
  StepResult result = s.kernel.check(s.results.size(), s.options.wanted);
  if (result.kind == StepKind::kGiven) s.take_reading(result);
  std::optional<bool> from_accepted;
  if (s.options.wanted == Wanted::kEvidence)
    from_accepted = s.explainer.explain(result);
  if (s.matcher) s.run_rules_on_step(from_accepted, result);
  if (holds(result.verdict)) s.accepted.insert(result.id);
  s.results.push_back(std::move(result));
  return s.results.back();
}

void Checker::State::take_reading(StepResult& result) {
  const auto reading = readings.find(result.index);
  if (reading == readings.end()) return;
  result.evidence.unused_words = reading->second.unused_words;
  result.evidence.reads_back = reading->second.reads_back;
  if (!reading->second.grounded) kernel.lower(result, reading->second.reason);
}

void Checker::State::run_rules_on_step(std::optional<bool> from_accepted, StepResult& result) {
  matcher->add(chain.steps[result.index]);
  matcher->judge({to_string(result.verdict), result.reason, from_accepted});
  const std::vector<rules::Match> matches = matcher->match_step();
  if (matches.empty()) return;
  add_fired(run_rules(*options.library, matches, rule_context()), result);
  for (const FiredRule& fired : result.evidence.rules)
    if (fired.severity == Severity::kError &&
        (result.verdict == Verdict::kProved || result.verdict == Verdict::kGrounded)) {
      kernel.lower(result, fmt::format("rule {}", fired.id));
      matcher->judge({to_string(result.verdict), result.reason, std::nullopt});
    }
}

void Checker::State::add_fired(RuleRun run, StepResult& result) const {
  for (FiredRule& fired : run.fired) result.evidence.rules.push_back(std::move(fired));
  for (std::string& undecided : run.undecided)
    result.evidence.notes.push_back(fmt::format("undecided {}", undecided));
}

RuleContext Checker::State::rule_context() {
  return {chain, theory, *layers,
          [this](std::span<const StepId> steps, const claims::Claim& goal) {
            return kernel.premises(steps, goal);
          },
          [this](std::span<const StepId> steps) {
            return std::ranges::all_of(steps, [this](StepId id) { return accepted.contains(id); }) &&
                   kernel.satisfiable(steps);
          }};
}

ChainResult Checker::finish() {
  State& s = *state_;
  MODUS_CHECK(done(), "{} of {} steps are checked", s.results.size(), s.chain.steps.size());
  ChainFacts facts;
  facts.inconsistent = s.kernel.inconsistent();
  facts.inconsistent_core = s.kernel.inconsistent_core();
  facts.nothing_missed = !s.chain.header.closed.empty();
  if (s.chain.answer() && s.chain.question())
    facts.nothing_missed |= answer_goals(s.chain, s.theory.signature).nothing_missed;
  std::set<std::size_t> read;
  for (const StepResult& result : s.results)
    if (result.verdict == Verdict::kGrounded)  // further sentences only say whom a pronoun means
      read.insert(s.chain.steps[result.index].sentences.front());
  for (std::size_t k = 1; k <= s.chain.text.size(); ++k)
    if (!read.contains(k)) facts.unread.push_back(k);
  ChainResult result = conclude(s.chain, std::move(s.results), facts);
  if (!s.matcher) return result;
  const auto matches = s.matcher->match_chain({to_string(result.verdict), result.reason, {}});
  for (auto begin = matches.begin(); begin != matches.end();) {  // one step after the other
    const auto end = std::find_if(begin, matches.end(), [&](const rules::Match& match) {
      return match.step_index != begin->step_index;
    });
    s.add_fired(run_rules(*s.options.library, {begin, end}, s.rule_context()),
                result.steps[begin->step_index]);
    begin = end;
  }
  return result;
}

ChainResult check_chain(const Chain& chain, const CheckOptions& options) {
  std::optional<Checker> checker;
  try {
    checker.emplace(chain, options);
  } catch (const ParseError& error) {
    return malformed(chain, error, options);
  }
  while (!checker->done()) checker->check_next();
  return checker->finish();
}

std::vector<ChainResult> check_chains(std::span<const Chain> chains, const CheckOptions& options) {
  std::vector<ChainResult> results(chains.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < chains.size(); i = next++)
      results[i] = check_chain(chains[i], options);
  };
  const auto wanted = static_cast<std::size_t>(std::max(options.workers, 1));
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < std::min(wanted, chains.size()); ++i)
    others.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& other : others) other.get();  // passes on what it threw
  return results;
}

}  // namespace modus::symbolic
