#include "symbolic/worker.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <new>
#include <optional>
#include <string_view>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "symbolic/layers/alethe_proof.h"
#include "symbolic/layers/memory_cap.h"
#include "symbolic/layers/solving.h"
#include "symbolic/worker_channel.h"
#include "symbolic/worker_protocol.h"

namespace modus::symbolic {
namespace {

constexpr std::size_t kOverhead_mb = 256;  // libraries and stacks beside what the solver asks for
#ifdef __SANITIZE_ADDRESS__
constexpr bool kCapAddressSpace = false;  // the sanitiser reserves terabytes
#else
constexpr bool kCapAddressSpace = true;
#endif

std::atomic<bool> worker_asked{false};

void set_limit(int resource, rlim_t value) {
  rlimit limit{};
  getrlimit(resource, &limit);
  limit.rlim_cur = value;
  setrlimit(resource, &limit);
}

// From now on, so that a long life is no crime. It ends a worker whose checker is gone or stopped;
// the checker's own watchdog is quicker.
void allow_cpu(std::uint32_t seconds) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  set_limit(RLIMIT_CPU,
            static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1);
}

class Worker {
 public:
  // The reply; nullopt where none is due. Sets last() where the state cannot be trusted afterwards.
  std::optional<std::string> answer(std::string_view message) {
    if (message.front() == kProofMessage) return proof(message.substr(1));
    try {
      const std::string_view body = message.substr(1);
      if (message.front() == kTheoryMessage) {
        read_ = read_theory(body);
        session_.emplace(read_->theory);
        return std::nullopt;
      }
      if (!read_) throw SolverError("a query without a theory");
      const ReadQuery asked_for = read_query(body, *read_);
      allow_cpu(asked_for.cpu_s);
      const Decision decision = session_->decide(asked_for.query);
      last_ = decision.reason == kOutOfMemory;
      return write_decision(decision);
    } catch (const Error& error) {
      return failed(error.what());
    } catch (const std::bad_alloc&) {
      return failed(std::string(kOutOfMemory));
    }
  }

  bool last() const { return last_; }

 private:
  std::string proof(std::string_view body) {
    try {
      const ProofRequest asked_for = read_proof_request(body);
      allow_cpu(asked_for.cpu_s);
      return write_proof(alethe_proof(asked_for.smtlib));
    } catch (const Error& error) {
      return write_proof({"", error.what()});
    } catch (const std::bad_alloc&) {
      last_ = true;
      return write_proof({"", std::string(kOutOfMemory)});
    }
  }

  std::string failed(std::string reason) {
    last_ = true;
    Decision decision;
    decision.layer = Layer::kFresh;
    decision.reason = std::move(reason);
    return write_decision(decision);
  }

  std::optional<ReadTheory> read_;
  std::optional<SolverSession> session_;
  bool last_ = false;
};

[[noreturn]] void serve() {
  Worker worker;
  bool timed_out = false;
  send_message(kWorkerSocket, kWorkerGreeting);
  while (const auto message = receive_message(kWorkerSocket, kForever_ms, timed_out)) {
    if (message->empty()) break;
    const auto reply = worker.answer(*message);
    if (reply && !send_message(kWorkerSocket, *reply)) break;
    if (worker.last()) break;
  }
  _exit(0);
}

bool is_socket(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

void run_worker_if_asked(int argc, char** argv) {
  worker_asked = true;
  if (argc != 3 || std::string_view(argv[1]) != kWorkerArgument || !is_socket(kWorkerSocket))
    return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGINT, SIG_IGN);  // the checker decides when the worker ends
  const std::size_t memory_mb = std::strtoul(argv[2], nullptr, 10);
  if (kCapAddressSpace) set_limit(RLIMIT_AS, static_cast<rlim_t>(memory_mb + kOverhead_mb) << 20);
  set_limit(RLIMIT_CORE, 0);
  cap_solver_memory(memory_mb);
  serve();
}

bool can_start_worker() { return worker_asked; }

}  // namespace modus::symbolic
