// modus claim fmt | sort | smt2 | tptp: a claim or a chain in canonical print, with its sorts, or
// written for other provers.
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/answer_input.h"
#include "app/commands.h"
#include "app/output.h"
#include "base/error.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "claims/print.h"
#include "symbolic/export/export.h"
#include "symbolic/theory.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

struct ClaimFormsArguments {
  std::string path;
  std::string claim;  // --claim: instead of a file
  std::string step;   // --step s3
  bool json = false;
};

constexpr std::string_view kClaimName = "--claim";

// A claim alone is a chain whose one step says it.
claims::Chain read_chain(const ClaimFormsArguments& arguments) {
  if (arguments.claim.empty() == arguments.path.empty())
    throw ConfigError("name a file (or - for standard input), or a claim with --claim");
  if (!arguments.claim.empty()) {
    if (arguments.claim.find('\n') != std::string::npos)
      throw ConfigError("--claim takes one line; a chain comes from a file");
    return claims::parse_chain("s1 have " + arguments.claim, kClaimName);
  }
  const NamedText input = read_named(arguments.path);
  switch (detect_form(input.text)) {
    case Form::kJson:
      return claims::chain_from_json(input.text, input.name);
    case Form::kChain:
      return claims::parse_chain(input.text, input.name);
    case Form::kProse:
      break;
  }
  return claims::parse_chain("s1 have " + input.text, input.name);
}

bool is_one_claim(const ClaimFormsArguments& arguments, const claims::Chain& chain) {
  return !arguments.claim.empty() || (chain.steps.size() == 1 && chain.steps[0].cites.empty() &&
                                      chain.steps[0].kind == claims::StepKind::kHave);
}

int format(const ClaimFormsArguments& arguments) {
  const claims::Chain chain = read_chain(arguments);
  if (arguments.json) {
    print_json(claims::chain_to_json(chain));
  } else if (is_one_claim(arguments, chain)) {
    print(claims::print(chain.steps[0].claim) + "\n");
  } else {
    print(claims::print_chain(chain));
  }
  return 0;
}

std::string sort_text(const claims::Symbol& symbol) {
  std::string text;
  for (const claims::Sort& argument : symbol.arguments)
    text += (text.empty() ? "(" : ", ") + claims::to_string(argument);
  return (text.empty() ? "" : text + ")") + ": " + claims::to_string(symbol.result);
}

int sorts(const ClaimFormsArguments& arguments) {
  const claims::Signature signature = claims::signature_of(read_chain(arguments));
  Json json = {{"sorts", Json::object()}};
  std::string text;
  for (const auto& [name, symbol] : signature.symbols()) {
    text += name + sort_text(symbol) + "\n";
    Json parts = Json::array();
    for (const claims::Sort& argument : symbol.arguments)
      parts.push_back(claims::to_string(argument));
    json["sorts"][name] = {{"arguments", parts}, {"result", claims::to_string(symbol.result)}};
  }
  arguments.json ? print_json(json.dump()) : print(text);
  return 0;
}

// The step that is asked of: --step, or the only one, or the last `have`.
claims::StepId asked_step(const ClaimFormsArguments& arguments, const claims::Chain& chain) {
  if (!arguments.step.empty()) {
    for (const claims::Step& step : chain.steps)
      if (fmt::format("s{}", step.id.value) == arguments.step) return step.id;
    throw Error(fmt::format("there is no step {}", arguments.step));
  }
  std::optional<claims::StepId> last;
  for (const claims::Step& step : chain.steps)
    if (step.kind == claims::StepKind::kHave) last = step.id;
  if (!last) throw Error("no `have` step asks what follows: there is nothing to write");
  return *last;
}

using Writer = std::string (*)(const symbolic::Theory&, const symbolic::Query&);

int write(const ClaimFormsArguments& arguments, Writer writer) {
  const claims::Chain chain = read_chain(arguments);
  const symbolic::Theory theory = symbolic::theory_of(chain);
  const claims::StepId step = asked_step(arguments, chain);
  const std::string text = writer(theory, symbolic::query_of_step(chain, theory, step));
  if (arguments.json)
    print_json(Json{{"step", fmt::format("s{}", step.value)}, {"text", text}}.dump());
  else
    print(text);
  return 0;
}

CLI::App* add(CLI::App& command, const char* name, const char* about,
              const std::shared_ptr<ClaimFormsArguments>& arguments) {
  CLI::App* part = command.add_subcommand(name, about);
  part->add_option("file", arguments->path, "a claim, a chain or its JSON; - is standard input");
  part->add_option("--claim", arguments->claim, "the claim itself");
  part->add_flag("--json", arguments->json, "one JSON object");
  return part;
}

}  // namespace

void add_claim_forms(CLI::App& claim, int& exit_code) {
  const auto arguments = std::make_shared<ClaimFormsArguments>();
  add(claim, "fmt", "canonical print", arguments)->callback([arguments, &exit_code] {
    exit_code = format(*arguments);
  });
  add(claim, "sort", "the sort of every name", arguments)->callback([arguments, &exit_code] {
    exit_code = sorts(*arguments);
  });
  const auto add_writer = [&](const char* name, const char* about, Writer writer) {
    CLI::App* part = add(claim, name, about, arguments);
    part->add_option("--step", arguments->step, "the step to write, as s3; else the last `have`");
    part->footer(fmt::format("Example:\n  modus claim {} answer.chain --step s3", name));
    part->callback([arguments, writer, &exit_code] { exit_code = write(*arguments, writer); });
  };
  add_writer("smt2", "a step as SMT-LIB 2.6: unsat where it follows", symbolic::to_smtlib);
  add_writer("tptp", "a step as TPTP: a theorem where it follows", symbolic::to_tptp);
}

}  // namespace modus::app
