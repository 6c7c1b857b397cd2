// Arrays on a CUDA device for the tests that compare its kernels with the CPU's.
#pragma once

#include <cstddef>
#include <vector>

#include <cuda_runtime.h>
#include <gtest/gtest.h>

#include "kernels/device.h"
#include "tests/kernels/instruction_sets.h"

namespace modus::kernels {

inline constexpr Launch kOnDevice{.device = Device::kCuda};

template <class T>
class OnDevice {
 public:
  explicit OnDevice(const std::vector<T>& values) : count_(values.size()) {
    EXPECT_EQ(cudaMalloc(&place_, count_ * sizeof(T) + 1), cudaSuccess);
    EXPECT_EQ(cudaMemcpy(place_, values.data(), count_ * sizeof(T), cudaMemcpyHostToDevice),
              cudaSuccess);
  }
  explicit OnDevice(std::size_t count) : OnDevice(std::vector<T>(count)) {}
  ~OnDevice() { cudaFree(place_); }
  OnDevice(const OnDevice&) = delete;
  OnDevice& operator=(const OnDevice&) = delete;

  T* data() const { return static_cast<T*>(place_); }
  std::vector<T> read() const {
    std::vector<T> values(count_);
    EXPECT_EQ(cudaMemcpy(values.data(), place_, count_ * sizeof(T), cudaMemcpyDeviceToHost),
              cudaSuccess);
    return values;
  }

 private:
  std::size_t count_;
  void* place_ = nullptr;
};

class CudaTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!cuda_is_available()) GTEST_SKIP() << "no CUDA device answers";
  }
};

}  // namespace modus::kernels
