#include "kernels/isa.h"

#include <array>
#include <atomic>
#include <string_view>
#include <vector>

#if defined(__x86_64__) && defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include <fmt/format.h>

#include "base/error.h"

namespace modus::kernels {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"scalar", "avx2", "avx512", "avx512_bf16",
                                                    "amx"};

#if defined(__x86_64__) && defined(__linux__)
// Linux keeps the 8 KB of tile state off until a process asks for it (arch_prctl(2)).
bool tiles_are_granted() {
  constexpr long kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
  constexpr long kTileState = 18;              // XFEATURE_XTILEDATA
  return syscall(SYS_arch_prctl, kRequestPermission, kTileState) == 0;
}

// __builtin_cpu_supports also asks whether the system saves the wide registers.
std::vector<Isa> ask_processor() {
  std::vector<Isa> found = {Isa::kScalar};
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return found;
  found.push_back(Isa::kAvx2);
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
      !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl")) {
    return found;
  }
  found.push_back(Isa::kAvx512);
  if (!__builtin_cpu_supports("avx512vnni") || !__builtin_cpu_supports("avx512bf16")) return found;
  found.push_back(Isa::kAvx512Bf16);
  if (!__builtin_cpu_supports("amx-tile") || !__builtin_cpu_supports("amx-bf16") ||
      !tiles_are_granted()) {
    return found;
  }
  found.push_back(Isa::kAmx);
  return found;
}
#else
std::vector<Isa> ask_processor() { return {Isa::kScalar}; }
#endif

std::atomic<Isa>& chosen() {
  static std::atomic<Isa> isa = available_isas().back();
  return isa;
}

}  // namespace

std::string_view to_string(Isa isa) { return kNames[static_cast<std::size_t>(isa)]; }

std::span<const Isa> available_isas() {
  static const std::vector<Isa> isas = ask_processor();
  return isas;
}

Isa active_isa() { return chosen().load(std::memory_order_relaxed); }

void force_isa(std::string_view name) {
  std::string available;
  for (Isa isa : available_isas()) {
    if (to_string(isa) == name) {
      chosen().store(isa, std::memory_order_relaxed);
      return;
    }
    available += fmt::format("{}{}", available.empty() ? "" : ", ", to_string(isa));
  }
  throw ConfigError(fmt::format("instruction set '{}': this machine can run {}", name, available));
}

}  // namespace modus::kernels
