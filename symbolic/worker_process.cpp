#include "symbolic/worker_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "symbolic/worker.h"
#include "symbolic/worker_channel.h"
#include "symbolic/worker_protocol.h"

extern char** environ;

namespace modus::symbolic {
namespace {

constexpr int kGreetingTimeout_ms = 30'000;
constexpr const char* kProgram = "/proc/self/exe";

// What a solver prints on its way down is no output of ours.
class Actions {
 public:
  explicit Actions(int socket) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, socket, kWorkerSocket);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

pid_t spawn(int socket, std::uint32_t memory_mb) {
  const Actions actions(socket);
  std::string argument = kWorkerArgument, memory = std::to_string(memory_mb);
  std::string name = "modus-solver-worker";
  const std::array<char*, 4> arguments = {name.data(), argument.data(), memory.data(), nullptr};
  pid_t pid = -1;
  const int error = posix_spawn(&pid, kProgram, actions.get(), nullptr, arguments.data(), environ);
  if (error != 0) throw SolverError(fmt::format("no solver worker: {}", std::strerror(error)));
  return pid;
}

WorkerEnd end_of(int status) {
  // 0: it left between two queries; anything else: that is how Z3 and GMP leave without memory.
  if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? WorkerEnd::kGone : WorkerEnd::kMemory;
  switch (WTERMSIG(status)) {
    case SIGXCPU:
      return WorkerEnd::kClock;
    case SIGKILL:
      return WorkerEnd::kKilled;
    case SIGABRT:
      return WorkerEnd::kMemory;
    default:
      return WorkerEnd::kCrashed;
  }
}

}  // namespace

WorkerProcess::WorkerProcess(std::uint32_t memory_mb) : memory_mb_(memory_mb) {
  if (!can_start_worker())
    throw SolverError("no solver worker: main must call run_worker_if_asked first");
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    throw SolverError(fmt::format("no socket for the solver worker: {}", std::strerror(errno)));
  socket_ = pair[0];
  try {
    pid_ = spawn(pair[1], memory_mb);
  } catch (...) {
    close(pair[0]);
    close(pair[1]);
    throw;
  }
  close(pair[1]);
  bool timed_out = false;
  if (receive_message(socket_, kGreetingTimeout_ms, timed_out) == kWorkerGreeting) return;
  kill_and_wait();
  throw SolverError("the solver worker did not start");
}

WorkerProcess::~WorkerProcess() { kill_and_wait(); }

bool WorkerProcess::send(std::string_view message) {
  return socket_ >= 0 && send_message(socket_, message);
}

std::optional<std::string> WorkerProcess::receive(int timeout_ms, WorkerEnd& end) {
  bool timed_out = false;
  if (auto reply = receive_message(socket_, timeout_ms, timed_out)) return reply;
  if (timed_out) {
    kill_and_wait();
    end = WorkerEnd::kClock;
    return std::nullopt;
  }
  // The socket is closed: the process is ending by itself, and its own status says why.
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  kill_and_wait();
  end = end_of(status);
  return std::nullopt;
}

void WorkerProcess::kill_and_wait() {
  if (socket_ >= 0) close(socket_);
  socket_ = -1;
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  pid_ = -1;
}

}  // namespace modus::symbolic
