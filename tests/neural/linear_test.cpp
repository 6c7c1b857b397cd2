#include "neural/linear.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "kernels/quantize_blocks.h"
#include "neural/quantise.h"

namespace modus::neural {
namespace {

constexpr std::size_t kRows = 37, kColumns = 64, kRank = 5;

std::vector<float> drawn(std::size_t count, std::uint64_t seed) {
  RandomStream random(seed);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random.unit() - 0.5);
  return values;
}

Matrix in_float() {
  Matrix m{.rows = kRows, .columns = kColumns, .values = {}, .quantised = {}, .scale = {}};
  m.values = drawn(kRows * kColumns, 1);
  return m;
}

Matrix in_int8() {
  Matrix m{.rows = kRows, .columns = kColumns, .values = {}, .quantised = {}, .scale = {}};
  for (std::size_t i = 0; i < kRows * kColumns; ++i)
    m.quantised.push_back(static_cast<std::int8_t>(i * 31 % 255 - 127));
  m.scale.assign(kRows, 0.01f);
  return m;
}

Matrix in_blocks() {
  Matrix m{.rows = kRows, .columns = kColumns, .values = {}, .quantised = {}, .scale = {}};
  const std::vector<float> values = drawn(kRows * kColumns, 2);
  std::vector<std::byte> bytes(kRows * kColumns / 32 * 34);
  kernels::quantize_row(kernels::BlockFormat::kQ8_0, values, bytes);
  m.blocks.push_back(
      kernels::BlockWeights::pack(kernels::BlockFormat::kQ8_0, kRows, kColumns, bytes));
  return m;
}

// Beside rows 4 to 24.
LowRank adapter() {
  return {.first_row = 4,
          .rows = 20,
          .rank = kRank,
          .scale = 1.5f,
          .a = drawn(kRank * kColumns, 3),
          .b = drawn(20 * kRank, 4)};
}

std::vector<float> product(const Matrix& w, const std::vector<float>& x) {
  std::vector<float> y(x.size() / kColumns * kRows);
  linear(w, x.size() / kColumns, x.data(), y.data());
  return y;
}

class Kinds : public testing::TestWithParam<Matrix (*)()> {};
INSTANTIATE_TEST_SUITE_P(All, Kinds, testing::Values(&in_float, &in_int8, &in_blocks));

TEST_P(Kinds, AnAdapterIsAddedToItsRowsAlone) {
  Matrix w = GetParam()();
  const std::vector<float> x = drawn(3 * kColumns, 5);
  const std::vector<float> without = product(w, x);
  const LowRank part = adapter();
  w.low_rank = {part};
  const std::vector<float> with = product(w, x);
  for (std::size_t m = 0; m < 3; ++m)
    for (std::size_t n = 0; n < kRows; ++n) {
      double added = 0;
      for (std::size_t r = 0; n >= 4 && n < 24 && r < kRank; ++r) {
        double narrow = 0;
        for (std::size_t k = 0; k < kColumns; ++k)
          narrow += static_cast<double>(part.a[r * kColumns + k]) * x[m * kColumns + k];
        added += 1.5 * part.b[(n - 4) * kRank + r] * narrow;
      }
      EXPECT_NEAR(with[m * kRows + n], without[m * kRows + n] + added, 1e-5) << m << " " << n;
    }
}

TEST_P(Kinds, ARowDoesNotDependOnTheRowsBesideIt) {
  Matrix w = GetParam()();
  w.low_rank = {
      adapter(),
      {.first_row = 0, .rows = 4, .rank = 2, .a = drawn(2 * kColumns, 6), .b = drawn(8, 7)}};
  const std::vector<float> x = drawn(19 * kColumns, 8);
  const std::vector<float> together = product(w, x);
  for (std::size_t m = 0; m < 19; ++m) {
    const auto row = x.begin() + static_cast<std::ptrdiff_t>(m * kColumns);
    const std::vector<float> alone = product(w, {row, row + kColumns});
    for (std::size_t n = 0; n < kRows; ++n) EXPECT_EQ(alone[n], together[m * kRows + n]);
  }
}

}  // namespace
}  // namespace modus::neural
