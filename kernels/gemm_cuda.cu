// Own tiles rather than cuBLAS: nothing to ship beside the program, and a row of the result does
// not depend on how many rows there are.
#include "kernels/cuda.h"
#include "kernels/cuda/stream.cuh"
#include "kernels/cuda/tile_product.cuh"

namespace modus::kernels::cuda {
namespace {

template <Precision kPrecision>
__global__ void __launch_bounds__(kTileThreads) multiply(TileProduct p) {
  multiply_tile<kPrecision>(p, static_cast<int>(blockIdx.x) * kTileSide,
                            static_cast<int>(blockIdx.y) * kTileSide);
}

}  // namespace

void gemm(const Gemm& p, void* stream) {
  if (p.m * p.n == 0) return;
  const bool a_is_plain = p.a_is == Transpose::kNo, b_is_plain = p.b_is == Transpose::kNo;
  TileProduct product;
  product.m = static_cast<int>(p.m);
  product.n = static_cast<int>(p.n);
  product.k = static_cast<int>(p.k);
  product.a.values = p.a;
  product.a.row_stride = a_is_plain ? p.k : 1;
  product.a.depth_stride = a_is_plain ? 1 : p.m;
  product.b.values = p.b;
  product.b.row_stride = b_is_plain ? 1 : p.k;
  product.b.depth_stride = b_is_plain ? p.n : 1;
  product.c.values = p.c;
  product.c.stride = p.n;
  product.c.accumulate = p.accumulate;
  const dim3 grid(blocks_for(p.m, kTileSide), blocks_for(p.n, kTileSide));
  if (p.precision == Precision::kBfloat16) {
    multiply<Precision::kBfloat16><<<grid, kTileThreads, 0, stream_of(stream)>>>(product);
  } else {
    multiply<Precision::kFloat32><<<grid, kTileThreads, 0, stream_of(stream)>>>(product);
  }
  check(cudaGetLastError(), "gemm");
}

}  // namespace modus::kernels::cuda
