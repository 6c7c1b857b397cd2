// The parts of modus_kernels_bench.
#pragma once

#include "kernels/bench/probes.h"

namespace modus::kernels {

void bench_attention(const Probes& probes);  // rows of training, one query of decoding
void bench_blocks(
    const Probes& probes);               // linear_blocks: decoding and prefill, 1.5 billion weights
void bench_dense(const Probes& probes);  // gemm at the shapes of training
void bench_experts(
    const Probes& probes);              // expert_ffn: nano at 8k tokens, 2048 x 768 at few tokens
void bench_int8(const Probes& probes);  // linear_int8 and expert_ffn_int8 at decoding's sizes

}  // namespace modus::kernels
