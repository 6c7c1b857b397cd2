#include "kernels/parallel.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace modus::kernels {
namespace {

// Each test leaves the default behind.
class ParallelTest : public ::testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override { set_thread_count(GetParam()); }
  void TearDown() override { set_thread_count(default_count_); }

 private:
  const std::size_t default_count_ = thread_count();
};

TEST_P(ParallelTest, EachChunkRunsOnce) {
  for (std::size_t chunks : {0u, 1u, 2u, 7u, 1000u}) {
    std::vector<std::atomic<int>> runs(chunks);
    parallel_for(chunks, [&](std::size_t i) { ++runs[i]; });
    for (const auto& count : runs) EXPECT_EQ(count, 1);
  }
}

TEST_P(ParallelTest, ManyShortRegionsFollowEachOther) {
  std::atomic<std::size_t> sum = 0;
  for (int region = 0; region < 5000; ++region) {
    parallel_for(3, [&](std::size_t i) { sum += i + 1; });
  }
  EXPECT_EQ(sum, 5000u * 6);
}

TEST_P(ParallelTest, AnExceptionComesBackAndThePoolLives) {
  EXPECT_THROW(parallel_for(8,
                            [](std::size_t i) {
                              if (i == 5) throw std::runtime_error("chunk 5");
                            }),
               std::runtime_error);
  std::atomic<int> runs = 0;
  parallel_for(8, [&](std::size_t) { ++runs; });
  EXPECT_EQ(runs, 8);
}

TEST_P(ParallelTest, ACallInsideABodyRunsThere) {
  std::atomic<int> strangers = 0, runs = 0;
  parallel_for(4, [&](std::size_t) {
    const auto self = std::this_thread::get_id();
    parallel_for(4, [&](std::size_t) {
      ++runs;
      if (std::this_thread::get_id() != self) ++strangers;
    });
  });
  EXPECT_EQ(runs, 16);
  EXPECT_EQ(strangers, 0);
}

TEST_P(ParallelTest, SeveralCallersAreServed) {
  std::atomic<int> runs = 0;
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&] {
      for (int region = 0; region < 200; ++region) {
        parallel_for(5, [&](std::size_t) { ++runs; });
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(runs, 4 * 200 * 5);
}

INSTANTIATE_TEST_SUITE_P(Threads, ParallelTest, ::testing::Values(1, 2, 5));

TEST(ParallelCountTest, ZeroThreadsMeansTheCaller) {
  const std::size_t before = thread_count();
  set_thread_count(0);
  EXPECT_EQ(thread_count(), 1u);
  set_thread_count(before);
}

}  // namespace
}  // namespace modus::kernels
