// The bodies of the kernels that are not products, compiled once an instruction set. Each works on
// a part of the rows; who calls it has checked the shapes and splits the work.
#pragma once

#include <cstddef>

#include "kernels/cpu/attention_blocks.h"
#include "kernels/cross_entropy.h"
#include "kernels/rms_norm.h"

namespace modus::kernels {

struct VectorKernels {
  void (*rms_norm_rows)(const RmsNormForward& p, std::size_t begin, std::size_t end);
  // Adds these rows' part to dweight [D].
  void (*rms_norm_rows_back)(const RmsNormBackward& p, std::size_t begin, std::size_t end,
                             float* dweight);
  void (*cross_entropy_rows)(const CrossEntropy& p, std::size_t begin, std::size_t end);
  // `scratch` holds attend_scratch or attend_back_scratch floats.
  void (*attend)(const QueryBlock& block, float* scratch);
  void (*attend_back)(const RowGradient& row, float* scratch);
  void (*sigmoids)(const float* x, std::size_t count, float* out);
};

const VectorKernels& vector_kernels();  // of active_isa()

extern const VectorKernels kVectorScalar, kVectorAvx2, kVectorAvx512;

}  // namespace modus::kernels
