// What the kernels' tests share: random inputs, bfloat16 rounding, comparison, one instruction set
// after the other.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "kernels/isa.h"

namespace modus::kernels {

inline std::vector<float> random_floats(RandomStream& random, std::size_t size, float scale) {
  std::vector<float> values(size);
  for (float& value : values) value = scale * static_cast<float>(2 * random.unit() - 1);
  return values;
}

// To nearest, half to even; written from the definition.
inline float rounded_to_bfloat16(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t rest = bits & 0xffff, kept = bits >> 16;
  const bool up = rest > 0x8000 || (rest == 0x8000 && (kept & 1) == 1);
  return std::bit_cast<float>((kept + (up ? 1 : 0)) << 16);
}

// |got - expected| <= absolute + relative * |expected| everywhere.
template <class Expected>
void expect_close(const std::vector<float>& got, const std::vector<Expected>& expected,
                  double absolute, double relative, const std::string& what) {
  ASSERT_EQ(got.size(), expected.size()) << what;
  for (std::size_t i = 0; i < got.size(); ++i) {
    const double wanted = static_cast<double>(expected[i]);
    ASSERT_LE(std::abs(got[i] - wanted), absolute + relative * std::abs(wanted))
        << what << ": element " << i << " is " << got[i] << ", expected " << wanted;
  }
}

// Runs the rest of a test under each instruction set and puts the chosen one back.
class EachIsa : public ::testing::TestWithParam<Isa> {
 protected:
  void SetUp() override { force_isa(to_string(GetParam())); }
  void TearDown() override { force_isa(to_string(before_)); }

 private:
  const Isa before_ = active_isa();
};

inline std::string isa_name(const ::testing::TestParamInfo<Isa>& info) {
  return std::string(to_string(info.param));
}

inline auto all_isas() {
  return ::testing::ValuesIn(available_isas().begin(), available_isas().end());
}

}  // namespace modus::kernels
