// Multiply-adds from registers alone: what one thread reaches without memory.
#pragma once

#include <cstddef>

#include "kernels/gemm.h"
#include "kernels/isa.h"

namespace modus::kernels {

struct PeakLoop {
  double operations = 0;  // floating-point operations a round; a multiply-add is two
  float (*run)(std::size_t rounds) = nullptr;
};

PeakLoop peak_loop(Isa isa, Precision precision);

extern const PeakLoop kPeakScalar, kPeakAvx2, kPeakAvx512, kPeakAvx512Bf16, kPeakAmx;

}  // namespace modus::kernels
