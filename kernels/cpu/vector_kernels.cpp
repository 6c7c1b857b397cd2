#include "kernels/cpu/vector_kernels.h"

#include "kernels/isa.h"

namespace modus::kernels {

const VectorKernels& vector_kernels() {
  switch (active_isa()) {
    case Isa::kScalar:
      return kVectorScalar;
    case Isa::kAvx2:
      return kVectorAvx2;
    case Isa::kAvx512:
    case Isa::kAvx512Bf16:
    case Isa::kAmx:
      return kVectorAvx512;
  }
  return kVectorScalar;
}

}  // namespace modus::kernels
