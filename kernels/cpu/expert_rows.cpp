#include "kernels/cpu/expert_rows.h"

namespace modus::kernels {

const ExpertRows& expert_rows(Isa isa) {
  if (isa == Isa::kScalar) return kExpertRowsScalar;
  return isa == Isa::kAvx2 ? kExpertRowsAvx2 : kExpertRowsAvx512;
}

}  // namespace modus::kernels
