// A cap on the solver's own memory, for the worker process: beyond it a query ends as undecided.
#pragma once

#include <cstddef>

namespace modus::symbolic {

void cap_solver_memory(std::size_t megabytes);

}  // namespace modus::symbolic
