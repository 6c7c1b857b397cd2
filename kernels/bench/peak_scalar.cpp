#include "kernels/bench/peak_body.h"

namespace modus::kernels {

const PeakLoop kPeakScalar = peak_of_this_isa();

}  // namespace modus::kernels
