#include <cctype>

#include "claims/sentences.h"
#include "tools/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  const std::string_view text = fuzz::text_of(bytes, size);
  std::size_t at = 0;
  const auto blank = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (!std::isspace(static_cast<unsigned char>(text[i]))) return false;
    return true;
  };
  for (const claims::Span span : claims::split_sentences(text)) {
    MODUS_CHECK(at <= span.begin && span.begin < span.end && span.end <= text.size(),
                "sentence {} to {} after {}", span.begin, span.end, at);
    MODUS_CHECK(blank(at, span.begin), "{} to {} is in no sentence", at, span.begin);
    at = span.end;
  }
  MODUS_CHECK(blank(at, text.size()), "{} to the end is in no sentence", at);
  claims::Chain chain;
  try {
    chain = claims::parse_problem_claims(text, "fuzz");
  } catch (const Error&) {
    return 0;
  }
  fuzz::check_forms(chain);
  return 0;
}
