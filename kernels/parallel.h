// The kernels' own thread pool. Work is split into chunks that do not depend on the number of
// threads, so that results do not either.
#pragma once

#include <cstddef>
#include <functional>

namespace modus::kernels {

// Calls body(i) for i in [0, chunks), on at most thread_count() threads including the caller's;
// returns when all are done. An exception of a body is rethrown here. Calls from several threads
// are served one after the other; a call from inside a body runs there.
void parallel_for(std::size_t chunks, const std::function<void(std::size_t)>& body);

// Default: the cores that the process may use. 1 runs everything on the caller's thread.
void set_thread_count(std::size_t threads);
std::size_t thread_count();

}  // namespace modus::kernels
