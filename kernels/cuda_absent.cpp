// What stands in for the CUDA side where the program is built without it.
#include "base/error.h"
#include "kernels/cuda.h"
#include "kernels/device.h"

namespace modus::kernels {

bool cuda_is_available() { return false; }

namespace cuda {
namespace {

[[noreturn]] void absent() { throw Error("this build has no CUDA"); }

}  // namespace

void attention_forward(const AttentionForward&, void*) { absent(); }
void attention_backward(const AttentionBackward&, void*) { absent(); }
void attention_paged(const AttentionPaged&, void*) { absent(); }
void cross_entropy(const CrossEntropy&, void*) { absent(); }
void expert_ffn_forward(const ExpertFfnForward&, void*) { absent(); }
void expert_ffn_backward(const ExpertFfnBackward&, void*) { absent(); }
void expert_ffn_int8(const ExpertFfnInt8&, void*) { absent(); }
void gemm(const Gemm&, void*) { absent(); }
void linear_int8(const LinearInt8&, void*) { absent(); }
void rms_norm_forward(const RmsNormForward&, void*) { absent(); }
void rms_norm_backward(const RmsNormBackward&, void*) { absent(); }
void rope(const Rope&, void*) { absent(); }
void router_forward(const RouterForward&, void*) { absent(); }
void router_backward(const RouterBackward&, void*) { absent(); }
void sample_masked(const MaskedSampling&, void*) { absent(); }
void swiglu_forward(const SwigluForward&, void*) { absent(); }
void swiglu_backward(const SwigluBackward&, void*) { absent(); }

}  // namespace cuda
}  // namespace modus::kernels
