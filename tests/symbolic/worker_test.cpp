#include "symbolic/worker.h"

#include <chrono>
#include <csignal>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/error.h"
#include "symbolic/worker_client.h"
#include "symbolic/worker_process.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

constexpr const char* kInts = "sort x: int\nsort y: int\nsort z: int";

// The children of this process, oldest first.
std::vector<pid_t> children() {
  std::ifstream list(fmt::format("/proc/self/task/{}/children", getpid()));
  std::vector<pid_t> found;
  for (pid_t child = 0; list >> child;) found.push_back(child);
  return found;
}

Decision ask(WorkerClient& client, const Asked& asked, const Limits& limits, SolverMode mode) {
  SolverQuery query = solver_query(asked.query, mode, Wanted::kEvidence);
  query.rlimit = 4'000'000'000;
  return client.decide(asked.theory, next_theory_id(), query, limits);
}

TEST(Worker, DecidesWithEvidence) {
  WorkerClient client;
  EXPECT_EQ(told(ask(client, asked("", {"x = 18", "z = 2", "y = 2 * x"}, "y = 36"), {},
                     SolverMode::kFresh)),
            "entailed 0 2");
  const Decision open =
      ask(client, asked("", {"d > 60 km", "kind(ann)"}, "d > 100 km"), {}, SolverMode::kLive);
  EXPECT_EQ(told(open), "open");
  EXPECT_TRUE(open.counter_model.has_value());
}

// One theory, many queries: premises are told once and cited by number afterwards.
TEST(Worker, PremisesKeepTheirMeaningFromQueryToQuery) {
  WorkerClient client;
  Asked first = asked("", {"x = 1", "y = x + 1", "z = y + 1"}, "z = 3");
  const std::uint64_t id = next_theory_id();
  const auto decide = [&] {
    return told(client.decide(first.theory, id,
                              solver_query(first.query, SolverMode::kLive, Wanted::kEvidence), {}));
  };
  EXPECT_EQ(decide(), "entailed 0 1 2");
  std::swap(first.query.premises[0], first.query.premises[2]);
  EXPECT_EQ(decide(), "entailed 0 1 2");
  first.query.premises.erase(first.query.premises.begin());
  EXPECT_EQ(decide(), "open");
}

TEST(Worker, TheWatchdogEndsWhatTheResourceLimitDoesNot) {
  WorkerClient client;
  const Asked bomb = asked(kInts, {"x > 0", "y > 0", "z > 0"}, "x ^ 3 + y ^ 3 != z ^ 3");
  Limits limits;
  limits.clock_ms = 300;
  const auto start = std::chrono::steady_clock::now();
  const Decision decision = ask(client, bomb, limits, SolverMode::kFresh);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_EQ(told(decision), "undecided: clock; raise --effort");
  EXPECT_FALSE(decision.reproducible);
  // And a new worker answers the next query.
  EXPECT_EQ(told(ask(client, asked("", {"x = 1"}, "x = 1"), {}, SolverMode::kFresh)), "entailed 0");
}

// Other work on the machine does not count: a worker that gets no processor time is waited for, as
// long as the wall clock behind it allows.
TEST(Worker, TheWatchdogCountsTheWorkersOwnTime) {
  WorkerClient client;
  const Asked easy = asked("", {"x = 1"}, "x = 1");
  EXPECT_EQ(told(ask(client, easy, {}, SolverMode::kFresh)), "entailed 0");
  ASSERT_EQ(kill(children().back(), SIGSTOP), 0);
  Limits limits;
  limits.clock_ms = 20;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(told(ask(client, easy, limits, SolverMode::kFresh)),
            "undecided: clock; raise --effort");
  EXPECT_GE(std::chrono::steady_clock::now() - start,
            std::chrono::milliseconds(20 * kWallPerClock));
}

TEST(Worker, IsStartedAgainWhenSomebodyKilledIt) {
  WorkerClient client;
  const std::vector<pid_t> before = children();
  EXPECT_EQ(told(ask(client, asked("", {"x = 1"}, "x = 1"), {}, SolverMode::kFresh)), "entailed 0");
  const std::vector<pid_t> with_worker = children();
  ASSERT_EQ(with_worker.size(), before.size() + 1);
  ASSERT_EQ(kill(with_worker.back(), SIGKILL), 0);
  EXPECT_EQ(told(ask(client, asked("", {"x = 2"}, "x = 2"), {}, SolverMode::kFresh)), "entailed 0");
}

// A binary counter of `bits` places, as rules over the constants z and o: the proof that it gets
// from all z to all o has 2^bits steps.
std::vector<std::string> counter(int bits) {
  std::string start;
  for (int i = 0; i < bits; ++i) start += i == 0 ? "z" : ", z";
  std::vector<std::string> premises = {fmt::format("p({})", start)};
  for (int place = 0; place < bits; ++place) {
    std::string before, after;
    for (int i = 0; i < bits; ++i) {
      const std::string comma = i == 0 ? "" : ", ";
      const std::string kept = fmt::format("X{}", i + 1);
      before += comma + (i < place ? kept : i == place ? "z" : "o");
      after += comma + (i < place ? kept : i == place ? "o" : "z");
    }
    premises.push_back(fmt::format("p({}) -> p({})", before, after));
  }
  return premises;
}

TEST(Worker, MemoryIsCapped) {
  const std::vector<std::string> premises = counter(20);
  std::string all;
  for (int i = 0; i < 20; ++i) all += i == 0 ? "o" : ", o";
  WorkerClient client;
  Limits limits;
  limits.memory_mb = 64;
  limits.clock_ms = 20'000;
  const Decision decision =
      ask(client, asked("", premises, fmt::format("p({})", all)), limits, SolverMode::kLive);
  EXPECT_EQ(told(decision), "undecided: memory limit");
  EXPECT_EQ(told(ask(client, asked("", {"x = 1"}, "x = 1"), limits, SolverMode::kFresh)),
            "entailed 0");
}

TEST(Worker, LayersSendThereWhatIsNotSmallEpr) {
  const Asked linear = asked("", {"x < 18", "x + y > 60"}, "y > 42");
  const Decision decision =
      make_layers(linear.theory, {})->decide({&linear.query, 1}, Wanted::kEvidence).front();
  EXPECT_EQ(told(decision), "entailed 0 1");
  EXPECT_EQ(decision.layer, Layer::kLive);
  const Asked product = asked("", {"x * y = 6", "x > 2"}, "y < 3");
  const Decision record =
      make_layers(product.theory, {})->decide({&product.query, 1}, Wanted::kEvidence).front();
  EXPECT_EQ(told(record), "entailed 0 1");
  EXPECT_EQ(record.layer, Layer::kFresh);
}

}  // namespace
}  // namespace modus::symbolic
