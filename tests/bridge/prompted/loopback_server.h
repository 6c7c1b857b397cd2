// A server on this machine's loopback that answers as a test tells it to.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace modus::bridge {

class LoopbackServer {
 public:
  // What it sends for a request, with head and body; then it closes the connection.
  using Answer = std::function<std::string(const std::string& request)>;
  enum class Manner {
    kAnswers,
    kStaysSilent,  // reads, sends nothing, waits until the client goes
    kFloods,       // sends one answer after another until the client goes
  };

  LoopbackServer(Manner manner, Answer answer);
  ~LoopbackServer();  // waits for the connections it has
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::string address() const;  // "http://127.0.0.1:PORT/v1"
  std::vector<std::string> requests() const;

 private:
  void serve();
  void answer(int connection);

  const Manner manner_;
  const Answer answer_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> closing_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

// A port of the loopback on which nobody listens.
std::string address_of_nobody();

// A whole HTTP answer around a body.
std::string http_answer(int status, const std::string& body);
// The chat answer that says `text`.
std::string chat_answer(const std::string& text);

}  // namespace modus::bridge
