// modus_kernels_bench [instruction set]: GFLOP/s, GB/s, and the share of min(peak, bytes over
// bandwidth), both probed first. Shares rise and fall with whatever else the machine does.
#include <exception>

#include <fmt/core.h>

#include "kernels/bench/benches.h"
#include "kernels/isa.h"
#include "kernels/parallel.h"

int main(int argc, char** argv) {
  using namespace modus::kernels;
  try {
    if (argc > 1) force_isa(argv[1]);
    const Probes probes = probe();
    fmt::print(
        "{}, {} threads: float32 {:.0f} GFLOP/s, bfloat16 {:.0f} GFLOP/s, memory {:.1f} GB/s\n",
        to_string(active_isa()), thread_count(), probes.float32_per_s * 1e-9,
        probes.bfloat16_per_s * 1e-9, probes.bytes_per_s * 1e-9);
    bench_dense(probes);
    bench_experts(probes);
    bench_int8(probes);
    bench_blocks(probes);
    bench_attention(probes);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "modus_kernels_bench: {}\n", error.what());
    return 1;
  }
}
