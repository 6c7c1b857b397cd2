#include "symbolic/worker.h"

#include <csignal>
#include <cstdlib>
#include <optional>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/error.h"
#include "symbolic/layers/memory_cap.h"
#include "symbolic/worker_protocol.h"

namespace modus::symbolic {
namespace {

constexpr rlim_t kCpuSeconds = 3600;        // of a worker's whole life
constexpr std::size_t kOverhead_mb = 256;   // libraries and stacks beside what the solver asks for

void set_limit(int resource, rlim_t value) {
  const rlimit limit{value, value};
  setrlimit(resource, &limit);
}

std::string answer(std::string_view message, std::optional<SolverSession>& session,
                   std::vector<std::string>& constants) {
  const std::string_view body = message.substr(1);
  if (message.front() == 'T') {
    Theory theory = read_theory(body);
    constants = capital_constants(theory.signature);
    session.emplace(std::move(theory));
    return "";
  }
  if (!session) throw SolverError("a query without a theory");
  return write_decision(session->decide(read_query(body, constants)));
}

[[noreturn]] void serve() {
  std::optional<SolverSession> session;
  std::vector<std::string> constants;
  bool timed_out = false;
  send_message(kWorkerSocket, kWorkerGreeting);
  while (const auto message = receive_message(kWorkerSocket, -1, timed_out)) {
    std::string reply;
    if (message->empty()) break;
    try {
      reply = answer(*message, session, constants);
    } catch (const Error& error) {
      Decision failed;
      failed.reason = error.what();
      reply = write_decision(failed);
    } catch (const std::bad_alloc&) {
      Decision failed;
      failed.reason = "memory limit";
      reply = write_decision(failed);
    }
    if (message->front() == 'Q' && !send_message(kWorkerSocket, reply)) break;
  }
  _exit(0);
}

}  // namespace

void run_worker_if_asked(int, char**) {
  const char* memory = std::getenv(kWorkerVariable);
  if (memory == nullptr) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGINT, SIG_IGN);  // the checker decides when the worker ends
  const std::size_t memory_mb = std::strtoul(memory, nullptr, 10);
  set_limit(RLIMIT_AS, (memory_mb + kOverhead_mb) << 20);
  set_limit(RLIMIT_CPU, kCpuSeconds);
  set_limit(RLIMIT_CORE, 0);
  cap_solver_memory(memory_mb);
  serve();
}

}  // namespace modus::symbolic
