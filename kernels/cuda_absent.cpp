// What stands in for the CUDA side where the program is built without it.
#include "base/error.h"
#include "kernels/cuda.h"

namespace modus::kernels::cuda {
namespace {

[[noreturn]] void absent() { throw Error("this build has no CUDA"); }

}  // namespace

void attention_forward(const AttentionForward&, void*) { absent(); }
void attention_backward(const AttentionBackward&, void*) { absent(); }
void attention_paged(const AttentionPaged&, void*) { absent(); }
void cross_entropy(const CrossEntropy&, void*) { absent(); }
void rms_norm_forward(const RmsNormForward&, void*) { absent(); }
void rms_norm_backward(const RmsNormBackward&, void*) { absent(); }
void rope(const Rope&, void*) { absent(); }
void router_forward(const RouterForward&, void*) { absent(); }
void router_backward(const RouterBackward&, void*) { absent(); }
void sample_masked(const MaskedSampling&, void*) { absent(); }

}  // namespace modus::kernels::cuda
