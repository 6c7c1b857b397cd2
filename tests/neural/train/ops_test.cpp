// Each operation's gradient against finite differences of its own forward pass, on a random
// projection of its output. The kernels are compared with references in tests/kernels.
#include "neural/train/ops/ops.h"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include <ATen/ops/cat.h>

#include "base/error.h"
#include "base/random.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

using kernels::Precision;
using Inputs = std::vector<at::Tensor>;
using Operation = std::function<at::Tensor(const Inputs&)>;

at::Tensor random_tensor(const std::vector<std::int64_t>& shape, RandomStream& random) {
  at::Tensor tensor = new_floats(shape);
  for (std::int64_t i = 0; i < tensor.numel(); ++i)
    out(tensor)[i] = static_cast<float>(2 * random.unit() - 1);
  return tensor;
}

double projected(const Operation& operation, const Inputs& inputs, const at::Tensor& direction) {
  Inputs plain;
  for (const at::Tensor& input : inputs) plain.push_back(input.detach());
  return operation(plain).to(at::kDouble).mul(direction.to(at::kDouble)).sum().item<double>();
}

// Directional derivatives: along a random direction of each input, central differences.
void expect_gradients(const Operation& operation, Inputs inputs, double tolerance) {
  RandomStream random(17);
  for (at::Tensor& input : inputs) input.set_requires_grad(true);
  const at::Tensor result = operation(inputs);
  const at::Tensor direction = random_tensor(result.sizes().vec(), random);
  result.mul(direction).sum().backward();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const at::Tensor along = random_tensor(inputs[i].sizes().vec(), random);
    constexpr double kStep = 1e-2;
    Inputs ahead = inputs, behind = inputs;
    ahead[i] = inputs[i].detach().add(along, kStep);
    behind[i] = inputs[i].detach().add(along, -kStep);
    const double numeric =
        (projected(operation, ahead, direction) - projected(operation, behind, direction)) /
        (2 * kStep);
    const double exact =
        inputs[i].grad().to(at::kDouble).mul(along.to(at::kDouble)).sum().item<double>();
    EXPECT_NEAR(exact, numeric, tolerance * (1 + std::abs(numeric))) << "input " << i;
  }
}

class Ops : public testing::Test {
 protected:
  at::Tensor floats_of(const std::vector<std::int64_t>& shape) {
    return random_tensor(shape, random_);
  }
  RandomStream random_{5};
};

TEST_F(Ops, Linear) {
  expect_gradients([](const Inputs& in) { return linear(in[0], in[1], Precision::kFloat32); },
                   {floats_of({7, 5}), floats_of({3, 5})}, 1e-3);
}

TEST_F(Ops, RmsNorm) {
  expect_gradients([](const Inputs& in) { return rms_norm(in[0], in[1], 1e-6); },
                   {floats_of({6, 9}), floats_of({9})}, 5e-3);
  expect_gradients([](const Inputs& in) { return rms_norm(in[0], in[1], 1e-6); },
                   {floats_of({3, 2, 8}), floats_of({8})}, 5e-3);
}

TEST_F(Ops, Rope) {
  at::Tensor position = new_ints({4});
  for (std::int32_t t = 0; t < 4; ++t) position.data_ptr<std::int32_t>()[t] = 3 * t;
  expect_gradients(
      [&](const Inputs& in) {
        return rope(in[0], position, {100, 1, {}});
      },
      {floats_of({4, 3, 8})}, 1e-3);
  at::Tensor stretched = new_floats({4});
  std::ranges::fill_n(out(stretched), 4, 2.5f);
  expect_gradients(
      [&](const Inputs& in) {
        return rope(in[0], position, {100, 1.5, stretched});
      },
      {floats_of({4, 3, 8})}, 1e-3);
}

TEST_F(Ops, AttentionOverTwoRows) {
  const std::vector<std::int32_t> offset = {0, 5, 12};
  expect_gradients([&](const Inputs& in) { return attention(in[0], in[1], in[2], offset).out; },
                   {floats_of({12, 4, 8}), floats_of({12, 2, 8}), floats_of({12, 2, 8})}, 5e-3);
}

// Three rows that continue the same four tokens: as if each began with them.
TEST_F(Ops, ContinuedAttention) {
  const std::vector<std::int32_t> offset = {4, 6, 6, 11};
  const at::Tensor q = floats_of({11, 4, 8}), k = floats_of({11, 2, 8}), v = floats_of({11, 2, 8});
  const at::Tensor together = continued_attention(q, k, v, offset);
  for (std::size_t r = 0; r + 1 < offset.size(); ++r) {
    const auto row = [&](const at::Tensor& x) {
      return at::cat({x.slice(0, 0, 4), x.slice(0, offset[r], offset[r + 1])}).contiguous();
    };
    const std::int32_t length = 4 + offset[r + 1] - offset[r];
    EXPECT_TRUE(row(together).equal(attention(row(q), row(k), row(v), {0, length}).out)) << r;
  }
  expect_gradients(
      [&](const Inputs& in) { return continued_attention(in[0], in[1], in[2], offset); }, {q, k, v},
      5e-3);
  EXPECT_THROW(continued_attention(q, k, v, {4, 3, 11}), ShapeError);
  EXPECT_THROW(continued_attention(q, k, v, {0, 12}), ShapeError);
}

TEST_F(Ops, FrozenLinear) {
  const at::Tensor weight = floats_of({3, 5});
  int reads = 0;
  const FrozenMatrix frozen{.rows = 3, .columns = 5, .read = [&] {
                              ++reads;
                              return weight.clone();
                            }};
  const at::Tensor x = floats_of({7, 5});
  EXPECT_TRUE(
      frozen_linear(x, frozen, Precision::kFloat32).equal(linear(x, weight, Precision::kFloat32)));
  EXPECT_EQ(reads, 1);
  expect_gradients(
      [&](const Inputs& in) { return frozen_linear(in[0], frozen, Precision::kFloat32); }, {x},
      1e-3);
}

TEST_F(Ops, Swiglu) {
  expect_gradients([](const Inputs& in) { return swiglu(in[0]); }, {floats_of({5, 8})}, 1e-3);
}

// The choice of experts is held still: it is a step function.
TEST_F(Ops, RoutedExperts) {
  const at::Tensor logits = floats_of({6, 5});
  const at::Tensor bias = floats_of({5}).mul(0.01);
  const Routing chosen = route(logits, bias, 2);
  expect_gradients(
      [&](const Inputs& in) {
        return expert_ffn(in[0], in[1], in[2], {chosen.expert, in[3]}, Precision::kFloat32);
      },
      {floats_of({6, 7}), floats_of({5, 6, 7}), floats_of({5, 7, 3}), chosen.weight.clone()}, 5e-3);
}

TEST_F(Ops, RouterWeights) {
  // Far apart, so that a small step changes no choice.
  at::Tensor logits = new_floats({2, 4});
  const float values[] = {2, -1, 0.5f, -3, -2, 1, 3, 0};
  std::copy(std::begin(values), std::end(values), out(logits));
  const at::Tensor bias = new_floats({4}).zero_();
  expect_gradients([&](const Inputs& in) { return route(in[0], bias, 2).weight; }, {logits}, 1e-3);
}

TEST_F(Ops, HeadLoss) {
  const std::vector<std::int32_t> target = {3, 0, 10, 2, 7};
  const std::vector<float> weight = {1, 0, 2, 0.5f, 0};
  expect_gradients(
      [&](const Inputs& in) {
        return head_loss(in[0], in[1], target, weight, Precision::kFloat32).loss;
      },
      {floats_of({5, 6}), floats_of({11, 6})}, 1e-3);
  const at::Tensor frozen = floats_of({11, 6});
  expect_gradients(
      [&](const Inputs& in) {
        return head_loss(in[0], frozen, target, weight, Precision::kFloat32).loss.mul(2);
      },
      {floats_of({5, 6})}, 1e-3);
}

TEST_F(Ops, HeadLossOfNothingIsZero) {
  const HeadLoss head =
      head_loss(floats_of({2, 4}), floats_of({5, 4}), {1, 2}, {0, 0}, Precision::kFloat32);
  EXPECT_EQ(head.loss.item<double>(), 0.0);
  EXPECT_EQ(head.best, (std::vector<std::int32_t>{-1, -1}));
}

TEST_F(Ops, ShapesThatDoNotFitAreNamed) {
  EXPECT_THROW(linear(floats_of({2, 4}), floats_of({3, 5}), Precision::kFloat32), ShapeError);
  EXPECT_THROW(rms_norm(floats_of({2, 4}), floats_of({5}), 1e-6), ShapeError);
  EXPECT_THROW(floats(floats_of({4, 6}).t(), "x", {6, 4}), ShapeError);
}

}  // namespace
}  // namespace modus::neural::train
