#include "kernels/linear_float32.h"

#include "kernels/cpu/weight_rows.h"
#include "kernels/cuda.h"
#include "kernels/gemm.h"

namespace modus::kernels {

void linear_float32(const LinearFloat32& p, Launch launch) {
  if (launch.device == Device::kCuda) {  // there nothing is packed
    Gemm product{.m = p.m, .n = p.n, .k = p.k};
    product.a = p.x;
    product.b = p.w;
    product.b_is = Transpose::kYes;
    product.c = p.y;
    return cuda::gemm(product, launch.stream);
  }
  multiply_dense_rows(DenseRows<float>{.m = p.m, .n = p.n, .k = p.k, .x = p.x, .w = p.w, .y = p.y});
}

}  // namespace modus::kernels
