#include "kernels/cpu/expert_rows_body.h"

namespace modus::kernels {

const ExpertRows kExpertRowsAvx512 = rows_of_this_isa();

}  // namespace modus::kernels
