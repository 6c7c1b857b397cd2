// A safetensors file: tensors lie in it and do not overlap.
#include "neural/safetensors.h"

#include "base/error.h"
#include "tools/fuzz/temporary_file.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  using namespace modus;
  try {
    const neural::SafetensorsFile file(fuzz::file_with(bytes, size));
    std::size_t all = 0, sum = 0;
    for (const auto& [name, view] : file.tensors()) {
      all += view.bytes.size();
      for (const std::byte b : view.bytes) sum += std::to_integer<std::size_t>(b);
      MODUS_CHECK(neural::size_bytes(view.dtype, view.shape) == view.bytes.size(), "{}", name);
    }
    MODUS_CHECK(all <= size && sum <= 255 * all, "{} bytes of {}", all, size);
  } catch (const Error&) {
  }
  return 0;
}
