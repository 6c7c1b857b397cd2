// Numbers into the blocks of a GGUF file, one row at a time; dequantize_blocks.h is the way back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "kernels/block_format.h"

namespace modus::kernels {

// F32, F16, BF16, Q4_0, Q4_1 and Q8_0.
bool can_quantize(BlockFormat format);

// values: whole blocks of finite numbers; bytes: as many as they need. Half floats and bfloat16 are
// rounded to the nearest, ties to even; codes of a block as ggml's reference has them
// (ggml-quants.c): Q8_0 by the largest amount over 127; Q4_0 by the number of the largest amount
// over -8; Q4_1 by the range over 15. Throws ShapeError where sizes do not fit or a number does not
// (F16 ends at 65504). Thread-safe.
void quantize_row(BlockFormat format, std::span<const float> values, std::span<std::byte> bytes);

std::uint16_t half_of_float(float value);  // infinity beyond the range

}  // namespace modus::kernels
