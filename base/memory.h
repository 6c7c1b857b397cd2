// What the machine has left.
#pragma once

#include <cstddef>

namespace modus {

// Bytes that new allocations can have without swapping, as the system estimates them
// (MemAvailable); the largest size_t where it does not tell.
std::size_t available_memory_bytes();

}  // namespace modus
