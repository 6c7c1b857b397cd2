#include "rules/load.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/error.h"
#include "rules/claim_pattern.h"
#include "rules/message.h"
#include "rules/suggestion.h"
#include "rules/test_spec.h"

namespace modus::rules {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t kMaxIdBytes = 40;
constexpr std::size_t kMaxTextBytes = 500;      // of a title, message, source
constexpr std::size_t kMaxExampleBytes = 4000;  // of an example's chain

constexpr std::array<std::string_view, 15> kRuleKeys = {
    "id",       "title",   "severity", "scope", "logic",   "match", "kernel", "test",
    "fires_on", "message", "source",   "soft",  "refines", "bad",   "good"};
constexpr std::array<std::string_view, 5> kFindingKeys = {"verdict", "reason", "kind", "cites",
                                                          "from_accepted"};
constexpr std::array<std::string_view, 1> kExampleKeys = {"chain"};
constexpr std::array<std::string_view, 3> kSeverities = {"info", "warn", "error"};
constexpr std::array<std::string_view, 5> kScopes = {"text", "step", "pair", "chain", "kb"};
constexpr std::array<std::string_view, 2> kLogics = {"classical", "directed"};
constexpr std::array<std::string_view, 2> kOutcomes = {"yes", "no"};
constexpr std::array<std::string_view, 3> kCited = {"nothing", "givens", "steps"};
constexpr std::array<std::string_view, 10> kStepKinds = {
    "ask", "given", "let", "fix", "obtain", "have", "assume", "case", "discharge", "answer"};
constexpr std::array<std::string_view, 7> kStepVerdicts = {
    "proved", "refuted", "unproved", "undecided", "grounded", "ungrounded", "malformed"};
constexpr std::array<std::string_view, 8> kChainVerdicts = {"verified",  "valid",    "ungrounded",
                                                            "refuted",   "unproved", "inconsistent",
                                                            "undecided", "malformed"};

class RuleReader {
 public:
  RuleReader(const toml::table& table, std::string_view file) : table_(table), file_(file) {}

  LoadedRule read() {
    check_keys(table_, kRuleKeys);
    Rule& rule = loaded_.rule;
    rule.file = file_;
    rule.id = read_id();
    rule.title = required_text("title", kMaxTextBytes);
    rule.severity = static_cast<Severity>(one_of(required("severity"), "severity", kSeverities));
    if (const toml::node* scope = table_.get("scope"))
      rule.scope = static_cast<Scope>(one_of(*scope, "scope", kScopes));
    if (rule.scope == Scope::kKb || rule.scope == Scope::kText)
      fail(required("scope"), "this scope is not yet supported; there are step, pair and chain");
    read_logics();
    rule.message = required_text("message", kMaxTextBytes);
    if (const toml::node* source = table_.get("source")) rule.source = text(*source, kMaxTextBytes);
    if (const toml::node* soft = table_.get("soft")) rule.soft = read_soft(*soft);
    if (const toml::node* refines = table_.get("refines")) rule.refines = texts(*refines);
    read_match();
    read_kernel();
    read_test();
    check_message();
    read_examples("bad", true);
    read_examples("good", false);
    return std::move(loaded_);
  }

 private:
  [[noreturn]] void fail(const toml::node& at, std::string_view message,
                         std::size_t columns_on = 0) const {
    const toml::source_position place = at.source().begin;
    throw ConfigError(
        fmt::format("{}:{}:{}: {}", file_, place.line, place.column + columns_on, message));
  }
  // A fault inside a string: its own place where the string is written on one line.
  [[noreturn]] void fail(const toml::node& at, const ParseError& error) const {
    const bool one_line = at.source().begin.line == at.source().end.line;
    fail(at, fmt::format("{}: {}", error.source(), error.message()),
         one_line ? error.offset() + 1 : 0);
  }

  void check_keys(const toml::table& table, Words known) const {
    for (const auto& [key, value] : table)
      if (std::ranges::find(known, key.str()) == known.end()) {
        const toml::source_position place = key.source().begin;
        throw ConfigError(fmt::format("{}:{}:{}: unknown key `{}`{}", file_, place.line,
                                      place.column, key.str(), suggestion(key.str(), known)));
      }
  }

  const toml::node& required(std::string_view key) const {
    const toml::node* found = table_.get(key);
    if (found == nullptr) fail(table_, fmt::format("the key `{}` is missing", key));
    return *found;
  }
  std::string text(const toml::node& node, std::size_t max_bytes) const {
    const auto value = node.value_exact<std::string>();
    if (!value) fail(node, "expected a string");
    if (value->size() > max_bytes)
      fail(node, fmt::format("at most {} bytes, found {}", max_bytes, value->size()));
    return *value;
  }
  std::string required_text(std::string_view key, std::size_t max_bytes) const {
    std::string value = text(required(key), max_bytes);
    if (value.empty()) fail(required(key), fmt::format("`{}` is empty", key));
    return value;
  }
  // The place of a word in a closed list.
  std::size_t one_of(const toml::node& node, std::string_view what, Words known) const {
    const std::string value = text(node, kMaxTextBytes);
    const auto found = std::ranges::find(known, value);
    if (found == known.end())
      fail(node, fmt::format("unknown {} `{}`{}", what, value, suggestion(value, known)));
    return static_cast<std::size_t>(found - known.begin());
  }
  std::vector<std::string> texts(const toml::node& node) const {
    std::vector<std::string> result;
    each(node, [&](const toml::node& item) { result.push_back(text(item, kMaxTextBytes)); });
    return result;
  }
  // One value, or each of an array.
  template <typename Visit>
  void each(const toml::node& node, Visit visit) const {
    if (const toml::array* array = node.as_array()) {
      for (const toml::node& item : *array) visit(item);
    } else {
      visit(node);
    }
  }

  std::string read_id() const;
  std::string read_soft(const toml::node& node) const;
  void read_logics();
  void read_match();
  void read_kernel();
  KernelFinding read_finding(const toml::node& node) const;
  void read_test();
  TestSpec read_one_test(const toml::node& test, std::span<const Body> bodies) const;
  TestSpec read_arguments(TestKind kind, const toml::table& given,
                          std::span<const Body> bodies) const;
  void check_message() const;
  void check_placeholder(const Placeholder& placeholder, const toml::node& at) const;
  void read_examples(std::string_view key, bool bad);

  const toml::table& table_;
  std::string file_;
  LoadedRule loaded_;
};

std::string RuleReader::read_id() const {
  std::string id = required_text("id", kMaxIdBytes);
  const bool plain = std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
  if (!plain) fail(required("id"), "an id has letters, digits, and _ - . only");
  return id;
}

std::string RuleReader::read_soft(const toml::node& node) const {
  std::string soft = text(node, kMaxTextBytes);
  const bool reasoned = soft.starts_with("none (") && soft.ends_with(')');
  if (soft != "circuit" && soft != "sampled" && !reasoned)
    fail(node, "expected `circuit`, `sampled` or `none (reason)`");
  return soft;
}

void RuleReader::read_logics() {
  std::vector<claims::Logic>& logics = loaded_.rule.logics;
  if (const toml::node* logic = table_.get("logic"))
    each(*logic, [&](const toml::node& item) {
      logics.push_back(static_cast<claims::Logic>(one_of(item, "logic", kLogics)));
    });
  if (logics.empty()) logics = {claims::Logic::kClassical, claims::Logic::kDirected};
}

void RuleReader::read_match() {
  const toml::node* match = table_.get("match");
  const bool kernel = table_.contains("kernel");
  if ((match != nullptr) == kernel)
    fail(match ? *match : table_, "a rule has either a `match` or a `kernel` finding");
  if (match == nullptr) return;
  each(*match, [&](const toml::node& item) {
    loaded_.rule.match.push_back(text(item, kMaxMatchBytes));
    try {
      loaded_.bodies.push_back(parse_body(loaded_.rule.match.back()));
    } catch (const ParseError& error) {
      fail(item, error);
    }
    if (std::ranges::none_of(loaded_.bodies.back().variables,
                             [](const auto& v) { return v.second == ArgumentSort::kStep; }))
      fail(item, "the match speaks of no step: nothing to blame");
  });
  if (loaded_.bodies.empty()) fail(*match, "`match` has no alternative");
}

void RuleReader::read_kernel() {
  const toml::node* kernel = table_.get("kernel");
  if (kernel == nullptr) return;
  loaded_.rule.tests.resize(1);
  loaded_.rule.tests.front().kind = TestKind::kKernel;
  each(*kernel, [&](const toml::node& item) { loaded_.rule.kernel.push_back(read_finding(item)); });
  if (loaded_.rule.kernel.empty()) fail(*kernel, "`kernel` has no alternative");
}

KernelFinding RuleReader::read_finding(const toml::node& node) const {
  const toml::table* table = node.as_table();
  if (table == nullptr) fail(node, "expected { verdict = \"...\", ... }");
  check_keys(*table, kFindingKeys);
  KernelFinding finding;
  const toml::node* verdict = table->get("verdict");
  if (verdict == nullptr) fail(node, "the key `verdict` is missing");
  const Words verdicts =
      loaded_.rule.scope == Scope::kChain ? Words(kChainVerdicts) : Words(kStepVerdicts);
  finding.verdict = verdicts[one_of(*verdict, "verdict", verdicts)];
  if (const toml::node* reason = table->get("reason"))
    finding.reason = text(*reason, kMaxTextBytes);
  if (const toml::node* kind = table->get("kind"))
    finding.kind = static_cast<claims::StepKind>(one_of(*kind, "kind of step", kStepKinds));
  if (const toml::node* cited = table->get("cites"))
    finding.cited = static_cast<CitedKind>(static_cast<std::size_t>(CitedKind::kNothing) +
                                           one_of(*cited, "kind of cited steps", kCited));
  if (const toml::node* accepted = table->get("from_accepted")) {
    finding.from_accepted = accepted->value_exact<bool>();
    if (!finding.from_accepted) fail(*accepted, "expected true or false");
  }
  return finding;
}

void RuleReader::read_test() {
  const toml::node* test = table_.get("test");
  const toml::node* fires_on = table_.get("fires_on");
  if (test == nullptr) {
    if (fires_on) fail(*fires_on, "`fires_on` without a `test`");
    if (!table_.contains("kernel")) loaded_.rule.tests.resize(loaded_.bodies.size());
    return;
  }
  if (table_.contains("kernel")) fail(*test, "the kernel decides: no `test` beside `kernel`");
  const std::span<const Body> bodies = loaded_.bodies;
  std::vector<TestSpec>& tests = loaded_.rule.tests;
  if (const toml::array* own = test->as_array()) {
    if (own->size() != bodies.size())
      fail(*test, fmt::format("a list of tests has one for each alternative of `match`: {}, not {}",
                              bodies.size(), own->size()));
    for (const toml::node& item : *own) {
      tests.push_back(read_one_test(item, bodies.subspan(tests.size(), 1)));
      if (tests.back().kind != TestKind::kNone && tests.back().kind != loaded_.rule.test_kind())
        fail(item, "the tests of one rule are of one kind");
    }
  } else {
    tests.assign(bodies.size(), read_one_test(*test, bodies));
  }
  if (fires_on == nullptr) fail(*test, "`fires_on` is missing: [\"yes\"] or [\"no\"]");
  each(*fires_on, [&](const toml::node& item) {
    if (item.value_or(std::string()) == "undecided")
      fail(item, "undecided never fires a rule; it is listed with the step");
    loaded_.rule.fires_on.push_back(static_cast<TestOutcome>(one_of(item, "outcome", kOutcomes)));
  });
  if (loaded_.rule.fires_on.empty()) fail(*fires_on, "`fires_on` is empty: the rule never fires");
}

TestSpec RuleReader::read_one_test(const toml::node& test, std::span<const Body> bodies) const {
  const toml::table* named = test.as_table();
  if (named != nullptr && named->empty() && table_.get("test")->is_array()) return {};
  if (named == nullptr || named->size() != 1)
    fail(test, "expected one test, { name = { argument = \"...\", ... } }");
  const auto first = named->begin();
  const std::string_view name = first->first.str();
  const toml::node& value = first->second;
  const auto kind = test_named(name);
  if (!kind) fail(value, fmt::format("unknown test `{}`{}", name, suggestion(name, test_names())));
  if (test_shape(*kind) == nullptr)
    fail(value, fmt::format("the test `{}` is not yet supported", name));
  const toml::table* arguments = value.as_table();
  if (arguments == nullptr) fail(value, "expected { argument = \"...\", ... }");
  return read_arguments(*kind, *arguments, bodies);
}

TestSpec RuleReader::read_arguments(TestKind kind, const toml::table& given,
                                    std::span<const Body> bodies) const {
  const TestShape& shape = *test_shape(kind);
  std::vector<std::string_view> known;
  for (const auto& [name, argument] : shape.arguments) known.push_back(name);
  for (const auto& [name, argument] : shape.optional) known.push_back(name);
  check_keys(given, known);
  std::map<std::string, std::string> arguments;
  for (const std::string_view name : known) {
    const toml::node* argument = given.get(name);
    if (argument != nullptr)
      arguments.emplace(name, text(*argument, kMaxTextBytes));
    else if (shape.arguments.contains(name))
      fail(given, fmt::format("the argument `{}` is missing", name));
  }
  try {
    return rules::read_test(kind, arguments, bodies);
  } catch (const ParseError& error) {
    fail(*given.get(error.source()), error);
  }
}

void RuleReader::check_message() const {
  const toml::node& message = required("message");
  try {
    for (const Placeholder& placeholder : placeholders(loaded_.rule.message))
      check_placeholder(placeholder, message);
  } catch (const ParseError& error) {
    fail(message, error);
  }
}

void RuleReader::check_placeholder(const Placeholder& placeholder, const toml::node& at) const {
  const Rule& rule = loaded_.rule;
  const TestShape* shape = test_shape(rule.test_kind());
  const std::string name(placeholder.text);
  if (rule.test_kind() == TestKind::kKernel) {
    if (name == "reason" || (name == "S" && rule.scope != Scope::kChain)) return;
    fail(at, "the message of a kernel rule knows {S} (of a step) and {reason} only",
         placeholder.offset + 1);
  }
  if (shape && !shape->finding.empty() && name == shape->finding) return;
  if (is_pattern_variable(name)) {
    if (common_sort(name, loaded_.bodies)) return;
    fail(at, fmt::format("{{{}}} is not bound by every alternative of the match", name),
         placeholder.offset + 1);
  }
  const claims::Claim pattern = parse_claim_pattern(name);
  for (const std::string& variable : pattern_variables(pattern))
    if (common_sort(variable, loaded_.bodies) != ArgumentSort::kClaim)
      fail(at, fmt::format("{} of {{{}}} is not bound to a claim", variable, name),
           placeholder.offset + 1);
}

void RuleReader::read_examples(std::string_view key, bool bad) {
  const toml::node& examples = required(key);
  const toml::array* array = examples.as_array();
  if (array == nullptr || array->empty())
    fail(examples, fmt::format("expected examples: [[{}]] with a chain", key));
  for (const toml::node& example : *array) {
    const toml::table* table = example.as_table();
    if (table == nullptr) fail(example, fmt::format("expected [[{}]] with a chain", key));
    check_keys(*table, kExampleKeys);
    const toml::node* chain = table->get("chain");
    if (chain == nullptr) fail(example, "the key `chain` is missing");
    loaded_.rule.examples.push_back({bad, text(*chain, kMaxExampleBytes)});
  }
}

}  // namespace

LoadedRule load_rule(std::string_view toml, std::string_view file) {
  if (toml.size() > kMaxRuleFileBytes)
    throw ConfigError(fmt::format("{}:1:1: a rule file has at most {} bytes, this one {}", file,
                                  kMaxRuleFileBytes, toml.size()));
  try {
    const toml::table table = toml::parse(toml, file);
    return RuleReader(table, file).read();
  } catch (const toml::parse_error& error) {
    throw ConfigError(fmt::format("{}:{}:{}: {}", file, error.source().begin.line,
                                  error.source().begin.column, error.description()));
  }
}

}  // namespace modus::rules
