#include "kernels/cpu/block_rows_body.h"

namespace modus::kernels {

const BlockRowKernels kBlockRowsAvx2 = kBodies;

}  // namespace modus::kernels
