#include "base/files.h"
#include "claims/extract/extract.h"
#include "claims/print.h"
#include "tools/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  const std::string_view text = fuzz::text_of(bytes, size);
  claims::Extraction found;
  try {
    found = claims::extract(text);
  } catch (const Error&) {
    return 0;
  }
  const bool is_utf8 = first_invalid_utf8(text) == std::string_view::npos;
  std::size_t at = 0;
  for (const claims::SentenceReading& sentence : found.sentences) {
    MODUS_CHECK(at <= sentence.span.begin && sentence.span.begin <= sentence.span.end &&
                    sentence.span.end <= text.size(),
                "sentence {} to {} after {}", sentence.span.begin, sentence.span.end, at);
    at = sentence.span.end;
  }
  for (const claims::Reading& reading : found.readings) {
    MODUS_CHECK(reading.span.begin <= reading.span.end && reading.span.end <= text.size(),
                "reading {} to {} of {}", reading.span.begin, reading.span.end, text.size());
    const std::string_view read =
        text.substr(reading.span.begin, reading.span.end - reading.span.begin);
    MODUS_CHECK(!is_utf8 || first_invalid_utf8(read) == std::string_view::npos,
                "reading {} to {} cuts a character", reading.span.begin, reading.span.end);
    MODUS_CHECK(reading.sentence >= 1 && reading.sentence <= found.sentences.size(),
                "reading of sentence {}", reading.sentence);
    claims::print(reading.claim);
  }
  return 0;
}
