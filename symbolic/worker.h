// The worker process: this same program, started again under memory and CPU caps, in which every
// solver call runs that is not ground or small EPR.
//
// Every executable that uses the checker calls run_worker_if_asked first thing in main; it never
// returns in the child.
#pragma once

namespace modus::symbolic {

void run_worker_if_asked(int argc, char** argv);

inline constexpr int kWorkerSocket = 3;                             // in the child
inline constexpr const char* kWorkerVariable = "MODUS_WORKER_MB";  // set in the child alone

}  // namespace modus::symbolic
