// modus rules list | show ID | check [DIR] | coverage CHAIN: the library of rule files.
#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "base/error.h"
#include "base/files.h"
#include "claims/chain_text.h"
#include "rules/library.h"
#include "symbolic/rule_coverage.h"
#include "symbolic/rule_tests.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxChainBytes = 16 << 20;

struct RulesArguments {
  std::string id;
  std::string chain;
  std::string folder;
  bool json = false;
};

std::string_view severity_of(const rules::Rule& rule) {
  switch (rule.severity) {
    case rules::Severity::kInfo:
      return "info";
    case rules::Severity::kWarn:
      return "warn";
    case rules::Severity::kError:
      break;
  }
  return "error";
}

rules::Library library_with(const std::string& folder) {
  rules::Library library = rules::Library::shipped();
  if (!folder.empty()) library.add_folder(folder);
  return library;
}

// What the alternatives of the match are asked, each once.
std::vector<const rules::TestSpec*> own_tests(const rules::Rule& rule) {
  std::vector<const rules::TestSpec*> tests;
  for (const rules::TestSpec& test : rule.tests)
    if (std::ranges::none_of(tests, [&](const auto* t) { return t->arguments == test.arguments; }))
      tests.push_back(&test);
  return tests;
}

std::vector<std::string_view> outcomes_of(const rules::Rule& rule) {
  std::vector<std::string_view> outcomes;
  for (const rules::TestOutcome outcome : rule.fires_on)
    outcomes.push_back(outcome == rules::TestOutcome::kYes ? "yes" : "no");
  return outcomes;
}

// The arguments of the one test, or a list with those of each alternative.
Json arguments_json(const rules::Rule& rule) {
  if (own_tests(rule).size() > 1) {
    Json list = Json::array();
    for (const rules::TestSpec& test : rule.tests) list.push_back(test.arguments);
    return list;
  }
  return rule.tests.empty() ? Json::object() : Json(rule.tests.front().arguments);
}

Json rule_json(const rules::Rule& rule) {
  Json json = {{"id", rule.id},
               {"title", rule.title},
               {"severity", severity_of(rule)},
               {"scope", to_string(rule.scope)},
               {"match", rule.match},
               {"test", to_string(rule.test_kind())},
               {"arguments", arguments_json(rule)},
               {"fires_on", outcomes_of(rule)},
               {"message", rule.message},
               {"source", rule.source},
               {"soft", rule.soft},
               {"refines", rule.refines},
               {"file", rule.file}};
  json["examples"] = Json::array();
  for (const rules::Example& example : rule.examples)
    json["examples"].push_back({{"bad", example.bad}, {"chain", example.chain}});
  return json;
}

int list(const RulesArguments& arguments) {
  const rules::Library library = library_with(arguments.folder);
  if (arguments.json) {
    Json json = {{"rules", Json::array()}};
    for (const rules::Rule& rule : library.rules())
      json["rules"].push_back(
          {{"id", rule.id}, {"severity", severity_of(rule)}, {"title", rule.title}});
    print_json(json.dump());
    return 0;
  }
  std::string text;
  for (const rules::Rule& rule : library.rules())
    text += fmt::format("{:<5} {:<6} {}\n", rule.id, severity_of(rule), rule.title);
  print(text + fmt::format("{} rules\n", library.rules().size()));
  return 0;
}

std::string indented(const std::string& text) {
  std::string shown;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    shown += "    " + text.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return shown;
}

int show(const RulesArguments& arguments) {
  const rules::Library library = library_with(arguments.folder);
  const rules::Rule* rule = library.find(arguments.id);
  if (!rule)
    throw Error(fmt::format("there is no rule {}; modus rules list shows all", arguments.id));
  if (arguments.json) {
    print_json(rule_json(*rule).dump());
    return 0;
  }
  std::string text = fmt::format("{}  {}  ({})\n", rule->id, rule->title, severity_of(*rule));
  for (const std::string& alternative : rule->match) text += "  match\n" + indented(alternative);
  for (const rules::TestSpec* test : own_tests(*rule)) {
    if (test->arguments.empty()) continue;
    text += fmt::format("  test\n    {}, fires on {}\n", to_string(test->kind),
                        fmt::join(outcomes_of(*rule), " and "));
    for (const auto& [name, value] : test->arguments)
      text += fmt::format("      {} = {}\n", name, value);
  }
  if (rule->test_kind() == rules::TestKind::kKernel) text += "  found by the kernel\n";
  text += fmt::format("  says\n    {}\n", rule->message);
  for (const std::string& other : rule->refines) text += fmt::format("  refines {}\n", other);
  if (!rule->soft.empty()) text += fmt::format("  soft: {}\n", rule->soft);
  if (!rule->source.empty()) text += fmt::format("  source: {}\n", rule->source);
  for (const rules::Example& example : rule->examples)
    text += (example.bad ? "  fires on\n" : "  does not fire on\n") + indented(example.chain);
  print(text);
  return 0;
}

int check(const RulesArguments& arguments) {
  const rules::Library library = library_with(arguments.folder);
  const std::vector<std::string> failures = symbolic::check_library(library, {});
  if (arguments.json) {
    print_json(Json{{"rules", library.rules().size()}, {"failures", failures}}.dump());
  } else {
    std::string text;
    for (const std::string& failure : failures) text += failure + "\n";
    print(text + fmt::format("{} rules, {} failures\n", library.rules().size(), failures.size()));
  }
  return failures.empty() ? 0 : 1;
}

int coverage(const RulesArguments& arguments) {
  const rules::Library library = library_with(arguments.folder);
  const claims::Chain chain =
      claims::parse_chain(read_text(arguments.chain, kMaxChainBytes), arguments.chain);
  const std::vector<symbolic::RuleCoverage> all = symbolic::rule_coverage(chain, library, {});
  const auto count = [&](auto suits) { return std::count_if(all.begin(), all.end(), suits); };
  const auto applicable = count([](const auto& r) { return r.applicable; });
  const auto matched = count([](const auto& r) { return r.matched > 0; });
  const auto fired = count([](const auto& r) { return r.fired > 0; });
  if (arguments.json) {
    Json json = {
        {"rules", all.size()}, {"applicable", applicable}, {"matched", matched}, {"fired", fired}};
    json["coverage"] = Json::array();
    for (const symbolic::RuleCoverage& rule : all)
      json["coverage"].push_back({{"id", rule.id},
                                  {"applicable", rule.applicable},
                                  {"matched", rule.matched},
                                  {"fired", rule.fired},
                                  {"undecided", rule.undecided}});
    print_json(json.dump());
    return 0;
  }
  std::string text = "rule   matched  fired  undecided   (steps)\n";
  for (const symbolic::RuleCoverage& rule : all)
    if (rule.applicable)
      text += fmt::format("{:<5} {:>8} {:>6} {:>10}   {}\n", rule.id, rule.matched, rule.fired,
                          rule.undecided, library.find(rule.id)->title);
  print(text + fmt::format("{} of {} rules could match this chain, {} matched, {} fired\n",
                           applicable, all.size(), matched, fired));
  return 0;
}

}  // namespace

void add_rules(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<RulesArguments>();
  CLI::App* command =
      program.add_subcommand("rules", "The rule library: list, show, check, coverage");
  command->require_subcommand(1);
  command->footer(
      "Examples:\n  modus rules list\n  modus rules show E03\n  modus rules check my_rules\n"
      "  modus rules coverage museum.chain");

  const auto add = [&](const char* name, const char* what) {
    CLI::App* sub = command->add_subcommand(name, what);
    sub->add_flag("--json", arguments->json, "One JSON object on standard output");
    return sub;
  };
  CLI::App* list_command = add("list", "One line a rule");
  list_command->add_option("--rules", arguments->folder, "A folder with rule files of your own");
  list_command->callback([arguments, &exit_code] { exit_code = list(*arguments); });

  CLI::App* show_command = add("show", "One rule with its examples");
  show_command->add_option("id", arguments->id, "E03")->required();
  show_command->add_option("--rules", arguments->folder, "A folder with rule files of your own");
  show_command->callback([arguments, &exit_code] { exit_code = show(*arguments); });

  CLI::App* check_command =
      add("check", "Does every rule fire on its bad examples, and only there?");
  check_command->add_option("folder", arguments->folder, "A folder with rule files of your own");
  check_command->callback([arguments, &exit_code] { exit_code = check(*arguments); });

  CLI::App* coverage_command =
      add("coverage", "Which rules could match a chain, matched, fired, were undecided");
  coverage_command->add_option("chain", arguments->chain, "A chain in printed form")->required();
  coverage_command->add_option("--rules", arguments->folder,
                               "A folder with rule files of your own");
  coverage_command->callback([arguments, &exit_code] { exit_code = coverage(*arguments); });
}

}  // namespace modus::app
