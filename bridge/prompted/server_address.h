// Where a server is, and the key that it may be shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modus::bridge {

// Is it an address rather than a file or a name: does it begin with a scheme, as http:// does?
bool is_server_address(std::string_view text);

struct ServerAddress {
  std::string base;  // "http://localhost:8123/v1", without a slash at the end
  std::string host;
  bool encrypted = false;  // https
  bool local = false;      // this machine: localhost, 127.x.x.x, ::1
};

// Throws ConfigError, with the form expected, for another scheme, a name or password before the
// host, a query, a fragment, blanks or control characters, no host, no port where there is a colon.
ServerAddress server_address(std::string_view text);

// From the environment: MODUS_API_KEY, which goes to any server that is asked for, else
// OPENAI_API_KEY, which goes only over https or to this machine. nullopt: none. Throws ConfigError
// for a key with blanks or control characters.
std::optional<std::string> server_key(const ServerAddress& address);

}  // namespace modus::bridge
