#include "bridge/prompted/deriving.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/chain_text.h"
#include "claims/print.h"
#include "symbolic/answer_goals.h"
#include "symbolic/applications.h"
#include "symbolic/derivation.h"

namespace modus::bridge {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;
using neural::ChatMessage;
using neural::ChatRole;
using symbolic::Application;
using symbolic::LiveChain;
using symbolic::Verdict;

constexpr std::size_t kMostApplications = 1000;
constexpr std::size_t kMostOptions = 12;  // that a model is shown
constexpr std::size_t kMostSteps = 256;
constexpr std::size_t kDerivingTokens = 8;

using Literal = std::pair<std::string, bool>;  // a predicate, and whether it is denied

Literal literal_of(const Claim& claim) {
  if (claim.op() == Op::kNot) return {claim.child(0).name(), true};
  return {claim.name(), false};
}

void add_literals(const Claim& claim, std::set<Literal>& into) {
  if (claim.op() == Op::kAnd) {
    for (const Claim& child : claim.children()) add_literals(child, into);
  } else if (claims::is_literal(claim)) {
    into.insert(literal_of(claim));
  }
}

// Predicates that the question hangs on, by the rules, with their signs.
std::set<Literal> leading_to(const Claim& asked, const claims::Chain& chain) {
  std::set<Literal> wanted = {literal_of(asked), literal_of(symbolic::opposite(asked))};
  for (std::size_t before = 0; before != wanted.size();) {
    before = wanted.size();
    for (const Step& step : chain.steps)
      if (step.claim.op() == Op::kImplies && claims::is_literal(step.claim.child(1)) &&
          wanted.contains(literal_of(step.claim.child(1))))
        add_literals(step.claim.child(0), wanted);
  }
  return wanted;
}

const Step* stated(const LiveChain& chain, const Claim& claim) {
  for (const StepId id : chain.citable()) {
    const Step* step = chain.chain().find(id);
    if (step->claim == claim) return step;
  }
  return nullptr;
}

std::vector<Application> options_of(const LiveChain& chain, const Claim& asked) {
  std::vector<Application> all =
      symbolic::applications(chain.premises(chain.citable(), Claim()), kMostApplications);
  const std::set<Literal> wanted = leading_to(asked, chain.chain());
  std::set<std::string> seen;
  std::erase_if(all, [&](const Application& application) {
    return !wanted.contains(literal_of(application.conclusion)) ||
           !seen.insert(claims::print(application.conclusion)).second;
  });
  // What answers the question needs no thought.
  const auto answers = std::ranges::find_if(all, [&](const Application& application) {
    return application.conclusion == asked || application.conclusion == symbolic::opposite(asked);
  });
  if (answers != all.end()) return {*answers};
  return all;
}

constexpr std::string_view kDerivingSystem =
    "You prove statements step by step. You are shown what is known, the question, and the steps "
    "that are possible now. Reply with the number of the step that leads to the answer soonest, "
    "and nothing else.";

std::vector<ChatMessage> request(const LiveChain& chain, const Claim& asked,
                                 const std::vector<Application>& options, std::size_t shown) {
  std::string text = "Known:\n";
  for (const StepId id : chain.citable())
    text += fmt::format("- {}\n", claims::print(chain.chain().find(id)->claim));
  text += fmt::format("Question: {} ?\nPossible steps:\n", claims::print(asked));
  for (std::size_t i = 0; i < shown; ++i) {
    std::vector<std::string> premises;
    for (const StepId id : options[i].premises)
      premises.push_back(claims::print(chain.chain().find(id)->claim));
    text += fmt::format("{}. {}   from {}\n", i + 1, claims::print(options[i].conclusion),
                        fmt::join(premises, ", "));
  }
  text += "Number:";
  return {{ChatRole::kSystem, std::string(kDerivingSystem)}, {ChatRole::kUser, std::move(text)}};
}

Step have_step(const LiveChain& chain, const Application& application) {
  Step step;
  step.kind = StepKind::kHave;
  step.id = symbolic::next_id(chain.chain());
  step.claim = application.conclusion;
  step.rule = claims::Rule::kModusPonens;
  step.cites = application.premises;
  return step;
}

}  // namespace

std::size_t choice_in(const std::string& reply, std::size_t options) {
  const std::size_t begin = reply.find_first_of("0123456789");
  if (begin == std::string::npos) return 0;
  std::size_t number = 0;
  for (std::size_t i = begin; i < reply.size() && reply[i] >= '0' && reply[i] <= '9'; ++i) {
    number = 10 * number + static_cast<std::size_t>(reply[i] - '0');
    if (number > options) return 0;
  }
  return number;
}

Derivation derive(MeteredModel& model, LiveChain& chain, Journal& journal) {
  const Claim asked = chain.chain().question()->claim;
  MODUS_CHECK(claims::is_literal(asked), "{} is no literal", claims::print(asked));
  Derivation derivation;
  const auto decided = [&] {
    return stated(chain, asked) != nullptr || stated(chain, symbolic::opposite(asked)) != nullptr;
  };
  for (std::size_t steps = 0; steps < kMostSteps && !decided(); ++steps) {
    const std::vector<Application> options = options_of(chain, asked);
    if (options.empty()) break;
    std::size_t choice = 1;
    if (options.size() > 1) {
      const std::size_t shown = std::min(options.size(), kMostOptions);
      const auto reply = model.ask({.messages = request(chain, asked, options, shown),
                                    .begins_with = "",
                                    .stops = {"\n"},
                                    .max_tokens = kDerivingTokens,
                                    .temperature = 0,
                                    .seed = 0,
                                    .lexicon = nullptr});
      if (!reply) break;
      choice = choice_in(*reply, shown);
      if (choice == 0) ++derivation.fallbacks;
      derivation.chosen += choice != 0;
      choice = std::max<std::size_t>(choice, 1);
    } else {
      ++derivation.forced;
    }
    const Step step = have_step(chain, options[choice - 1]);
    const symbolic::StepResult& judged = chain.append(step);
    MODUS_CHECK(judged.verdict == Verdict::kProved, "{} is {}", claims::print_step(step),
                symbolic::to_string(judged.verdict));
    journal.accepted(chain.chain().steps.back(), judged);
  }
  derivation.decided = decided();
  return derivation;
}

bool append_answer(LiveChain& chain, Journal& journal) {
  const Claim asked = chain.chain().question()->claim;
  Step answer;
  answer.kind = StepKind::kAnswer;
  answer.answer = claims::AnswerKind::kOpen;
  if (const Step* step = stated(chain, asked)) {
    answer.answer = claims::AnswerKind::kTrue;
    answer.cites = {step->id};
  } else if (const Step* opposite = stated(chain, symbolic::opposite(asked))) {
    answer.answer = claims::AnswerKind::kFalse;
    answer.cites = {opposite->id};
  }
  const symbolic::StepResult judged = chain.append(answer);
  if (judged.verdict == Verdict::kProved) {
    journal.accepted(chain.chain().steps.back(), judged);
    return true;
  }
  journal.refused(claims::print_step(answer), judged.verdict, judged.reason);
  chain.rollback(chain.chain().steps.size() - 1);
  return false;
}

}  // namespace modus::bridge
