#include "neural/train/ops/tensors.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ATen/ops/empty.h>

#include "base/error.h"

namespace modus::neural::train {
namespace {

void check(const at::Tensor& tensor, std::string_view name, const std::vector<std::int64_t>& shape,
           at::ScalarType type) {
  bool fits = tensor.defined() && tensor.dim() == static_cast<std::int64_t>(shape.size());
  for (std::size_t i = 0; fits && i < shape.size(); ++i)
    fits = shape[i] < 0 || tensor.size(static_cast<std::int64_t>(i)) == shape[i];
  if (!fits)
    throw ShapeError(fmt::format(
        "{} should be [{}], is [{}]", name, fmt::join(shape, ", "),
        tensor.defined() ? fmt::format("{}", fmt::join(tensor.sizes(), ", ")) : "undefined"));
  if (tensor.scalar_type() != type || !tensor.is_contiguous() || !tensor.device().is_cpu())
    throw ShapeError(fmt::format("{} should be contiguous {} on the CPU", name,
                                 type == at::kFloat ? "float32" : "int32"));
}

}  // namespace

const float* floats(const at::Tensor& tensor, std::string_view name,
                    const std::vector<std::int64_t>& shape) {
  check(tensor, name, shape, at::kFloat);
  return tensor.const_data_ptr<float>();
}

const std::int32_t* ints(const at::Tensor& tensor, std::string_view name,
                         const std::vector<std::int64_t>& shape) {
  check(tensor, name, shape, at::kInt);
  return tensor.const_data_ptr<std::int32_t>();
}

at::Tensor new_floats(const std::vector<std::int64_t>& shape) {
  return at::empty(shape, at::TensorOptions().dtype(at::kFloat));
}

at::Tensor new_ints(const std::vector<std::int64_t>& shape) {
  return at::empty(shape, at::TensorOptions().dtype(at::kInt));
}

}  // namespace modus::neural::train
