#include "kernels/cpu/block_rows_body.h"

namespace modus::kernels {

const BlockRowKernels kBlockRowsScalar = kBodies;

}  // namespace modus::kernels
