#include "kernels/cpu/tile_body.h"

namespace modus::kernels {

const TileKernel kTileScalar = tile_of<FloatUnits>();
const TileKernel kTileScalarRounded = tile_of<RoundedUnits>();

}  // namespace modus::kernels
