// The commands of models in a build without them (-DMODUS_NEURAL=OFF): there are none.
#include "app/commands.h"

namespace modus::app {

void add_inspect(CLI::App&, int&) {}
void add_quantize(CLI::App&, int&) {}
void add_bench_decode(CLI::App&, int&) {}

}  // namespace modus::app
