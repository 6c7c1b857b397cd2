#include "kernels/cpu/block_rows.h"

namespace modus::kernels {

const BlockRowKernels& block_rows(Isa isa) {
  if (isa == Isa::kScalar) return kBlockRowsScalar;
  if (isa == Isa::kAvx2) return kBlockRowsAvx2;
  return isa == Isa::kAvx512 ? kBlockRowsAvx512 : kBlockRowsAvx512Vnni;
}

}  // namespace modus::kernels
