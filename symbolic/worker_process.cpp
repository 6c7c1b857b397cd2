#include "symbolic/worker_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>

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
constexpr int kReplyTimeout_ms = 30'000;  // for the rest of a reply that has begun
constexpr std::int64_t kLookAgain_ms = 5;
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

// Of the process so far; 0 once it has ended.
std::int64_t cpu_time_ms(pid_t pid) {
  clockid_t clock{};
  timespec used{};
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
  return static_cast<std::int64_t>(used.tv_sec) * 1000 + used.tv_nsec / 1'000'000;
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

// The worker has one thread, so what is left of its processor time cannot be used up in less wall
// time: it is looked at again only after that. A worker that is ending has no clock any more; the
// socket tells of it.
bool WorkerProcess::wait_for_reply(const WorkerTime& time) const {
  const auto begin = std::chrono::steady_clock::now();
  const std::int64_t used_before_ms = cpu_time_ms(pid_);
  while (true) {
    const std::int64_t cpu_left_ms = time.cpu_ms - (cpu_time_ms(pid_) - used_before_ms);
    const std::int64_t wall_left_ms =
        time.wall_ms - std::chrono::duration_cast<std::chrono::milliseconds>(
                           std::chrono::steady_clock::now() - begin)
                           .count();
    if (cpu_left_ms <= 0 || wall_left_ms <= 0) return wait_for_message(socket_, 0);
    const std::int64_t wait_ms =
        std::min(std::max<std::int64_t>(cpu_left_ms, kLookAgain_ms), wall_left_ms);
    if (wait_for_message(socket_, static_cast<int>(wait_ms))) return true;
  }
}

std::optional<std::string> WorkerProcess::receive(const WorkerTime& time, WorkerEnd& end) {
  bool timed_out = !wait_for_reply(time);
  if (!timed_out)
    if (auto reply = receive_message(socket_, kReplyTimeout_ms, timed_out)) return reply;
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
