#include "symbolic/worker_client.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "symbolic/worker.h"
#include "symbolic/worker_protocol.h"

extern char** environ;

namespace modus::symbolic {
namespace {

constexpr int kGreetingTimeout_ms = 10'000;
constexpr const char* kProgram = "/proc/self/exe";

}  // namespace

struct WorkerClient::State {
  pid_t pid = -1;
  int socket = -1;
  std::uint32_t memory_mb = 0;
  std::uint64_t theory_id = 0;  // 0: none was sent

  void start(const Limits& limits);
  void end();
};

void WorkerClient::State::start(const Limits& limits) {
  if (std::getenv(kWorkerVariable) != nullptr)
    throw SolverError("a solver worker cannot start another: call run_worker_if_asked first in main");
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    throw SolverError(fmt::format("no socket for the solver worker: {}", std::strerror(errno)));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pair[1], kWorkerSocket);
  const std::string memory = fmt::format("{}", limits.memory_mb);
  const std::string variable = fmt::format("{}={}", kWorkerVariable, memory);
  std::vector<char*> environment;
  for (char** entry = environ; *entry != nullptr; ++entry) environment.push_back(*entry);
  environment.push_back(const_cast<char*>(variable.c_str()));
  environment.push_back(nullptr);
  char name[] = "modus-solver-worker";
  char* arguments[] = {name, nullptr};
  const int error = posix_spawn(&pid, kProgram, &actions, nullptr, arguments, environment.data());
  posix_spawn_file_actions_destroy(&actions);
  close(pair[1]);
  socket = pair[0];
  bool timed_out = false;
  const auto greeting =
      error == 0 ? receive_message(socket, kGreetingTimeout_ms, timed_out) : std::nullopt;
  if (greeting && *greeting == kWorkerGreeting) {
    memory_mb = limits.memory_mb;
    return;
  }
  end();
  throw SolverError(
      "the solver worker did not start: the program must call run_worker_if_asked first in main");
}

void WorkerClient::State::end() {
  if (socket >= 0) close(socket);
  if (pid > 0) {
    kill(pid, SIGKILL);
    while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  socket = -1;
  pid = -1;
  theory_id = 0;
}

WorkerClient::WorkerClient() : state_(std::make_unique<State>()) {}
WorkerClient::~WorkerClient() { state_->end(); }

Decision WorkerClient::decide(const Theory& theory, std::uint64_t theory_id,
                              const SolverQuery& query, const Limits& limits) {
  State& s = *state_;
  if (s.pid > 0 && s.memory_mb != limits.memory_mb) s.end();
  if (s.pid <= 0) s.start(limits);
  bool sent = true;
  if (s.theory_id != theory_id) {
    sent = send_message(s.socket, "T" + write_theory(theory));
    s.theory_id = theory_id;
  }
  sent = sent && send_message(s.socket, "Q" + write_query(query));
  bool timed_out = false;
  const auto clock_ms = static_cast<int>(
      std::min(limits.clock_ms * std::max(limits.effort, 1.0), 86'400'000.0));
  const auto reply = sent ? receive_message(s.socket, clock_ms, timed_out) : std::nullopt;
  if (reply) return read_decision(*reply);
  s.end();
  Decision decision;
  decision.layer = query.mode == SolverMode::kLive ? Layer::kLive : Layer::kFresh;
  decision.reason = timed_out ? "clock; raise --effort" : "memory limit";
  decision.reproducible = !timed_out;
  return decision;
}

std::uint64_t next_theory_id() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

WorkerClient& worker_of_this_thread() {
  thread_local WorkerClient client;
  return client;
}

}  // namespace modus::symbolic
