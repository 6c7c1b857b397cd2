#include "claims/definedness.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "claims/sorts.h"
#include "tools/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  claims::Claim claim;
  try {
    claim = claims::parse_claim(fuzz::text_of(bytes, size), "fuzz");
  } catch (const Error&) {
    return 0;
  }
  const std::string printed = claims::print(claim);
  MODUS_CHECK(claims::parse_claim(printed, "printed") == claim, "printed: {}", printed);
  claims::evaluate(claim, {}, 10'000);
  claims::definedness(claim, {});
  claims::universal_closure(claim);
  return 0;
}
