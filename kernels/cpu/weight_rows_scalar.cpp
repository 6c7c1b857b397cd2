#include "kernels/cpu/weight_rows_body.h"

namespace modus::kernels {

const WeightRowKernels kWeightRowsScalar = {multiply_weight_rows<std::int8_t>,
                                            multiply_weight_rows<float>};

}  // namespace modus::kernels
