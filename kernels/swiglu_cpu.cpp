#include <algorithm>

#include "kernels/cpu/expert_rows.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"
#include "kernels/swiglu.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kValuesAChunk = 1 << 14;  // about 20 microseconds

// body(t) for each token, many tokens a chunk.
template <class Body>
void for_tokens(std::size_t tokens, std::size_t width, const Body& body) {
  const std::size_t some =
      std::max<std::size_t>(1, kValuesAChunk / std::max<std::size_t>(1, width));
  parallel_for((tokens + some - 1) / some, [&](std::size_t chunk) {
    const std::size_t end = std::min(tokens, (chunk + 1) * some);
    for (std::size_t t = chunk * some; t < end; ++t) body(t);
  });
}

}  // namespace

void swiglu_forward(const SwigluForward& p, Launch launch) {
  if (launch.device == Device::kCuda) return cuda::swiglu_forward(p, launch.stream);
  const ExpertRows& rows = expert_rows(active_isa());
  for_tokens(p.tokens, p.width, [&](std::size_t t) {
    rows.swiglu(p.gate_up + t * 2 * p.width, p.width, p.h + t * p.width);
  });
}

void swiglu_backward(const SwigluBackward& p, Launch launch) {
  if (launch.device == Device::kCuda) return cuda::swiglu_backward(p, launch.stream);
  const ExpertRows& rows = expert_rows(active_isa());
  for_tokens(p.tokens, p.width, [&](std::size_t t) {
    rows.swiglu_backward({.gate_up = p.gate_up + t * 2 * p.width,
                          .dh = p.dh + t * p.width,
                          .width = p.width,
                          .dgate_up = p.dgate_up + t * 2 * p.width});
  });
}

}  // namespace modus::kernels
