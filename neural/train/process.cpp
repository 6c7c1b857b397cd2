#include "neural/train/process.h"

#include <malloc.h>

#include <ATen/Parallel.h>

namespace modus::neural::train {

// The kernels have a pool of their own: a second one would only fight it for the cores. Tensors of
// a step are freed and asked for again: given back to the system each time, their pages would be
// cleared anew, a fifth of a step's time.
void prepare_process() {
  at::set_num_threads(1);
  constexpr int kLargestThreshold = 32 << 20;
  mallopt(M_MMAP_THRESHOLD, kLargestThreshold);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

}  // namespace modus::neural::train
