// The table of vector_kernels.h for the instruction set of the including file.
#pragma once

#include "kernels/cpu/attention_backward_body.h"
#include "kernels/cpu/attention_body.h"
#include "kernels/cpu/rms_norm_body.h"
#include "kernels/cpu/softmax_body.h"
#include "kernels/cpu/vector_kernels.h"

namespace modus::kernels {
namespace {

constexpr VectorKernels vector_kernels_here() {
  return {.rms_norm_rows = rms_norm_rows,
          .rms_norm_rows_back = rms_norm_rows_back,
          .cross_entropy_rows = cross_entropy_rows,
          .attend = attend,
          .attend_back = attend_back,
          .sigmoids = sigmoids};
}

}  // namespace
}  // namespace modus::kernels
