#include "kernels/gemm.h"

#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernels/parallel.h"
#include "tests/kernels/arrays.h"

namespace modus::kernels {
namespace {

struct Size {
  std::size_t m, n, k;
};

constexpr Size kSizes[] = {{0, 3, 5},   {3, 0, 5},   {3, 5, 0},    {1, 1, 1},     {1, 33, 31},
                           {2, 31, 33}, {13, 17, 7}, {31, 64, 16}, {32, 32, 32},  {33, 97, 1031},
                           {8, 300, 2}, {97, 5, 67}, {50, 70, 3},  {130, 131, 90}};

struct Product {
  Size size;
  Transpose a_is, b_is;
  Precision precision;
  std::vector<float> a, b, before;
};

Product random_product(Size size, Transpose a_is, Transpose b_is, Precision precision) {
  RandomStream random(7, size.m * 1000003 + size.n * 1009 + size.k);
  return {.size = size,
          .a_is = a_is,
          .b_is = b_is,
          .precision = precision,
          .a = random_floats(random, size.m * size.k, 1),
          .b = random_floats(random, size.k * size.n, 1),
          .before = random_floats(random, size.m * size.n, 1)};
}

std::vector<float> run(const Product& p, Accumulate accumulate) {
  std::vector<float> c = p.before;
  gemm({.m = p.size.m,
        .n = p.size.n,
        .k = p.size.k,
        .a = p.a.data(),
        .a_is = p.a_is,
        .b = p.b.data(),
        .b_is = p.b_is,
        .c = c.data(),
        .accumulate = accumulate,
        .precision = p.precision},
       {});
  return c;
}

std::vector<double> reference(const Product& p, Accumulate accumulate) {
  const auto [m, n, k] = p.size;
  const auto input = [&](float value) {
    return static_cast<double>(p.precision == Precision::kBfloat16 ? rounded_to_bfloat16(value)
                                                                   : value);
  };
  std::vector<double> c(m * n);
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      double sum = accumulate == Accumulate::kYes ? p.before[i * n + j] : 0;
      for (std::size_t l = 0; l < k; ++l) {
        sum += input(p.a[p.a_is == Transpose::kYes ? l * m + i : i * k + l]) *
               input(p.b[p.b_is == Transpose::kYes ? j * k + l : l * n + j]);
      }
      c[i * n + j] = sum;
    }
  }
  return c;
}

using GemmTest = EachIsa;
INSTANTIATE_TEST_SUITE_P(Isas, GemmTest, all_isas(), isa_name);

TEST_P(GemmTest, EqualsTheReference) {
  for (Size size : kSizes) {
    for (Transpose a_is : {Transpose::kNo, Transpose::kYes}) {
      for (Transpose b_is : {Transpose::kNo, Transpose::kYes}) {
        for (Precision precision : {Precision::kFloat32, Precision::kBfloat16}) {
          const Product p = random_product(size, a_is, b_is, precision);
          for (Accumulate accumulate : {Accumulate::kNo, Accumulate::kYes}) {
            // Inputs of both precisions are exact here: what is left is the float32 sum.
            expect_close(
                run(p, accumulate), reference(p, accumulate),
                1e-6 * (2 + 0.125 * static_cast<double>(size.k)), 1e-6,
                fmt::format("{} x {} x {}, transposed {} {}, precision {}, accumulate {}", size.m,
                            size.n, size.k, static_cast<int>(a_is), static_cast<int>(b_is),
                            static_cast<int>(precision), static_cast<int>(accumulate)));
          }
        }
      }
    }
  }
}

TEST_P(GemmTest, ARowDoesNotDependOnTheOthers) {
  for (Precision precision : {Precision::kFloat32, Precision::kBfloat16}) {
    const Product all = random_product({67, 71, 1100}, Transpose::kNo, Transpose::kYes, precision);
    const std::vector<float> together = run(all, Accumulate::kNo);
    for (std::size_t rows : {1u, 3u, 8u, 40u}) {
      Product some = all;
      some.size.m = rows;
      some.a.resize(rows * all.size.k);
      some.before.resize(rows * all.size.n);
      const std::vector<float> alone = run(some, Accumulate::kNo);
      EXPECT_TRUE(std::equal(alone.begin(), alone.end(), together.begin())) << rows << " rows";
    }
  }
}

TEST_P(GemmTest, TheNumberOfThreadsChangesNoBit) {
  const std::size_t before = thread_count();
  for (Size size : {Size{130, 140, 300}, Size{16, 33, 4500}}) {  // by blocks of c, and by depth
    for (Accumulate accumulate : {Accumulate::kNo, Accumulate::kYes}) {
      const Product p = random_product(size, Transpose::kYes, Transpose::kNo, Precision::kBfloat16);
      set_thread_count(1);
      const std::vector<float> one = run(p, accumulate);
      set_thread_count(3);
      EXPECT_EQ(one, run(p, accumulate)) << size.k;
    }
  }
  set_thread_count(before);
}

}  // namespace
}  // namespace modus::kernels
