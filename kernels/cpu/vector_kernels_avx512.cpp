#include "kernels/cpu/vector_kernels_body.h"

namespace modus::kernels {

const VectorKernels kVectorAvx512 = vector_kernels_here();

}  // namespace modus::kernels
