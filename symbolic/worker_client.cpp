#include "symbolic/worker_client.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <string>

#include "base/error.h"
#include "symbolic/worker_process.h"
#include "symbolic/worker_protocol.h"

namespace modus::symbolic {
namespace {

constexpr std::size_t kMaxKnown = 100'000;  // claims in a worker's memory
constexpr double kMostClock_ms = 86'400'000;

int clock_ms(const Limits& limits) {
  return static_cast<int>(std::min(limits.clock_ms * std::max(limits.effort, 1.0), kMostClock_ms));
}

WorkerTime time_of(const Limits& limits) {
  const int cpu_ms = clock_ms(limits);
  return {cpu_ms, static_cast<int>(std::min(cpu_ms * double{kWallPerClock}, kMostClock_ms))};
}

// The worker's own limit, where nobody watches it any more.
std::uint32_t cpu_s(const Limits& limits) {
  return static_cast<std::uint32_t>(clock_ms(limits) / 1000 + 1);
}

Decision without_answer(WorkerEnd end, SolverMode mode) {
  Decision decision;
  decision.layer = mode == SolverMode::kLive ? Layer::kLive : Layer::kFresh;
  switch (end) {
    case WorkerEnd::kClock:
      decision.reason = "clock; raise --effort";
      decision.reproducible = false;
      break;
    case WorkerEnd::kKilled:
    case WorkerEnd::kMemory:
      decision.reason = "memory limit";
      break;
    case WorkerEnd::kGone:
      decision.reason = "the query is too long for the solver worker";
      break;
    case WorkerEnd::kCrashed:
      decision.reason = "the solver crashed";
      break;
  }
  return decision;
}

}  // namespace

struct WorkerClient::State {
  std::optional<WorkerProcess> process;
  std::uint64_t theory_id = 0;  // 0: none was sent
  KnownClaims known;

  void start(const Limits& limits);
  bool send(const Theory& theory, std::uint64_t id, const SolverQuery& query, std::uint32_t cpu_s);
  std::optional<std::string> ask(const Limits& limits, const std::function<bool()>& send,
                                 WorkerEnd& end);
};

void WorkerClient::State::start(const Limits& limits) {
  if (process && process->memory_mb() == limits.memory_mb) return;
  process.reset();
  theory_id = 0;
  process.emplace(limits.memory_mb);
}

bool WorkerClient::State::send(const Theory& theory, std::uint64_t id, const SolverQuery& query,
                               std::uint32_t cpu_s) {
  if (theory_id != id || known.size() > kMaxKnown) {
    known.clear();
    theory_id = id;
    if (!process->send(kTheoryMessage + write_theory(theory))) return false;
  }
  return process->send(kQueryMessage + write_query(query, cpu_s, known));
}

WorkerClient::WorkerClient() : state_(std::make_unique<State>()) {}
WorkerClient::~WorkerClient() = default;

// A worker may have ended since the last answer (its memory was full), or be killed from outside:
// then a new one is asked, once.
std::optional<std::string> WorkerClient::State::ask(const Limits& limits,
                                                    const std::function<bool()>& send,
                                                    WorkerEnd& end) {
  end = WorkerEnd::kGone;
  for (int attempt = 0; attempt < 2; ++attempt) {
    start(limits);
    if (send()) {
      if (auto reply = process->receive(time_of(limits), end)) return reply;
      process.reset();
      if (end != WorkerEnd::kGone && end != WorkerEnd::kKilled) break;
    }
    process.reset();
  }
  return std::nullopt;
}

Decision WorkerClient::decide(const Theory& theory, std::uint64_t theory_id,
                              const SolverQuery& query, const Limits& limits) {
  WorkerEnd end;
  const auto reply = state_->ask(
      limits, [&] { return state_->send(theory, theory_id, query, cpu_s(limits)); }, end);
  return reply ? read_decision(*reply) : without_answer(end, query.mode);
}

AletheProof WorkerClient::prove(const std::string& smtlib, const Limits& limits) {
  WorkerEnd end;
  const std::string request = kProofMessage + write_proof_request({smtlib, cpu_s(limits)});
  const auto reply = state_->ask(
      limits, [&] { return state_->process->send(request); }, end);
  return reply ? read_proof(*reply)
               : AletheProof{"", without_answer(end, SolverMode::kSecond).reason};
}

AletheProof to_alethe(const std::string& smtlib, const Limits& limits) {
  return worker_of_this_thread().prove(smtlib, limits);
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
