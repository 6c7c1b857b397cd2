#include "kernels/cpu/tile.h"

namespace modus::kernels {

const TileKernel& tile_kernel(Isa isa, Precision precision) {
  const bool rounded = precision == Precision::kBfloat16;
  switch (isa) {
    case Isa::kScalar:
      return rounded ? kTileScalarRounded : kTileScalar;
    case Isa::kAvx2:
      return rounded ? kTileAvx2Rounded : kTileAvx2;
    case Isa::kAvx512:
      return rounded ? kTileAvx512Rounded : kTileAvx512;
    case Isa::kAvx512Bf16:
      return rounded ? kTileAvx512Bf16 : kTileAvx512;
    case Isa::kAmx:
      return rounded ? kTileAmx : kTileAvx512;
  }
  return kTileScalar;
}

}  // namespace modus::kernels
