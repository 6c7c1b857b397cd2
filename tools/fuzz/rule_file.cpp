#include "rules/load.h"
#include "tools/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  try {
    rules::load_rule(fuzz::text_of(bytes, size), "fuzz.toml");
  } catch (const Error&) {
  }
  return 0;
}
