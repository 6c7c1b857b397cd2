#include "kernels/cpu/block_rows_body.h"

namespace modus::kernels {

const BlockRowKernels kBlockRowsAvx512Vnni = kBodies;

}  // namespace modus::kernels
