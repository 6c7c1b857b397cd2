// Data sets that lie beside the project: where they are, and how an evaluation reads one.
#pragma once

#include <cstdlib>
#include <string>

#include "tasks/eval_result.h"
#include "tests/source_folder.h"

namespace modus::tasks {

inline std::string data_file(const std::string& name) {
  const char* folder = std::getenv("MODUS_DATA");
  return (folder != nullptr ? std::string(folder) : source_folder() + "/../shared/data") + "/" +
         name;
}

inline EvalOptions options_for(const std::string& file) {
  EvalOptions options;
  options.files = {file};
  options.progress = Progress::Mode::kSilent;
  return options;
}

}  // namespace modus::tasks
