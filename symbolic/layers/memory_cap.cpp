#include "symbolic/layers/memory_cap.h"

#include <string>

#include <z3.h>

namespace modus::symbolic {

void cap_solver_memory(std::size_t megabytes) {
  Z3_global_param_set("memory_max_size", std::to_string(megabytes).c_str());
}

}  // namespace modus::symbolic
