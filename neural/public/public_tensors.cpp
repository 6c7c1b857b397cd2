#include "neural/public/public_tensors.h"

#include <fmt/format.h>

namespace modus::neural {
namespace {

constexpr std::string_view kStackSuffix = "_exps.weight";

// One tensor for each expert of a stack [E, rows, columns].
void part_stack(const GgufTensor& stack, PublicTensors& tensors) {
  const std::string stem = stack.name.substr(0, stack.name.size() - kStackSuffix.size());
  const std::size_t bytes = stack.bytes.size() / stack.shape[0];
  for (std::size_t e = 0; e < stack.shape[0]; ++e) {
    GgufTensor one{.name = fmt::format("{}.{}.weight", stem, e),
                   .format = stack.format,
                   .shape = {stack.shape[1], stack.shape[2]},
                   .bytes = stack.bytes.subspan(e * bytes, bytes)};
    tensors.by_name.emplace(one.name, one);
  }
}

}  // namespace

PublicTensors tensors_of_gguf(const GgufFile& file) {
  PublicTensors tensors{
      .source = file.path(), .by_name = {}, .file = std::make_shared<const GgufFile>(file)};
  for (const GgufTensor& tensor : file.tensors()) {
    if (tensor.name.ends_with(kStackSuffix) && tensor.shape.size() == 3 && tensor.shape[0] > 0)
      part_stack(tensor, tensors);
    else
      tensors.by_name.emplace(tensor.name, tensor);
  }
  return tensors;
}

}  // namespace modus::neural
