#include "rules/message.h"

#include <fmt/format.h>

#include "base/error.h"
#include "claims/print.h"
#include "rules/claim_pattern.h"

namespace modus::rules {
namespace {

std::string print_binding(const Binding& binding) {
  if (binding.claim) return claims::print(*binding.claim);
  if (!binding.step) return binding.text;
  // A step without a number says in words what it is.
  return binding.text.empty() ? fmt::format("s{}", binding.step->value) : binding.text;
}

std::string fill(std::string_view placeholder, const Match& match,
                 const std::map<std::string, std::string>& found) {
  const std::string key(placeholder);
  if (const auto it = match.bindings.find(key); it != match.bindings.end())
    return print_binding(it->second);
  if (const auto it = found.find(key); it != found.end()) return it->second;
  return claims::print(instantiate(parse_claim_pattern(placeholder), match));
}

}  // namespace

std::vector<Placeholder> placeholders(std::string_view message) {
  std::vector<Placeholder> result;
  for (std::size_t i = 0; i < message.size(); ++i) {
    if (message[i] == '}') throw ParseError("message", message, i, "this } closes nothing");
    if (message[i] != '{') continue;
    const std::size_t end = message.find_first_of("{}", i + 1);
    if (end == std::string_view::npos || message[end] == '{')
      throw ParseError("message", message, i, "this { is not closed");
    result.push_back({message.substr(i + 1, end - i - 1), i});
    i = end;
  }
  return result;
}

std::string render(const Match& match, const std::map<std::string, std::string>& found) {
  const std::string_view message = match.rule->message;
  std::string text;
  std::size_t done = 0;
  for (const Placeholder& placeholder : placeholders(message)) {
    text += message.substr(done, placeholder.offset - done);
    text += fill(placeholder.text, match, found);
    done = placeholder.offset + placeholder.text.size() + 2;
  }
  text += message.substr(done);
  return text;
}

}  // namespace modus::rules
