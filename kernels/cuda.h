// The CUDA side of each kernel, for the dispatch in foo_cpu.cpp alone. Every pointer is on the
// device, `stream` is a cudaStream_t. In a build without CUDA all of them throw Error.
#pragma once

#include "kernels/attention.h"
#include "kernels/cross_entropy.h"
#include "kernels/expert_ffn.h"
#include "kernels/gemm.h"
#include "kernels/linear_int8.h"
#include "kernels/rms_norm.h"
#include "kernels/rope.h"
#include "kernels/router.h"
#include "kernels/sampling.h"
#include "kernels/swiglu.h"

namespace modus::kernels::cuda {

void attention_forward(const AttentionForward& p, void* stream);
void attention_backward(const AttentionBackward& p, void* stream);
void attention_paged(const AttentionPaged& p, void* stream);
void cross_entropy(const CrossEntropy& p, void* stream);
void expert_ffn_forward(const ExpertFfnForward& p, void* stream);
void expert_ffn_backward(const ExpertFfnBackward& p, void* stream);
void expert_ffn_int8(const ExpertFfnInt8& p, void* stream);
void gemm(const Gemm& p, void* stream);
void linear_int8(const LinearInt8& p, void* stream);
void rms_norm_forward(const RmsNormForward& p, void* stream);
void rms_norm_backward(const RmsNormBackward& p, void* stream);
void rope(const Rope& p, void* stream);
void router_forward(const RouterForward& p, void* stream);
void router_backward(const RouterBackward& p, void* stream);
void sample_masked(const MaskedSampling& p, void* stream);
void swiglu_forward(const SwigluForward& p, void* stream);
void swiglu_backward(const SwigluBackward& p, void* stream);

}  // namespace modus::kernels::cuda
