#include "kernels/cpu/tile_body.h"

namespace modus::kernels {

#ifdef __AVX512BF16__
const TileKernel kTileAvx512Bf16 = tile_of<PairUnits>();
#else
const TileKernel kTileAvx512Bf16 = tile_of<RoundedUnits>();
#endif

}  // namespace modus::kernels
