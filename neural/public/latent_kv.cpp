#include "neural/public/latent_kv.h"

#include <algorithm>

#include "kernels/dequantize_blocks.h"

namespace modus::neural {
namespace {

std::vector<float> numbers_of(const GgufTensor& tensor) {
  std::size_t count = 1;
  for (const std::size_t side : tensor.shape) count *= side;
  std::vector<float> values(count);
  kernels::dequantize_row(tensor.format, tensor.bytes, values);
  return values;
}

}  // namespace

std::vector<float> turned_keys_of(const LatentKv& s, const GgufTensor& kv_b) {
  const std::vector<float> from = numbers_of(kv_b);
  std::vector<float> to(s.heads * s.columns * s.key_rows);
  for (std::size_t h = 0; h < s.heads; ++h)
    for (std::size_t row = 0; row < s.key_rows; ++row)
      for (std::size_t k = 0; k < s.columns; ++k)
        to[(h * s.columns + k) * s.key_rows + row] =
            from[(h * (s.key_rows + s.value_rows) + row) * s.columns + k];
  return to;
}

std::vector<float> values_of(const LatentKv& s, const GgufTensor& kv_b) {
  const std::vector<float> from = numbers_of(kv_b);
  std::vector<float> to(s.heads * s.value_rows * s.columns);
  for (std::size_t h = 0; h < s.heads; ++h)
    std::copy_n(from.data() + (h * (s.key_rows + s.value_rows) + s.key_rows) * s.columns,
                s.value_rows * s.columns, to.data() + h * s.value_rows * s.columns);
  return to;
}

std::optional<LatentKv> latent_kv_of(const GgufTensor& keys, const GgufTensor& values) {
  if (keys.shape.size() != 3 || values.shape.size() != 3) return std::nullopt;
  if (keys.shape[0] != values.shape[0] || keys.shape[1] != values.shape[2]) return std::nullopt;
  return LatentKv{.heads = keys.shape[0],
                  .key_rows = keys.shape[2],
                  .value_rows = values.shape[1],
                  .columns = keys.shape[1]};
}

std::vector<float> joined(const LatentKv& s, const GgufTensor& turned_keys,
                          const GgufTensor& values) {
  const std::vector<float> keys = numbers_of(turned_keys), from = numbers_of(values);
  std::vector<float> to(s.heads * (s.key_rows + s.value_rows) * s.columns);
  for (std::size_t h = 0; h < s.heads; ++h) {
    float* const head = to.data() + h * (s.key_rows + s.value_rows) * s.columns;
    for (std::size_t row = 0; row < s.key_rows; ++row)
      for (std::size_t k = 0; k < s.columns; ++k)
        head[row * s.columns + k] = keys[(h * s.columns + k) * s.key_rows + row];
    std::copy_n(from.data() + h * s.value_rows * s.columns, s.value_rows * s.columns,
                head + s.key_rows * s.columns);
  }
  return to;
}

}  // namespace modus::neural
