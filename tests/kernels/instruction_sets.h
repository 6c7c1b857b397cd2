// Each instruction set of this machine in turn inside one test, and gradients of float64 references
// by finite differences.
#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/kernels/arrays.h"

namespace modus::kernels {

inline constexpr std::size_t kAwkwardSizes[] = {0, 1, 2, 31, 33, 64, 127};

template <class Body>
void for_each_isa(const Body& body) {
  const std::string before(to_string(active_isa()));
  for (Isa isa : available_isas()) {
    SCOPED_TRACE(std::string(to_string(isa)));
    force_isa(to_string(isa));
    body();
  }
  force_isa(before);
}

using Doubles = std::vector<double>;

inline Doubles doubles(const std::vector<float>& values) { return {values.begin(), values.end()}; }

// Central differences of a float64 reference.
inline Doubles differences(const std::function<double(const Doubles&)>& f, Doubles at) {
  constexpr double kStep = 1e-5;
  Doubles gradient(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double here = at[i];
    at[i] = here + kStep;
    const double above = f(at);
    at[i] = here - kStep;
    gradient[i] = (above - f(at)) / (2 * kStep);
    at[i] = here;
  }
  return gradient;
}

// |got - expected| <= tolerance (1 + |expected|), element by element.
inline void expect_close(const std::vector<float>& got, const Doubles& expected, double tolerance) {
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    ASSERT_NEAR(static_cast<double>(got[i]), expected[i], tolerance * (1 + std::abs(expected[i])))
        << "element " << i;
  }
}

}  // namespace modus::kernels
