#include "symbolic/writable.h"

#include "base/error.h"
#include "claims/parse.h"
#include "claims/print.h"

namespace modus::symbolic {

bool is_writable(const claims::Claim& claim) {
  const std::string printed = claims::print(claim);
  claims::Source source;
  source.name = "a claim put together";
  source.text = printed;
  for (const std::string& name : claims::names_in(claim)) source.constants.insert(name);
  try {
    return claims::parse_claim(source) == claim;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace modus::symbolic
