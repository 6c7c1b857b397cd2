// How fast this machine reads memory, to put beside what a kernel reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace modus::kernels {

// A buffer of its own, which should be far larger than the caches.
class ReadProbe {
 public:
  explicit ReadProbe(std::size_t size_bytes);

  std::size_t size_bytes() const { return words_.size() * sizeof words_[0]; }
  // Reads all of it once, on all threads of the pool.
  void read();

 private:
  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t> sums_;  // one a chunk, so that the reading is not left out
};

}  // namespace modus::kernels
