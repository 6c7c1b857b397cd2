#include "base/memory.h"

#include <fstream>
#include <limits>
#include <string>

namespace modus {

std::size_t available_memory_bytes() {
  std::ifstream lines("/proc/meminfo");
  std::string key;
  for (std::size_t kilobytes = 0; lines >> key >> kilobytes; lines.ignore(64, '\n'))
    if (key == "MemAvailable:") return kilobytes * 1024;
  return std::numeric_limits<std::size_t>::max();
}

}  // namespace modus
