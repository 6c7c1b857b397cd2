// A GGUF file: its keys and tensors, its shape, its tokenizer.
#include "base/error.h"
#include "neural/public/gguf_shape.h"
#include "neural/text/gguf_tokenizer.h"
#include "tools/fuzz/temporary_file.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  try {
    const neural::GgufFile file = neural::GgufFile::open(fuzz::file_with(bytes, size));
    std::size_t sum = 0;
    for (const neural::GgufTensor& tensor : file.tensors())
      for (const std::byte b : tensor.bytes) sum += std::to_integer<std::size_t>(b);
    MODUS_CHECK(sum <= 255 * size * 2, "the tensors lie in the file, and apart");
    try {
      neural::read_gguf_shape(file);
    } catch (const Error&) {
    }
    const neural::TextTokenizer tokenizer(neural::tokenizer_file_of(file));
    tokenizer.decode(tokenizer.encode("a cat, 12", neural::Controls::kAsText));
  } catch (const Error&) {
  }
  return 0;
}
