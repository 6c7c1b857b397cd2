#include "bridge/prompted/proposing.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "bridge/prompted/reply_claims.h"
#include "claims/chain_text.h"
#include "claims/print.h"
#include "symbolic/answer_goals.h"
#include "symbolic/derivation.h"

namespace modus::bridge {
namespace {

using claims::Claim;
using claims::Step;
using claims::StepId;
using claims::StepKind;
using neural::ChatMessage;
using neural::ChatRole;
using symbolic::LiveChain;
using symbolic::Verdict;

constexpr std::size_t kProposingTries = 3;
constexpr std::size_t kProposingTokens = 64;

constexpr std::string_view kProposingSystem =
    "You prove statements step by step. You are shown numbered steps and a question. Reply with "
    "one "
    "new claim that follows from some of the steps and helps to answer the question, and with the "
    "steps it follows from, in the form\nCLAIM by s1 s2\nand nothing else. In claims: not p, p and "
    "q, p or q, p xor q, p -> q, forall X: p, exists X: p.";

std::string shown(const LiveChain& chain) {
  std::string text;
  for (const StepId id : chain.citable())
    text += fmt::format("s{}  {}\n", id.value, claims::print(chain.chain().find(id)->claim));
  return text + fmt::format("Question: {} ?", claims::print(chain.chain().question()->claim));
}

std::vector<ChatMessage> opening(const LiveChain& chain) {
  return {{ChatRole::kSystem, std::string(kProposingSystem)},
          {ChatRole::kUser,
           "s1  baker(vera) xor painter(vera)\ns2  not baker(vera)\ns3  painter(X) -> happy(X)\n"
           "Question: happy(vera) ?"},
          {ChatRole::kAssistant, "painter(vera) by s1 s2"},
          {ChatRole::kUser, shown(chain)}};
}

// "CLAIM by s1 s2": the steps that are cited, and the claim without them. All where none are.
std::vector<StepId> take_citations(std::string& line, const LiveChain& chain) {
  const std::vector<StepId> citable = chain.citable();
  const std::size_t by = line.rfind(" by ");
  std::vector<StepId> cites;
  if (by != std::string::npos) {
    for (const StepId id : citable) {
      const std::string mark = fmt::format("s{}", id.value);
      for (std::size_t at = line.find(mark, by); at != std::string::npos;
           at = line.find(mark, at + 1)) {
        const char behind = at + mark.size() < line.size() ? line[at + mark.size()] : ' ';
        if (behind < '0' || behind > '9') {
          cites.push_back(id);
          break;
        }
      }
    }
    line.resize(by);
  }
  return cites.empty() ? citable : cites;
}

struct Proposal {
  bool accepted = false;
  std::string reason;
};

Proposal try_step(const std::string& reply, LiveChain& chain, Journal& journal) {
  std::string line = reply.substr(0, reply.find('\n'));
  Step step;
  step.kind = StepKind::kHave;
  step.cites = take_citations(line, chain);
  const ReplyClaims read = reply_claims(line, chain.chain().header.logic, chain.signature());
  const auto refuse = [&](Verdict verdict, std::string reason) {
    journal.refused(on_one_line(reply), verdict, reason);
    return Proposal{false, std::move(reason)};
  };
  if (!read.reason.empty()) return refuse(Verdict::kMalformed, read.reason);
  step.claim = read.claims.front();
  for (const StepId id : chain.citable())
    if (alpha_equal(chain.chain().find(id)->claim, step.claim))
      return refuse(Verdict::kUnproved, fmt::format("says what s{} says", id.value));
  step.id = symbolic::next_id(chain.chain());
  const symbolic::StepResult judged = chain.append(step);
  if (judged.verdict == Verdict::kProved) {
    journal.accepted(chain.chain().steps.back(), judged);
    return {true, ""};
  }
  chain.rollback(chain.chain().steps.size() - 1);
  return refuse(judged.verdict, judged.reason.empty()
                                    ? fmt::format("it is {}", symbolic::to_string(judged.verdict))
                                    : judged.reason);
}

bool decided(const LiveChain& chain) {
  const Claim& asked = chain.chain().question()->claim;
  return std::ranges::any_of(chain.citable(), [&](StepId id) {
    const Claim& claim = chain.chain().find(id)->claim;
    return claim == asked || claim == symbolic::opposite(asked);
  });
}

}  // namespace

void propose(MeteredModel& model, LiveChain& chain, std::size_t steps, Journal& journal) {
  for (std::size_t i = 0; i < steps && !decided(chain); ++i) {
    std::vector<ChatMessage> messages = opening(chain);
    bool accepted = false;
    for (std::size_t tries = 0; tries < kProposingTries && !accepted; ++tries) {
      const auto reply = model.ask({.messages = messages,
                                    .begins_with = "",
                                    .stops = {"\n"},
                                    .max_tokens = kProposingTokens,
                                    .temperature = 0,
                                    .seed = 0,
                                    .lexicon = nullptr});
      if (!reply) return;
      const bool repeats = messages.size() > 5 && messages[messages.size() - 2].text == *reply;
      if (repeats) break;  // it would say so for ever
      const Proposal proposal = try_step(*reply, chain, journal);
      accepted = proposal.accepted;
      messages.push_back({ChatRole::kAssistant, *reply});
      messages.push_back(
          {ChatRole::kUser,
           fmt::format("That was refused: {}. Propose another step.", proposal.reason)});
    }
    if (!accepted) return;
  }
}

}  // namespace modus::bridge
