#include "kernels/bench/peak_body.h"

namespace modus::kernels {

const PeakLoop kPeakAvx2 = peak_of_this_isa();

}  // namespace modus::kernels
