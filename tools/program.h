// What the programs beside the scripts of this folder have in common.
#pragma once

#include <cstdio>

#include "base/error.h"

namespace modus {

// Runs run(argv) where there are `arguments` of them; exit code 2, and why, for another number or
// an error of ours.
template <typename Run>
int run_program(int argc, char** argv, int arguments, const char* usage, const Run& run) {
  if (argc != arguments + 1) {
    std::fprintf(stderr, "usage: %s\n", usage);
    return 2;
  }
  try {
    return run(argv);
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}

}  // namespace modus
