#include "kernels/linear_float32.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kernels/parallel.h"
#include "tests/kernels/arrays.h"

namespace modus::kernels {
namespace {

using LinearFloat32Test = EachIsa;
INSTANTIATE_TEST_SUITE_P(Isas, LinearFloat32Test, all_isas(), isa_name);

struct Product {
  std::size_t n, k;
  std::vector<float> x, w;

  std::vector<float> rows(std::size_t first, std::size_t m) const {
    std::vector<float> y(m * n, -1);
    linear_float32(
        {.m = m, .n = n, .k = k, .x = x.data() + first * k, .w = w.data(), .y = y.data()}, {});
    return y;
  }
};

Product random_product(std::size_t m, std::size_t n, std::size_t k) {
  RandomStream random(41, m * n * k);
  return {
      .n = n, .k = k, .x = random_floats(random, m * k, 1), .w = random_floats(random, n * k, 1)};
}

TEST_P(LinearFloat32Test, EqualsTheReference) {
  for (std::size_t m : {0u, 1u, 2u, 3u, 7u, 8u, 33u}) {
    for (std::size_t n : {1u, 16u, 31u, 128u}) {
      for (std::size_t k : {1u, 15u, 64u, 264u}) {
        const Product p = random_product(m, n, k);
        std::vector<double> wanted(m * n);
        for (std::size_t i = 0; i < m * n; ++i) {
          for (std::size_t l = 0; l < k; ++l) {
            wanted[i] += static_cast<double>(p.x[i / n * k + l]) * p.w[i % n * k + l];
          }
        }
        expect_close(p.rows(0, m), wanted, 2e-5, 1e-6, fmt::format("{} x {} x {}", m, n, k));
      }
    }
  }
}

TEST_P(LinearFloat32Test, ARowDoesNotDependOnTheOthersNorOnThreads) {
  constexpr std::size_t kRows = 61, kColumns = 333;
  const Product p = random_product(kRows, kColumns, 259);
  const std::vector<float> together = p.rows(0, kRows);
  const std::size_t before = thread_count();
  for (std::size_t threads : {1u, 3u}) {
    set_thread_count(threads);
    for (std::size_t rows : {1u, 2u, 3u, 8u}) {
      for (std::size_t first = 0; first + rows <= kRows; first += rows) {
        const std::vector<float> some = p.rows(first, rows);
        ASSERT_TRUE(std::equal(some.begin(), some.end(), together.begin() + first * kColumns))
            << rows << " rows from " << first;
      }
    }
  }
  set_thread_count(before);
}

}  // namespace
}  // namespace modus::kernels
