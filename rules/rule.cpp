#include "rules/rule.h"

#include "rules/test_spec.h"

namespace modus::rules {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarn:
      return "warn";
    case Severity::kError:
      return "error";
  }
  return "";
}

std::string_view to_string(Scope scope) {
  switch (scope) {
    case Scope::kText:
      return "text";
    case Scope::kStep:
      return "step";
    case Scope::kPair:
      return "pair";
    case Scope::kChain:
      return "chain";
    case Scope::kKb:
      return "kb";
  }
  return "";
}

std::string_view to_string(TestKind kind) {
  if (kind == TestKind::kNone) return "none";
  if (kind == TestKind::kKernel) return "kernel";
  return test_names()[static_cast<std::size_t>(kind) -
                      static_cast<std::size_t>(TestKind::kEntailed)];
}

}  // namespace modus::rules
