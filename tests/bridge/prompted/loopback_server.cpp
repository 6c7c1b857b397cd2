#include "tests/bridge/prompted/loopback_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace modus::bridge {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

int bound_socket(int& port) {
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  MODUS_CHECK(descriptor >= 0 &&
                  bind(descriptor, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                  getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0,
              "no loopback socket");
  port = ntohs(address.sin_port);
  return descriptor;
}

// Head and body, or what came before the client went.
std::string read_request(int connection) {
  std::string request;
  char bytes[4096];
  for (;;) {
    const std::size_t head = request.find("\r\n\r\n");
    if (head != std::string::npos) {
      const std::size_t length = request.find("Content-Length: ");
      const std::size_t body = length == std::string::npos
                                   ? 0
                                   : std::strtoull(request.c_str() + length + 16, nullptr, 10);
      if (request.size() >= head + 4 + body) return request;
    }
    const ssize_t count = recv(connection, bytes, sizeof bytes, 0);
    if (count <= 0) return request;
    request.append(bytes, static_cast<std::size_t>(count));
  }
}

bool send_all(int connection, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t count = send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

LoopbackServer::LoopbackServer(Manner manner, Answer answer)
    : manner_(manner), answer_(std::move(answer)) {
  listener_ = bound_socket(port_);
  MODUS_CHECK(listen(listener_, 8) == 0, "the loopback socket does not listen");
  thread_ = std::thread([this] { serve(); });
}

LoopbackServer::~LoopbackServer() {
  closing_ = true;
  shutdown(listener_, SHUT_RDWR);  // wakes accept()
  thread_.join();
  close(listener_);
}

std::string LoopbackServer::address() const { return fmt::format("http://127.0.0.1:{}/v1", port_); }

std::vector<std::string> LoopbackServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void LoopbackServer::serve() {
  while (!closing_) {
    const int connection = accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    answer(connection);
    close(connection);
  }
}

void LoopbackServer::answer(int connection) {
  const std::string request = read_request(connection);
  if (request.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  if (manner_ == Manner::kStaysSilent) {
    char byte;
    while (recv(connection, &byte, 1, 0) > 0) {
    }
    return;
  }
  while (send_all(connection, answer_(request)) && manner_ == Manner::kFloods) {
  }
}

std::string address_of_nobody() {
  int port = 0;
  close(bound_socket(port));
  return fmt::format("http://127.0.0.1:{}/v1", port);
}

std::string http_answer(int status, const std::string& body) {
  return fmt::format(
      "HTTP/1.1 {} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: "
      "close\r\n\r\n{}",
      status, body.size(), body);
}

std::string chat_answer(const std::string& text) {
  const nlohmann::json json = {
      {"choices", {{{"index", 0}, {"message", {{"role", "assistant"}, {"content", text}}}}}},
      {"usage", {{"prompt_tokens", 9}, {"completion_tokens", 5}}}};
  return http_answer(200, json.dump());
}

}  // namespace modus::bridge
