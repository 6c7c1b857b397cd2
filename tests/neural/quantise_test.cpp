#include "neural/quantise.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/neural/random_model.h"

namespace modus::neural {
namespace {

TEST(Quantise, EveryMatrixIsCodedWithinHalfAStep) {
  const ModelWeights before = random_weights(small_config(), 1);
  const ModelWeights after = quantise(before);
  const auto real = weight_slots(before), coded = weight_slots(after);
  ASSERT_EQ(real.size(), coded.size());
  for (std::size_t i = 0; i < real.size(); ++i) {
    if (real[i].matrix == nullptr) {
      EXPECT_EQ(*real[i].vector, *coded[i].vector) << real[i].name;
      continue;
    }
    const Matrix& matrix = *coded[i].matrix;
    ASSERT_TRUE(matrix.is_quantised() && matrix.values.empty()) << real[i].name;
    for (std::size_t j = 0; j < matrix.quantised.size(); ++j) {
      const float step = matrix.scale[j / matrix.columns];
      EXPECT_LE(
          std::abs(step * static_cast<float>(matrix.quantised[j]) - real[i].matrix->values[j]),
          0.5001f * step)
          << real[i].name;
    }
  }
}

TEST(Quantise, WhatIsCodedStaysAsItIs) {
  const ModelWeights once = quantise(random_weights(small_config(), 2));
  const ModelWeights twice = quantise(once);
  EXPECT_EQ(once.layers[1].qkv.quantised, twice.layers[1].qkv.quantised);
  EXPECT_EQ(once.embedding.scale, twice.embedding.scale);
}

}  // namespace
}  // namespace modus::neural
