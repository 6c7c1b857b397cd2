#include "symbolic/worker_channel.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace modus::symbolic {
namespace {

bool write_all(int socket, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = send(socket, bytes, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

using Clock = std::chrono::steady_clock;

bool read_all(int socket, char* bytes, std::size_t size, std::optional<Clock::time_point> deadline,
              bool& timed_out) {
  while (size > 0) {
    int left_ms = -1;
    if (deadline)
      left_ms = static_cast<int>(std::max<std::int64_t>(
          0,
          std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - Clock::now()).count()));
    pollfd ready{socket, POLLIN, 0};
    const int polled = poll(&ready, 1, left_ms);
    if (polled < 0 && errno == EINTR) continue;
    if (polled == 0) timed_out = true;
    if (polled <= 0) return false;
    const ssize_t got = recv(socket, bytes, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

bool send_message(int socket, std::string_view bytes) {
  if (bytes.size() > kMaxMessageBytes) return false;
  std::string framed(sizeof(std::uint64_t), '\0');
  const std::uint64_t size = bytes.size();
  std::memcpy(framed.data(), &size, sizeof size);
  framed += bytes;
  return write_all(socket, framed.data(), framed.size());
}

bool wait_for_message(int socket, int timeout_ms) {
  pollfd ready{socket, POLLIN, 0};
  return poll(&ready, 1, timeout_ms) > 0;
}

std::optional<std::string> receive_message(int socket, int timeout_ms, bool& timed_out) {
  std::optional<Clock::time_point> deadline;
  if (timeout_ms >= 0) deadline = Clock::now() + std::chrono::milliseconds(timeout_ms);
  std::uint64_t size = 0;
  if (!read_all(socket, reinterpret_cast<char*>(&size), sizeof size, deadline, timed_out))
    return std::nullopt;
  if (size > kMaxMessageBytes) return std::nullopt;
  std::string bytes(size, '\0');
  if (!read_all(socket, bytes.data(), size, deadline, timed_out)) return std::nullopt;
  return bytes;
}

}  // namespace modus::symbolic
