// Unicode Normalization Form C (UAX #15), which Qwen's vocabularies expect.
#pragma once

#include <string>
#include <string_view>

namespace modus::neural {

// Requires UTF-8. IoError where more than 1024 combining marks stand in a row (the annex's
// stream-safe form allows 30): ordering them costs the square of their number.
std::string to_nfc(std::string_view text);

}  // namespace modus::neural
