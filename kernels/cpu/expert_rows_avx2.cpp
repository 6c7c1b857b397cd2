#include "kernels/cpu/expert_rows_body.h"

namespace modus::kernels {

const ExpertRows kExpertRowsAvx2 = rows_of_this_isa();

}  // namespace modus::kernels
