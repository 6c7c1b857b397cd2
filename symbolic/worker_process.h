// One worker process from the checker's side: started, talked to, ended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace modus::symbolic {

// How a worker ended without an answer.
enum class WorkerEnd : std::uint8_t {
  kClock,    // the watchdog killed it, or its CPU limit did
  kGone,     // it had ended before the message was sent
  kKilled,   // by somebody else: a person, or the system for want of memory
  kMemory,   // it left for want of memory
  kCrashed,  // a fault
};

// What an answer may take: processor time of the worker, and behind it wall time, for a worker that
// stands still.
struct WorkerTime {
  int cpu_ms = 0;
  int wall_ms = 0;
};

class WorkerProcess {
 public:
  // Starts this executable again, /proc/self/exe. Throws SolverError where that cannot be done.
  explicit WorkerProcess(std::uint32_t memory_mb);
  ~WorkerProcess();  // kills it
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  bool send(std::string_view message);
  // The reply, within the time; without one the process has been ended, and `end` says why.
  std::optional<std::string> receive(const WorkerTime& time, WorkerEnd& end);

  std::uint32_t memory_mb() const { return memory_mb_; }

 private:
  bool wait_for_reply(const WorkerTime& time) const;
  void kill_and_wait();

  std::uint32_t memory_mb_;
  pid_t pid_ = -1;
  int socket_ = -1;
};

}  // namespace modus::symbolic
