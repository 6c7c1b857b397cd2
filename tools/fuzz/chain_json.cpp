#include "tools/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  claims::Chain chain;
  try {
    chain = claims::chain_from_json(fuzz::text_of(bytes, size), "fuzz");
  } catch (const Error&) {
    return 0;
  }
  fuzz::check_forms(chain);
  return 0;
}
