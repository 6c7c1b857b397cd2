#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/chain_text.h"
#include "rules/library.h"
#include "symbolic/checker.h"
#include "symbolic/rule_tests.h"

namespace modus::symbolic {
namespace {

class LibraryCheck {
 public:
  LibraryCheck(const rules::Library& library, const Limits& limits) : library_(library) {
    options_.limits = limits;
    options_.library = &library;
  }

  std::vector<std::string> run() {
    for (const rules::Rule& rule : library_.rules()) {
      for (const std::string& id : rule.refines)
        if (library_.find(id) == nullptr)
          fail(rule, fmt::format("refines {}, which is no rule", id));
      std::size_t bad = 0;
      std::size_t good = 0;
      for (const rules::Example& example : rule.examples)
        check(rule, example, example.bad ? ++bad : ++good);
    }
    return std::move(failures_);
  }

 private:
  void fail(const rules::Rule& rule, const std::string& what) {
    failures_.push_back(fmt::format("{} ({}): {}", rule.id, rule.file, what));
  }

  void check(const rules::Rule& rule, const rules::Example& example, std::size_t number) {
    const std::string place = fmt::format("{} example {}", example.bad ? "bad" : "good", number);
    try {
      const ChainResult result = check_chain(claims::parse_chain(example.chain, place), options_);
      example.bad ? check_bad(rule, place, result) : check_good(rule, place, result);
    } catch (const ParseError& error) {
      fail(rule, fmt::format("{} cannot be read: {}", place, error.what()));
    }
  }

  // The rule must be the first diagnosis of some step.
  void check_bad(const rules::Rule& rule, const std::string& place, const ChainResult& result) {
    std::string ahead;
    for (const StepResult& step : result.steps) {
      const auto found = std::ranges::find(step.evidence.rules, rule.id, &FiredRule::id);
      if (found == step.evidence.rules.end()) continue;
      if (found == step.evidence.rules.begin()) return;
      ahead = step.evidence.rules.front().id;
    }
    if (ahead.empty())
      fail(rule, fmt::format("{} does not fire it ({})", place, seen(result)));
    else
      fail(rule, fmt::format("{} is diagnosed as {} first", place, ahead));
  }

  void check_good(const rules::Rule& rule, const std::string& place, const ChainResult& result) {
    for (const StepResult& step : result.steps)
      for (const FiredRule& fired : step.evidence.rules)
        if (fired.severity == Severity::kError || fired.id == rule.id)
          fail(rule, fmt::format("{} fires {}: {}", place, fired.id, fired.message));
  }

  // What happened instead, for whoever writes the rule.
  static std::string seen(const ChainResult& result) {
    std::string text = fmt::format("the chain is {}", to_string(result.verdict));
    if (!result.reason.empty()) text += fmt::format(": {}", result.reason);
    for (const StepResult& step : result.steps)
      for (const FiredRule& fired : step.evidence.rules)
        text += fmt::format("; fires {}", fired.id);
    return text;
  }

  const rules::Library& library_;
  CheckOptions options_;
  std::vector<std::string> failures_;
};

}  // namespace

std::vector<std::string> check_library(const rules::Library& library, const Limits& limits) {
  return LibraryCheck(library, limits).run();
}

}  // namespace modus::symbolic
