#include "kernels/cpu/tile_body.h"

namespace modus::kernels {

const TileKernel kTileAvx2 = tile_of<FloatUnits>();
const TileKernel kTileAvx2Rounded = tile_of<RoundedUnits>();

}  // namespace modus::kernels
