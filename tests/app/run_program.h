// Runs the built program as a user would, and what came of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modus::app {

struct ProgramRun {
  int exit_code = -1;  // 128 + signal where one ended it
  std::string out;
  std::string err;
  double elapsed_s = 0;
  double processor_s = 0;  // of the program and its worker: what other work beside it leaves alone
  long peak_kb = 0;  // resident memory of the program itself, without its worker
};

// arguments without the program's name. input is its standard input; folder is where it runs.
ProgramRun run_program(const std::vector<std::string>& arguments, std::string_view input,
                       const std::string& folder);

}  // namespace modus::app
