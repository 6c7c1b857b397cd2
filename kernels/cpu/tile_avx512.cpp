#include "kernels/cpu/tile_body.h"

namespace modus::kernels {

const TileKernel kTileAvx512 = tile_of<FloatUnits>();
const TileKernel kTileAvx512Rounded = tile_of<RoundedUnits>();

}  // namespace modus::kernels
