// The instruction set that the CPU kernels use: chosen once, from the processor and from what the
// operating system grants; never from the compiler's flags.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace modus::kernels {

enum class Isa {
  kScalar,      // plain C++, every machine
  kAvx2,        // AVX2 + FMA
  kAvx512,      // F BW DQ VL
  kAvx512Bf16,  // kAvx512 + VNNI + BF16
  kAmx,         // kAvx512Bf16 + AMX-TILE and AMX-BF16, where the system grants the tiles
};

std::string_view to_string(Isa isa);  // "avx512_bf16"

// What this machine can run, rising; kScalar is always there. Asks the system for the tile
// permission once.
std::span<const Isa> available_isas();

// The best available one, or what force_isa set. Thread-safe.
Isa active_isa();

// Throws ConfigError naming the available ones where this machine cannot run it, or for a name
// that is none. Not while kernels run.
void force_isa(std::string_view name);

}  // namespace modus::kernels
