#include <algorithm>
#include <optional>

#include "claims/import_fol.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tools/fuzz/round_trip.h"

// One formula a line, all of one problem.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  std::string_view rest = fuzz::text_of(bytes, size);
  claims::FolNames names;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t known = names.all().size();
    std::optional<claims::Claim> claim;
    try {
      claim = claims::import_fol(line, "fuzz", names).claim;
    } catch (const ParseError&) {
      MODUS_CHECK(names.all().size() == known, "{} names kept of a refused formula",
                  names.all().size() - known);
      continue;
    }
    const std::string printed = claims::print(*claim);
    MODUS_CHECK(claims::parse_claim(printed, "printed") == *claim, "printed: {}", printed);
    MODUS_CHECK(claims::free_variables(*claim).empty(), "a free variable: {}", printed);
  }
  return 0;
}
