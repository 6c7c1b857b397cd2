// Whole messages over a socket, each with its length in front. At most kMaxMessageBytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace modus::symbolic {

inline constexpr std::size_t kMaxMessageBytes = 64u << 20;
inline constexpr int kForever_ms = -1;

// false when the other side is gone or the message is too long.
bool send_message(int socket, std::string_view bytes);

// Whether bytes, or the other side's end, came within timeout_ms.
bool wait_for_message(int socket, int timeout_ms);

// nullopt when the other side is gone; waits at most timeout_ms, then sets timed_out.
std::optional<std::string> receive_message(int socket, int timeout_ms, bool& timed_out);

}  // namespace modus::symbolic
