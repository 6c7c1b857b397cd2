// tokenizer.json of a public checkpoint; one that is accepted gives every text back.
#include "base/error.h"
#include "base/files.h"
#include "neural/text/text_tokenizer_json.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (first_invalid_utf8(text) != std::string_view::npos) return 0;  // base/files refuses it
  try {
    const neural::TextTokenizer tokenizer(neural::parse_text_tokenizer_json(text, "fuzz"));
    for (const neural::Controls controls : {neural::Controls::kAsText, neural::Controls::kAsTokens})
      for (const neural::TokenId token : tokenizer.encode(text.substr(0, 200), controls))
        MODUS_CHECK(token >= 0 && static_cast<std::size_t>(token) < tokenizer.size(), "{}", token);
  } catch (const Error&) {
  }
  return 0;
}
