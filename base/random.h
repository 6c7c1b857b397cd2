// Counter-based random streams (Philox4x32-10: Salmon et al., "Parallel random numbers: as easy as
// 1, 2, 3", SC 2011). A stream is a value: it is passed in, never global, and (seed, stream id,
// counter) fixes every draw on every machine.
#pragma once

#include <array>
#include <cstdint>

namespace modus {

// One Philox4x32-10 block: four 32-bit words from a counter and a key. Pure.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

class RandomStream {
 public:
  explicit RandomStream(std::uint64_t seed, std::uint64_t stream = 0);

  std::uint32_t next();
  std::uint32_t below(std::uint32_t bound);  // uniform in [0, bound), unbiased; bound >= 1
  std::int64_t between(std::int64_t low, std::int64_t high);  // uniform in [low, high]
  double unit();                                              // uniform in [0, 1)
  bool chance(double probability);

  // An independent stream of the same seed; equal ids give equal streams.
  RandomStream fork(std::uint64_t id) const;

 private:
  std::uint64_t seed_;
  std::uint64_t stream_;
  std::uint64_t block_ = 0;
  std::array<std::uint32_t, 4> words_{};
  unsigned used_ = 4;
};

}  // namespace modus
