#include "kernels/cpu/block_rows_body.h"

namespace modus::kernels {

const BlockRowKernels kBlockRowsAvx512 = kBodies;

}  // namespace modus::kernels
