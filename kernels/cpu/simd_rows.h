// What the bodies over rows of any width share. As simd.h: only for files compiled for one
// instruction set.
#pragma once

#include "kernels/cpu/simd.h"

namespace modus::kernels {
namespace {

// Calls body(at, n) for each vector of a row: n is kLanes but for the last.
template <class Body>
inline void for_each_vector(std::size_t width, const Body& body) {
  std::size_t at = 0;
  for (; at + kLanes <= width; at += kLanes) body(at, kLanes);
  if (at < width) body(at, width - at);
}

inline F32 load_up_to(const float* p, std::size_t n) {
  return n == kLanes ? load(p) : load_first(p, n);
}

inline void store_up_to(float* p, F32 v, std::size_t n) {
  n == kLanes ? store(p, v) : store_first(p, v, n);
}

// e^x for x <= 0, but 0 below -87; NaN stays NaN.
inline F32 exp_of_negative(F32 x) { return x < -87.0f ? F32{} : exp(x); }

inline float highest_lane(F32 v) {
  float lane[kLanes];
  store(lane, v);
  for (std::size_t half = kLanes / 2; half > 0; half /= 2) {
    for (std::size_t i = 0; i < half; ++i) {
      lane[i] = lane[i] > lane[i + half] ? lane[i] : lane[i + half];
    }
  }
  return lane[0];
}

}  // namespace
}  // namespace modus::kernels
