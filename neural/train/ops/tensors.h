// Checks at the border between tensors and kernels.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <ATen/core/Tensor.h>

#include "kernels/device.h"

namespace modus::neural::train {

// A float32, contiguous tensor of this shape on the CPU (-1: any size); else ShapeError.
const float* floats(const at::Tensor& tensor, std::string_view name,
                    const std::vector<std::int64_t>& shape);
const std::int32_t* ints(const at::Tensor& tensor, std::string_view name,
                         const std::vector<std::int64_t>& shape);

// New float32 tensors, contents undefined.
at::Tensor new_floats(const std::vector<std::int64_t>& shape);
at::Tensor new_ints(const std::vector<std::int64_t>& shape);

inline float* out(at::Tensor& tensor) { return tensor.data_ptr<float>(); }

}  // namespace modus::neural::train
