#include "kernels/bench/peak.h"

namespace modus::kernels {

PeakLoop peak_loop(Isa isa, Precision precision) {
  const bool bfloat16 = precision == Precision::kBfloat16;
  if (isa == Isa::kScalar) return kPeakScalar;
  if (isa == Isa::kAvx2) return kPeakAvx2;
  if (bfloat16 && isa == Isa::kAvx512Bf16) return kPeakAvx512Bf16;
  return bfloat16 && isa == Isa::kAmx ? kPeakAmx : kPeakAvx512;
}

}  // namespace modus::kernels
