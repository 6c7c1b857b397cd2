// Rows [begin, end) of the norm, for the instruction set of the including file.
#pragma once

#include "kernels/cpu/simd_rows.h"
#include "kernels/rms_norm.h"

namespace modus::kernels {
namespace {

void rms_norm_rows(const RmsNormForward& p, std::size_t begin, std::size_t end) {
  for (std::size_t t = begin; t < end; ++t) {
    const float* x = p.x + t * p.width;
    float* y = p.y + t * p.width;
    F32 squares = {};
    for_each_vector(p.width, [&](std::size_t at, std::size_t n) {
      const F32 v = load_up_to(x + at, n);
      squares = fma(v, v, squares);
    });
    const float mean = sum(squares) / static_cast<float>(p.width);
    const float inverse = 1 / __builtin_sqrtf(mean + p.epsilon);
    for_each_vector(p.width, [&](std::size_t at, std::size_t n) {
      const F32 normed = load_up_to(x + at, n) * inverse;
      store_up_to(y + at, normed * load_up_to(p.weight + at, n), n);
    });
    if (p.inverse != nullptr) p.inverse[t] = inverse;
  }
}

// With g = weight * dy and r the inverse:  dx = r (g - x r mean(g x r)).
// dweight [D]: these rows' part is added to it.
void rms_norm_rows_back(const RmsNormBackward& p, std::size_t begin, std::size_t end,
                        float* dweight) {
  for (std::size_t t = begin; t < end; ++t) {
    const float* x = p.x + t * p.width;
    const float* dy = p.dy + t * p.width;
    float* dx = p.dx + t * p.width;
    const float inverse = p.inverse[t];
    F32 dots = {};
    for_each_vector(p.width, [&](std::size_t at, std::size_t n) {
      const F32 normed = load_up_to(x + at, n) * inverse;
      const F32 change = load_up_to(dy + at, n);
      dots = fma(change * load_up_to(p.weight + at, n), normed, dots);
      store_up_to(dweight + at, fma(change, normed, load_up_to(dweight + at, n)), n);
    });
    const float mean = sum(dots) / static_cast<float>(p.width);
    for_each_vector(p.width, [&](std::size_t at, std::size_t n) {
      const F32 normed = load_up_to(x + at, n) * inverse;
      const F32 g = load_up_to(dy + at, n) * load_up_to(p.weight + at, n);
      store_up_to(dx + at, (g - normed * mean) * inverse, n);
    });
  }
}

}  // namespace
}  // namespace modus::kernels
