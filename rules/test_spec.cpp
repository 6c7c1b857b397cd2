#include "rules/test_spec.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/ranges.h>

#include "base/ascii.h"
#include "base/error.h"
#include "rules/claim_pattern.h"
#include "rules/regex.h"

namespace modus::rules {
namespace {

constexpr std::array<std::string_view, 13> kTestNames = {
    "entailed", "contradicted", "missing",   "equal", "value",     "dsep",    "identified",
    "path",     "horn",         "dimension", "regex", "same_form", "repaired"};

constexpr std::array<std::string_view, 7> kPathKinds = {
    "cycle", "edge", "directed", "backdoor", "collider", "frontdoor", "instrument"};

const std::vector<TestShape>& shapes() {
  using enum TestArgument;
  static const std::vector<TestShape> all = {
      {TestKind::kEntailed, {{"from", kPremises}, {"conclusion", kClaim}}, {}, ""},
      {TestKind::kContradicted, {{"from", kPremises}, {"conclusion", kClaim}}, {}, ""},
      {TestKind::kMissing,
       {{"from", kPremises}, {"hypothesis", kClaim}, {"conclusion", kClaim}},
       {},
       ""},
      {TestKind::kEqual, {{"from", kPremises}, {"left", kClaim}, {"right", kClaim}}, {}, ""},
      {TestKind::kValue,
       {{"from", kPremises}, {"left", kClaim}, {"right", kClaim}},
       {{"order", kOrder}},
       "value"},
      {TestKind::kDsep,
       {{"from", kPremises}, {"x", kClaim}, {"y", kClaim}},
       {{"given", kClaim}, {"into", kClaim}, {"out_of", kClaim}},
       "shown"},
      {TestKind::kIdentified, {{"from", kPremises}, {"term", kClaim}}, {}, "shown"},
      {TestKind::kPath,
       {{"from", kPremises}, {"kind", kPathKind}},
       {{"x", kClaim}, {"y", kClaim}, {"given", kClaim}},
       "shown"},
      {TestKind::kHorn, {{"from", kPremises}, {"conclusion", kClaim}}, {}, ""},
      {TestKind::kDimension, {{"left", kClaim}, {"right", kClaim}}, {}, "dimensions"},
      {TestKind::kRegex, {{"text", kText}, {"pattern", kRegex}}, {}, ""},
      {TestKind::kSameForm, {{"left", kClaim}, {"right", kClaim}}, {}, ""},
      {TestKind::kRepaired,
       {{"from", kPremises},
        {"claim", kClaim},
        {"part", kClaim},
        {"by", kClaim},
        {"where", kClaim}},
       {},
       ""},
  };
  return all;
}

[[noreturn]] void fail(const std::string& key, std::string_view text, const std::string& message) {
  throw ParseError(key, text, 0, message);
}

void require_sort(const std::string& key, std::string_view text, const std::string& variable,
                  std::span<const Body> bodies, ArgumentSort sort) {
  if (common_sort(variable, bodies) != sort)
    fail(key, text,
         fmt::format("{} is not bound to a {} by every alternative of the match", variable,
                     to_string(sort)));
}

// `cited(S), R` or `nothing`.
Premises read_premises(const std::string& key, std::string_view text,
                       std::span<const Body> bodies) {
  Premises result;
  if (trimmed(text) == "nothing") return result;
  for (std::string_view rest = text;;) {
    const std::size_t comma = rest.find(',');
    std::string_view item = trimmed(rest.substr(0, comma));
    const bool cited = item.starts_with("cited(") && item.ends_with(')');
    if (cited) item = trimmed(item.substr(6, item.size() - 7));
    if (!is_pattern_variable(item))
      fail(key, text,
           fmt::format("expected cited(S), a step variable or `nothing`, found `{}`", item));
    require_sort(key, text, std::string(item), bodies, ArgumentSort::kStep);
    (cited ? result.cited_by : result.steps).emplace_back(item);
    if (comma == std::string_view::npos) return result;
    rest = rest.substr(comma + 1);
  }
}

claims::Claim read_claim(const std::string& key, std::string_view text,
                         std::span<const Body> bodies) {
  claims::Claim pattern;
  try {
    pattern = parse_claim_pattern(text);
  } catch (const ParseError& error) {
    throw ParseError(key, text, error.offset(), error.message());
  }
  for (const std::string& variable : pattern_variables(pattern))
    require_sort(key, text, variable, bodies, ArgumentSort::kClaim);
  for (const std::string& letter : pattern_letters(pattern))
    require_sort(key, text, letter, bodies, ArgumentSort::kWord);
  return pattern;
}

void read_text(const std::string& key, const std::string& text, std::span<const Body> bodies) {
  const auto sort = common_sort(text, bodies);
  if (!sort || *sort == ArgumentSort::kStep)
    fail(key, text, fmt::format("`{}` is no variable for a claim or word of the match", text));
}

}  // namespace

std::span<const std::string_view> test_names() { return kTestNames; }
std::span<const std::string_view> path_kinds() { return kPathKinds; }

const TestShape* test_shape(TestKind kind) {
  const auto found = std::ranges::find(shapes(), kind, &TestShape::kind);
  return found == shapes().end() ? nullptr : &*found;
}

std::optional<TestKind> test_named(std::string_view name) {
  const auto found = std::ranges::find(kTestNames, name);
  if (found == kTestNames.end()) return std::nullopt;
  return static_cast<TestKind>(static_cast<std::ptrdiff_t>(TestKind::kEntailed) +
                               (found - kTestNames.begin()));
}

TestSpec read_test(TestKind kind, const std::map<std::string, std::string>& arguments,
                   std::span<const Body> bodies) {
  const TestShape* shape = test_shape(kind);
  MODUS_CHECK(shape != nullptr, "test {} has no shape", to_string(kind));
  TestSpec spec{kind, arguments, {}, {}};
  for (const auto& [key, text] : arguments) {
    const auto optional = shape->optional.find(key);
    switch (optional != shape->optional.end() ? optional->second : shape->arguments.at(key)) {
      case TestArgument::kPremises:
        spec.from = read_premises(key, text, bodies);
        break;
      case TestArgument::kClaim:
        spec.patterns.emplace(key, read_claim(key, text, bodies));
        break;
      case TestArgument::kText:
        read_text(key, text, bodies);
        break;
      case TestArgument::kRegex:
        if (const auto error = regex_error(text)) fail(key, text, *error);
        break;
      case TestArgument::kPathKind:
        if (std::ranges::find(kPathKinds, text) == kPathKinds.end())
          fail(key, text,
               fmt::format("`{}` is no kind of path; it is one of {}", text,
                           fmt::join(kPathKinds, ", ")));
        break;
      case TestArgument::kOrder:
        if (text != kLeftToRight)
          fail(key, text, fmt::format("expected `{}`, found `{}`", kLeftToRight, text));
        break;
    }
  }
  return spec;
}

std::optional<ArgumentSort> common_sort(const std::string& variable, std::span<const Body> bodies) {
  std::optional<ArgumentSort> sort;
  for (const Body& body : bodies) {
    const auto found = body.variables.find(variable);
    if (found == body.variables.end() || (sort && *sort != found->second)) return std::nullopt;
    sort = found->second;
  }
  return sort;
}

}  // namespace modus::rules
