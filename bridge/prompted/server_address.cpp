#include "bridge/prompted/server_address.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/core.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

[[noreturn]] void refuse(std::string_view text, std::string_view why) {
  throw ConfigError(fmt::format(
      "`{}` is no server's address: {}; write it as http://localhost:8080/v1", text, why));
}

bool has_only(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_blank_or_control(char c) { return c >= 0 && (c <= ' ' || c == 0x7f); }

// "localhost:8123" or "[::1]:8123" as the host alone.
std::string host_of(std::string_view authority, std::string_view text) {
  std::string_view host = authority, port;
  bool has_port = false;
  if (authority.starts_with('[')) {
    const std::size_t close = authority.find(']');
    if (close == std::string_view::npos) refuse(text, "`[` without `]`");
    host = authority.substr(1, close - 1);
    port = authority.substr(close + 1);
    has_port = !port.empty();
    if (has_port && port.front() != ':') refuse(text, "only a port may follow `]`");
    if (has_port) port.remove_prefix(1);
    if (!has_only(host, "0123456789abcdefABCDEF:.")) refuse(text, "no IPv6 address in brackets");
  } else if (const std::size_t colon = authority.find(':'); colon != std::string_view::npos) {
    host = authority.substr(0, colon);
    port = authority.substr(colon + 1);
    has_port = true;
  }
  if (host.empty()) refuse(text, "it names no host");
  if (has_port &&
      (!has_only(port, "0123456789") || port.size() > 5 ||
       std::atoi(std::string(port).c_str()) > 65535 || std::atoi(std::string(port).c_str()) == 0))
    refuse(text, "its port is no number from 1 to 65535");
  return std::string(host);
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && has_only(host, "0123456789."));
}

}  // namespace

bool is_server_address(std::string_view text) {
  const std::size_t sign = text.find("://");
  return sign != std::string_view::npos &&
         has_only(text.substr(0, sign), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+.-");
}

ServerAddress server_address(std::string_view text) {
  ServerAddress address;
  std::string_view rest = text;
  if (rest.starts_with("https://")) {
    address.encrypted = true;
    rest.remove_prefix(8);
  } else if (rest.starts_with("http://")) {
    rest.remove_prefix(7);
  } else {
    refuse(text, "it begins with neither http:// nor https://");
  }
  if (std::ranges::any_of(rest, is_blank_or_control)) refuse(text, "it has blanks");
  if (rest.find_first_of("?#") != std::string_view::npos)
    refuse(text, "it has a query or a fragment");
  const std::string_view authority = rest.substr(0, rest.find('/'));
  if (authority.find('@') != std::string_view::npos)
    refuse(text, "it has a name or password; a key belongs into MODUS_API_KEY");
  address.host = host_of(authority, text);
  address.local = is_this_machine(address.host);
  address.base = text.substr(0, text.find_last_not_of('/') + 1);
  return address;
}

std::optional<std::string> server_key(const ServerAddress& address) {
  const auto from = [](const char* variable) -> std::optional<std::string> {
    const char* key = std::getenv(variable);
    if (key == nullptr || *key == '\0') return std::nullopt;
    if (std::ranges::any_of(std::string_view(key), is_blank_or_control))
      throw ConfigError(fmt::format("{} has blanks or control characters", variable));
    return key;
  };
  if (auto key = from("MODUS_API_KEY")) return key;
  return address.encrypted || address.local ? from("OPENAI_API_KEY") : std::nullopt;
}

}  // namespace modus::bridge
