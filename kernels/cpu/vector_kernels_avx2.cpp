#include "kernels/cpu/vector_kernels_body.h"

namespace modus::kernels {

const VectorKernels kVectorAvx2 = vector_kernels_here();

}  // namespace modus::kernels
