#include "kernels/cpu/int8_rows_body.h"

namespace modus::kernels {

void multiply_int8_rows_avx2(const Int8Rows& p) { multiply_int8_rows(p); }

}  // namespace modus::kernels
