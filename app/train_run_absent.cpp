#include "app/train_run.h"
#include "base/error.h"

namespace modus::app {

int train(const TrainArguments&) {
  throw Error("this build has no training: ./dev build --training fetches LibTorch and adds it");
}

}  // namespace modus::app
