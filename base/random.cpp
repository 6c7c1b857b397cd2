#include "base/random.h"

#include "base/error.h"

namespace modus {
namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;

std::uint64_t mix(std::uint64_t x) {  // SplitMix64's finaliser: spreads small stream ids
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> c,
                                        std::array<std::uint32_t, 2> k) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{kMultiplier0} * c[0];
    const std::uint64_t b = std::uint64_t{kMultiplier1} * c[2];
    c = {static_cast<std::uint32_t>(b >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(b),
         static_cast<std::uint32_t>(a >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(a)};
    k = {k[0] + kWeyl0, k[1] + kWeyl1};
  }
  return c;
}

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t stream)
    : seed_(seed), stream_(stream) {}

std::uint32_t RandomStream::next() {
  if (used_ == 4) {
    words_ = philox4x32({static_cast<std::uint32_t>(block_), static_cast<std::uint32_t>(block_ >> 32),
                         static_cast<std::uint32_t>(stream_),
                         static_cast<std::uint32_t>(stream_ >> 32)},
                        {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)});
    ++block_;
    used_ = 0;
  }
  return words_[used_++];
}

std::uint32_t RandomStream::below(std::uint32_t bound) {
  MODUS_CHECK(bound >= 1, "bound {}", bound);
  const std::uint32_t reject = -bound % bound;  // 2^32 mod bound: the biased head
  std::uint32_t word = next();
  while (word < reject) word = next();
  return word % bound;
}

std::int64_t RandomStream::between(std::int64_t low, std::int64_t high) {
  MODUS_CHECK(low <= high && high - low < 0xFFFFFFFFll, "between {} and {}", low, high);
  return low + below(static_cast<std::uint32_t>(high - low + 1));
}

double RandomStream::unit() {
  const std::uint64_t high = next() >> 5, low = next() >> 6;
  return static_cast<double>((high << 26) | low) * 0x1p-53;
}

bool RandomStream::chance(double probability) { return unit() < probability; }

RandomStream RandomStream::fork(std::uint64_t id) const {
  return RandomStream(seed_, mix(stream_ ^ mix(id)));
}

}  // namespace modus
