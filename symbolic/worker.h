// The worker process: this same program, started again under memory and CPU caps, in which every
// solver call runs that is not ground or small EPR.
//
// Every executable that uses the checker calls run_worker_if_asked first thing in main; it never
// returns in the child. Without that call no worker is ever started (SolverError instead), so a
// program that forgot it cannot start itself again and again.
#pragma once

namespace modus::symbolic {

void run_worker_if_asked(int argc, char** argv);

// True once this process has called run_worker_if_asked.
bool can_start_worker();

inline constexpr int kWorkerSocket = 3;                            // in the child
inline constexpr const char* kWorkerArgument = "--solver-worker";  // then the memory cap in MiB

}  // namespace modus::symbolic
