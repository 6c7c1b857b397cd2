#include "kernels/swiglu.h"

#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/kernels/arrays.h"

namespace modus::kernels {
namespace {

using SwigluTest = EachIsa;
INSTANTIATE_TEST_SUITE_P(Isas, SwigluTest, all_isas(), isa_name);

TEST_P(SwigluTest, BothPassesEqualTheReference) {
  RandomStream random(3);
  for (std::size_t tokens : {0u, 1u, 33u}) {
    for (std::size_t width : {1u, 31u, 64u, 769u}) {
      const std::vector<float> gate_up = random_floats(random, tokens * 2 * width, 9);
      const std::vector<float> dh = random_floats(random, tokens * width, 1);
      std::vector<double> wanted(tokens * width), dwanted(tokens * 2 * width);
      for (std::size_t i = 0; i < tokens * width; ++i) {
        const std::size_t gate = i / width * 2 * width + i % width;
        const double g = gate_up[gate], u = gate_up[gate + width], s = 1 / (1 + std::exp(-g));
        wanted[i] = g * s * u;
        dwanted[gate] = dh[i] * u * s * (1 + g * (1 - s));
        dwanted[gate + width] = dh[i] * g * s;
      }
      std::vector<float> h(wanted.size(), -1), dgate_up(dwanted.size(), -1);
      swiglu_forward({.tokens = tokens, .width = width, .gate_up = gate_up.data(), .h = h.data()},
                     {});
      swiglu_backward({.tokens = tokens,
                       .width = width,
                       .gate_up = gate_up.data(),
                       .dh = dh.data(),
                       .dgate_up = dgate_up.data()},
                      {});
      const std::string where = fmt::format("{} tokens, width {}", tokens, width);
      expect_close(h, wanted, 1e-6, 2e-6, where + ", h");
      expect_close(dgate_up, dwanted, 2e-6, 2e-6, where + ", dgate_up");
    }
  }
}

TEST_P(SwigluTest, FarGatesNeitherOverflowNorHideNotANumber) {
  const std::vector<float> gate_up = {-1e30f, -200, 200, 1e30f, NAN, 1, 1, 1, 1, 1};
  std::vector<float> h(5);
  swiglu_forward({.tokens = 1, .width = 5, .gate_up = gate_up.data(), .h = h.data()}, {});
  EXPECT_NEAR(h[1], 0, 1e-30);
  EXPECT_EQ(h[2], 200);
  EXPECT_EQ(h[3], 1e30f);
  EXPECT_TRUE(std::isnan(h[4]));
}

}  // namespace
}  // namespace modus::kernels
