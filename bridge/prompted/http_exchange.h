// One HTTP exchange with one host, and nothing else: no redirect is followed, no proxy used, no
// other host asked.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace modus::bridge {

struct HttpLimits {
  long connect_ms = 10'000;
  long whole_ms = 300'000;                  // from the first byte sent to the last received
  std::size_t answer_bytes = 4u << 20;      // of a body
  std::size_t header_bytes = 64u << 10;     // of all header lines together
  const std::atomic<bool>* stop = nullptr;  // set: the exchange ends soon, with IoError
};

struct HttpAnswer {
  long status = 0;
  std::string body;
};

// Keeps its connection open between exchanges. One thread at a time.
class HttpExchange {
 public:
  explicit HttpExchange(HttpLimits limits);
  ~HttpExchange();
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;

  // headers: whole lines, "Authorization: Bearer ...". Any status is an answer. Throws IoError,
  // with the address and what to do: no connection, too slow, ended half-way, larger than allowed,
  // stopped.
  HttpAnswer get(const std::string& url, const std::vector<std::string>& headers);
  HttpAnswer post(const std::string& url, const std::vector<std::string>& headers,
                  const std::string& body);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::bridge
