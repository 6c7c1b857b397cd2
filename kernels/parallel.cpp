#include "kernels/parallel.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#ifdef __linux__
#include <sched.h>
#endif

namespace modus::kernels {
namespace {

using Body = std::function<void(std::size_t)>;

// A region of a few microseconds must not wait for a sleeping thread, and a program that has
// nothing to do must not burn a core: threads look for work this often (20 to 100 microseconds),
// then sleep.
constexpr int kSpins = 2000;
constexpr std::size_t kMostThreads = 512;

void pause() {
#ifdef __x86_64__
  __builtin_ia32_pause();
#endif
}

std::size_t usable_cores() {
#ifdef __linux__
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(CPU_COUNT(&set)));
  }
#endif
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

thread_local bool inside_a_body = false;

// Threads that help with one region at a time. The gate tells whether a region may be entered and
// how many helpers are inside; the region's fields change only while the gate is shut and empty, so
// a helper that wakes too late finds a shut gate and touches nothing.
class Pool {
 public:
  explicit Pool(std::size_t helpers) {  // at most kInside
    for (std::size_t i = 0; i < helpers; ++i) threads_.emplace_back([this] { help(); });
  }

  ~Pool() {
    gate_.fetch_or(kStop);
    gate_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  // One caller at a time.
  void run(std::size_t chunks, const Body& body) {
    body_ = &body;
    chunks_ = chunks;
    next_.store(0, std::memory_order_relaxed);
    gate_.store((gate_.load() + kRegion) | kOpen);
    gate_.notify_all();
    work();
    shut();
    if (std::exception_ptr error = std::exchange(error_, nullptr)) std::rethrow_exception(error);
  }

 private:
  static constexpr std::uint32_t kHelper = 1;  // times the number of helpers inside
  static constexpr std::uint32_t kInside = (1u << 10) - 1;
  static constexpr std::uint32_t kOpen = 1u << 10;
  static constexpr std::uint32_t kStop = 1u << 11;
  static constexpr std::uint32_t kRegion = 1u << 12;  // counted, so that no two regions look alike

  // Returns when the gate has another value than `seen`.
  std::uint32_t await_change(std::uint32_t seen) {
    for (int i = 0; i < kSpins; ++i) {
      if (const std::uint32_t gate = gate_.load(); gate != seen) return gate;
      pause();
    }
    gate_.wait(seen);
    return gate_.load();
  }

  void help() {
    std::uint32_t gate = gate_.load();
    while ((gate & kStop) == 0) {
      if ((gate & kOpen) == 0 || next_.load(std::memory_order_relaxed) >= chunks_.load()) {
        gate = await_change(gate);
        continue;
      }
      if (!gate_.compare_exchange_weak(gate, gate + kHelper)) continue;
      work();
      gate = gate_.fetch_sub(kHelper) - kHelper;
      if ((gate & (kOpen | kInside)) == 0) gate_.notify_all();
    }
  }

  void shut() {
    std::uint32_t gate = gate_.fetch_and(~kOpen) & ~kOpen;
    while ((gate & kInside) != 0) gate = await_change(gate);
  }

  void work() {
    inside_a_body = true;
    for (std::size_t i = next_++; i < chunks_.load(std::memory_order_relaxed); i = next_++) {
      try {
        (*body_)(i);
      } catch (...) {
        const std::lock_guard lock(error_mutex_);
        if (!error_) error_ = std::current_exception();
      }
    }
    inside_a_body = false;
  }

  std::vector<std::thread> threads_;
  const Body* body_ = nullptr;
  std::atomic<std::size_t> chunks_ = 0;
  alignas(64) std::atomic<std::size_t> next_ = 0;
  alignas(64) std::atomic<std::uint32_t> gate_ = 0;
  std::mutex error_mutex_;
  std::exception_ptr error_;
};

struct Threads {
  std::mutex mutex;  // held during a region
  std::atomic<std::size_t> count = usable_cores();
  std::unique_ptr<Pool> pool;  // made at the first region
};

Threads& threads() {
  static Threads all;
  return all;
}

}  // namespace

void parallel_for(std::size_t chunks, const Body& body) {
  Threads& all = threads();
  if (chunks <= 1 || inside_a_body || all.count.load(std::memory_order_relaxed) == 1) {
    for (std::size_t i = 0; i < chunks; ++i) body(i);
    return;
  }
  const std::lock_guard lock(all.mutex);
  if (!all.pool) all.pool = std::make_unique<Pool>(all.count - 1);
  all.pool->run(chunks, body);
}

void set_thread_count(std::size_t count) {
  Threads& all = threads();
  const std::lock_guard lock(all.mutex);
  all.pool.reset();
  all.count = std::clamp<std::size_t>(count, 1, kMostThreads);
}

std::size_t thread_count() { return threads().count.load(std::memory_order_relaxed); }

}  // namespace modus::kernels
