// The tests that a rule file may name and the arguments that each takes.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "rules/pattern.h"
#include "rules/rule.h"

namespace modus::rules {

// What an argument is: the steps to take as premises, a claim pattern, a variable whose text is
// looked at, a regular expression, an order of evaluation.
enum class TestArgument : std::uint8_t { kPremises, kClaim, kText, kRegex, kOrder, kPathKind };
// The one order besides that of the language: operators as they are written, none binds tighter.
inline constexpr std::string_view kLeftToRight = "left_to_right";

struct TestShape {
  TestKind kind;
  std::map<std::string_view, TestArgument> arguments;  // all are required
  std::map<std::string_view, TestArgument> optional;
  std::string_view finding;  // what the test adds for the message: "value"; "" for nothing
};

// The questions that `path` asks a causal graph; symbolic/rule_test_causal.h says which is which.
std::span<const std::string_view> path_kinds();

std::span<const std::string_view> test_names();  // all of the closed list
const TestShape* test_shape(TestKind kind);      // nullptr where no checker runs the test yet
std::optional<TestKind> test_named(std::string_view name);

// Reads the arguments; bodies: of the rule's match, every alternative of which must bind what the
// arguments use. Throws ParseError (source: the argument's name).
TestSpec read_test(TestKind kind, const std::map<std::string, std::string>& arguments,
                   std::span<const Body> bodies);

// The sort that every body gives to a variable; nullopt where one has it not, or another one.
std::optional<ArgumentSort> common_sort(const std::string& variable, std::span<const Body> bodies);

}  // namespace modus::rules
