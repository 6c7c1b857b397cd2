#include "kernels/fit_w4.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kValues = 32, kBytes = 18;
constexpr float kMostCode = 15, kMostScale = 240;
constexpr int kLeastExponent = -24, kMostScaleByte = 255;

// How much of the range of the values is cut off at either end before codes are dealt out: outer
// values lose, all others gain.
constexpr std::array kCuts = {0.0f, 0.05f, 0.1f};
constexpr int kMostTurns = 4;

using Values = std::array<float, kValues>;

// value = scale * code + minimum.
struct Line {
  float scale = 0, minimum = 0;
};

struct Block {
  int scale_byte = 0, zero = 0;
  Values codes = {};
  float loss = std::numeric_limits<float>::infinity();
};

float scale_of(int byte) {
  return std::ldexp(static_cast<float>(8 + byte % 8), byte / 8 + kLeastExponent - 3);
}

// The byte of the largest scale that is not above `scale`.
int byte_below(float scale) {
  int exponent = 0;
  const float fraction = std::frexp(scale, &exponent);  // from 0.5 to 1, times 2^exponent
  const int byte = (exponent - 1 - kLeastExponent) * 8 + static_cast<int>(fraction * 16) - 8;
  return scale > 0 ? std::clamp(byte, 0, kMostScaleByte) : 0;
}

// Codes nearest to x on a line, and what is lost by them.
float deal_codes(const Values& x, const Values& weight, const Line& line, Values& codes) {
  const float inverse = 1 / line.scale;
  float loss = 0;
  for (std::size_t i = 0; i < kValues; ++i) {
    const float code = std::clamp((x[i] - line.minimum) * inverse, 0.0f, kMostCode);
    codes[i] = static_cast<float>(static_cast<int>(code + 0.5f));
    const float error = x[i] - (line.scale * codes[i] + line.minimum);
    loss += weight[i] * error * error;
  }
  return loss;
}

// Weighted least squares of x over the codes; nullopt where all codes with weight are one.
std::optional<Line> least_squares(const Values& x, const Values& weight, const Values& codes) {
  float w = 0, wc = 0, wx = 0;
  for (std::size_t i = 0; i < kValues; ++i) {
    w += weight[i];
    wc += weight[i] * codes[i];
    wx += weight[i] * x[i];
  }
  const float code = wc / w, value = wx / w;
  float square = 0, product = 0;
  for (std::size_t i = 0; i < kValues; ++i) {
    square += weight[i] * (codes[i] - code) * (codes[i] - code);
    product += weight[i] * (codes[i] - code) * (x[i] - value);
  }
  if (!(square > 1e-6f * w) || !(product > 0)) return std::nullopt;
  const float scale = product / square;
  return Line{scale, value - scale * code};
}

// The block of one scale whose zero is nearest to the line's.
void try_scale(const Values& x, const Values& weight, const Line& line, int byte, Block& best) {
  Block block{.scale_byte = byte, .zero = 0, .codes = {}, .loss = 0};
  const float scale = scale_of(byte);
  const float zero = std::clamp(-16 * line.minimum / scale, 0.0f, 255.0f);
  block.zero = static_cast<int>(zero + 0.5f);
  const Line exact{scale, -scale * static_cast<float>(block.zero) / 16};
  block.loss = deal_codes(x, weight, exact, block.codes);
  if (block.loss < best.loss) best = block;
}

void improve(const Values& x, const Values& weight, Line line, Block& best) {
  float before = std::numeric_limits<float>::infinity();
  for (int turn = 0; turn < kMostTurns; ++turn) {
    const int byte = byte_below(line.scale);
    try_scale(x, weight, line, byte, best);
    try_scale(x, weight, line, std::min(byte + 1, kMostScaleByte), best);
    Values codes;
    const float loss = deal_codes(x, weight, line, codes);
    if (!(loss < before)) return;
    before = loss;
    const std::optional<Line> next = least_squares(x, weight, codes);
    if (!next) return;
    line = *next;
  }
}

// Codes reach from at most 0 to at least 0: no zero stands for a minimum above.
Block fit_block(const Values& x, const Values& weight) {
  const auto [low, high] = std::ranges::minmax(x);
  if (std::max(-low, high) > kMostCode * kMostScale)
    throw ShapeError(fmt::format("values from {} to {} are beyond what W4 holds, {}", low, high,
                                 kMostCode * kMostScale));
  const float least = std::min(low, 0.0f), range = std::max(high, 0.0f) - least;
  Block best;
  for (const float below : kCuts) {
    for (const float above : kCuts) {
      const float scale = range * (1 - below - above) / kMostCode;
      improve(x, weight, {std::max(scale, scale_of(0)), least + below * range}, best);
    }
  }
  return best;
}

void put(const Block& block, std::byte* to) {
  to[0] = static_cast<std::byte>(block.scale_byte);
  to[1] = static_cast<std::byte>(block.zero);
  for (std::size_t i = 0; i < kValues / 2; ++i) {
    const auto low = static_cast<unsigned>(block.codes[i]);
    const auto high = static_cast<unsigned>(block.codes[i + kValues / 2]);
    to[2 + i] = static_cast<std::byte>(low | (high << 4));
  }
}

}  // namespace

double fit_w4(const FitW4& row) {
  const std::size_t columns = row.values.size();
  if (columns % kValues != 0 || row.blocks.size() != columns / kValues * kBytes ||
      (!row.importance.empty() && row.importance.size() != columns))
    throw ShapeError(fmt::format(
        "{} values, {} of importance and {} bytes: whole blocks of {} values in {} bytes, and as "
        "many of importance or none, are expected",
        columns, row.importance.size(), row.blocks.size(), kValues, kBytes));
  double loss = 0;
  for (std::size_t at = 0; at < columns; at += kValues) {
    Values x, weight;
    weight.fill(1);
    std::copy_n(row.values.begin() + static_cast<std::ptrdiff_t>(at), kValues, x.begin());
    if (!row.importance.empty()) {
      const auto important = row.importance.subspan(at, kValues);
      if (std::ranges::any_of(important, [](float w) { return w > 0; }))
        std::ranges::copy(important, weight.begin());
    }
    const Block block = fit_block(x, weight);
    put(block, row.blocks.data() + at / kValues * kBytes);
    loss += static_cast<double>(block.loss);
  }
  return loss;
}

}  // namespace modus::kernels
