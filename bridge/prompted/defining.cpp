#include "bridge/prompted/defining.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "bridge/defined.h"
#include "bridge/prompted/reply_claims.h"
#include "claims/claim_parser.h"
#include "claims/print.h"
#include "claims/token_stream.h"
#include "symbolic/derivation.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;
using neural::ChatMessage;
using neural::ChatRole;
using symbolic::Verdict;

constexpr std::size_t kDefiningTries = 3;
constexpr std::size_t kMostDefiningLines = 6;
constexpr std::size_t kMostLineTokens = 400;  // of one line
constexpr std::size_t kDefiningTokens = 160;

constexpr std::string_view kDefiningSystem =
    "You write what a word problem asks for as a formula. You are shown the problem, its "
    "quantities "
    "by name, and a solution. Reply with lines `let NAME := FORMULA`; the last one is what is "
    "asked "
    "for. Use the quantities by their names, with + - * / and brackets. Write no results.";

constexpr std::string_view kExampleProblem =
    "Problem: Vera has 12 stamps. She buys 3 more stamps. She gives 5 stamps to Ben.\n"
    "Question: How many stamps does Vera have now?\n"
    "Quantities:\nvera_stamps = 12\nbuys_stamps = 3\ngives_stamps = 5\n"
    "Solution: Vera has 12 stamps and buys 3, so 15. She gives 5 away, so 10. Answer: 10";
constexpr std::string_view kExampleReply =
    "let stamps_now := vera_stamps + buys_stamps - gives_stamps";

std::vector<ChatMessage> opening(const Problem& problem, const claims::Chain& givens,
                                 const std::string& prose) {
  std::string text = fmt::format("Problem: {}\nQuestion: {}\nQuantities:\n",
                                 fmt::join(problem.sentences, " "), problem.question);
  for (const Step& step : givens.steps)
    if (step.kind == StepKind::kGiven) text += claims::print(step.claim) + "\n";
  if (!prose.empty()) text += fmt::format("Solution: {}", prose);
  return {{ChatRole::kSystem, std::string(kDefiningSystem)},
          {ChatRole::kUser, std::string(kExampleProblem)},
          {ChatRole::kAssistant, std::string(kExampleReply)},
          {ChatRole::kUser, std::move(text)}};
}

void require_known(const Claim& term, const claims::Signature& known, std::string_view line) {
  for (const std::string& name : claims::names_in(term)) {
    if (known.find(name) != nullptr) continue;
    throw ParseError("definition", line, 0, fmt::format("there is no quantity `{}`", name));
  }
}

std::vector<std::string> lines_of(const std::string& reply) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < reply.size() && lines.size() < kMostDefiningLines;) {
    const std::size_t end = std::min(reply.find('\n', at), reply.size());
    std::string line = bare_claim(std::string_view(reply).substr(at, end - at));
    at = end + 1;
    if (line.find('=') != std::string::npos) lines.push_back(std::move(line));
  }
  return lines;
}

// One reply as definitions.
std::vector<Step> definitions_in(const std::string& reply, const claims::Chain& givens) {
  const std::vector<std::string> lines = lines_of(reply);
  if (lines.empty())
    throw ParseError("definition", reply, 0, "there is no line `let NAME := FORMULA`");
  claims::Chain chain = givens;
  std::vector<Step> lets;
  for (const std::string& line : lines) {
    lets.push_back(definition_step(line, claims::signature_of(chain)));
    lets.back().id = symbolic::next_id(chain);
    chain.steps.push_back(lets.back());
  }
  return lets;
}

Defined judge(const std::string& reply, const Problem& problem, const claims::Chain& givens) {
  try {
    return judge_definitions(definitions_in(reply, givens), problem, givens);
  } catch (const ParseError& error) {
    return {{}, error.message()};
  }
}

}  // namespace

Defined judge_definitions(std::vector<Step> lets, const Problem& problem,
                          const claims::Chain& givens) {
  symbolic::LiveChain live(givens.header, givens.text, {});
  live.append(ask_for_value(lets.back().name));
  for (const Step& step : givens.steps) live.append(step);
  std::string doubt;
  for (Step& let : lets) {
    let.id = symbolic::next_id(live.chain());
    if (doubt.empty()) doubt = disagreement_with_text(live.chain(), let, problem.question);
    const symbolic::StepResult& result = live.append(let);
    if (result.verdict == Verdict::kMalformed) return {{}, result.reason};
  }
  return {std::move(lets), std::move(doubt)};
}

Step ask_for_value(const std::string& name) {
  Step ask;
  ask.kind = StepKind::kAsk;
  ask.question = claims::QuestionKind::kValue;
  ask.name = "X";
  ask.claim = claims::binary(Op::kEqual, claims::name(name), claims::variable("X"));
  return ask;
}

Step definition_step(std::string_view line, const claims::Signature& known) {
  std::string text(line);
  if (text.starts_with("let ")) text.erase(0, 4);
  if (const std::size_t sign = text.find(":="); sign != std::string::npos) text.erase(sign, 1);
  const std::size_t equals = text.find('=');
  const claims::Source source{
      .name = "definition", .text = text, .begin = 0, .end = equals, .constants = {}};
  if (equals == std::string::npos)
    throw ParseError("definition", text, 0, "a definition is `let NAME := FORMULA`");
  claims::TokenStream left(source, kMostLineTokens);
  const Claim name = claims::parse_term(left);
  if (name.op() != Op::kName || !left.at_end()) left.fail(0, "a definition begins with one name");
  if (known.find(name.name()) != nullptr)
    throw ParseError("definition", text, 0,
                     fmt::format("`{}` is a quantity already: choose a new name", name.name()));
  const claims::Source right{
      .name = "definition", .text = text, .begin = equals + 1, .constants = {}};
  claims::TokenStream tokens(right, kMostLineTokens);
  const Claim term = claims::parse_term(tokens);
  if (!tokens.at_end() && !tokens.at("="))
    tokens.fail(tokens.peek(), "the formula ends before this");
  Step step;
  step.kind = StepKind::kLet;
  step.name = name.name();
  step.definition = with_known_names(term, known);
  require_known(*step.definition, known, text);
  return step;
}

Defined define(MeteredModel& model, const Problem& problem, const claims::Chain& givens,
               const std::string& prose, Journal& journal) {
  std::vector<ChatMessage> messages = opening(problem, givens, prose);
  Defined kept;
  std::string last;
  for (std::size_t i = 0; i < kDefiningTries; ++i) {
    const auto reply = model.ask({.messages = messages,
                                  .begins_with = "",
                                  .stops = {"\n\n", "\nProblem:"},
                                  .max_tokens = kDefiningTokens,
                                  .temperature = 0,
                                  .seed = 0,
                                  .lexicon = nullptr});
    if (!reply || *reply == last) break;
    Defined candidate = judge(*reply, problem, givens);
    if (candidate.doubt.empty()) return candidate;
    const std::string reason = candidate.doubt;
    journal.refused(on_one_line(*reply),
                    candidate.lets.empty() ? Verdict::kMalformed : Verdict::kUngrounded, reason);
    if (kept.lets.empty() && !candidate.lets.empty()) kept = std::move(candidate);
    messages.push_back({ChatRole::kAssistant, *reply});
    messages.push_back(
        {ChatRole::kUser, fmt::format("That was refused: {}. Write the lines again.", reason)});
    last = *reply;
  }
  return kept;
}

}  // namespace modus::bridge
