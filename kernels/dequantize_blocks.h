// The numbers that the blocks of a file stand for, one row at a time: to look tokens up, and
// where no product over the blocks themselves is wanted (linear_blocks.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "kernels/block_format.h"

namespace modus::kernels {

// bytes: the blocks of one row; values: as many as they hold, float32, whatever the file says (also
// what is not finite). Throws ShapeError where the two do not fit. Every operation is rounded once,
// in the order of the format's definition (ggml, ggml-quants.c): the bits are those of its own
// reference. Thread-safe.
void dequantize_row(BlockFormat format, std::span<const std::byte> bytes, std::span<float> values);

// Whether all numbers in whole blocks are finite.
bool blocks_are_finite(BlockFormat format, std::span<const std::byte> bytes);

float float_of_half(std::uint16_t half);

}  // namespace modus::kernels
