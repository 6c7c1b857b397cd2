#include "kernels/device.h"

#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "kernels/gemm.h"
#include "kernels/rms_norm.h"
#include "kernels/rope.h"

namespace modus::kernels {
namespace {

TEST(Device, ALaunchOnCudaIsAnErrorWhereNoDeviceAnswers) {
  if (cuda_is_available()) GTEST_SKIP() << "a CUDA device answers";
  std::vector<float> x(4, 1.0f), weight(4, 1.0f), y(4);
  const std::int32_t position = 3;
  const Launch launch{.device = Device::kCuda};
  EXPECT_THROW(
      rms_norm_forward(
          {.tokens = 1, .width = 4, .x = x.data(), .weight = weight.data(), .y = y.data()}, launch),
      Error);
  EXPECT_THROW(
      rope({.tokens = 1, .heads = 1, .head_width = 4, .position = &position, .x = x.data()},
           launch),
      Error);
  EXPECT_THROW(
      gemm({.m = 1, .n = 1, .k = 4, .a = x.data(), .b = weight.data(), .c = y.data()}, launch),
      Error);
}

}  // namespace
}  // namespace modus::kernels
