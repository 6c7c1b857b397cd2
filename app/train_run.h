// A training run from the command line; in a build without LibTorch it says how to get one.
#pragma once

#include <string>

namespace modus::app {

struct TrainArguments {
  std::string recipe;
  std::string out;  // "": run/ beside the recipe
  std::string data;
  std::string initial_weights;
  std::string base;  // of an adapter; "": the recipe's
  std::string isa;
  bool resume = false;
};

// The exit code: 0, or 130 where it was interrupted after a checkpoint.
int train(const TrainArguments& arguments);

}  // namespace modus::app
