#include "kernels/cpu/int8_rows.h"

namespace modus::kernels {

MultiplyInt8Rows int8_rows(Isa isa) {
  if (isa == Isa::kScalar) return multiply_int8_rows_scalar;
  return isa == Isa::kAvx2 ? multiply_int8_rows_avx2 : multiply_int8_rows_avx512;
}

}  // namespace modus::kernels
