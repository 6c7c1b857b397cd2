// How a process is set up that trains.
#pragma once

namespace modus::neural::train {

// LibTorch on one thread, freed tensors kept. Any number of times.
void prepare_process();

}  // namespace modus::neural::train
