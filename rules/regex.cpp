#include "rules/regex.h"

#include <re2/re2.h>

namespace modus::rules {
namespace {

re2::RE2::Options options() {
  re2::RE2::Options result;
  result.set_log_errors(false);
  result.set_max_mem(1 << 20);
  return result;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::optional<std::string> regex_error(std::string_view pattern) {
  const re2::RE2 compiled(piece(pattern), options());
  if (compiled.ok()) return std::nullopt;
  return compiled.error();
}

bool regex_found(std::string_view pattern, std::string_view text) {
  const re2::RE2 compiled(piece(pattern), options());
  return compiled.ok() && re2::RE2::PartialMatch(piece(text), compiled);
}

}  // namespace modus::rules
