#include "kernels/bench/peak_body.h"

namespace modus::kernels {

#ifdef __AVX512BF16__
namespace {

float run_dots(std::size_t rounds) {
  const __m512bh half = reinterpret_cast<__m512bh>(_mm512_set1_epi32(0x3f003f00));
  return run_chains(rounds, [&](F32 sum) -> F32 { return _mm512_dpbf16_ps(sum, half, half); });
}

}  // namespace

const PeakLoop kPeakAvx512Bf16 = {.operations = 4.0 * kLanes * kChains, .run = run_dots};
#else
const PeakLoop kPeakAvx512Bf16 = peak_of_this_isa();
#endif

}  // namespace modus::kernels
