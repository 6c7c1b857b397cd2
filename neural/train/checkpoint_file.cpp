#include "neural/train/checkpoint_file.h"

#include <cstring>

#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

constexpr const char* kOwn = "trainer.";

}  // namespace

TensorView view_of(const at::Tensor& tensor) {
  TensorView view;
  for (const std::int64_t extent : tensor.sizes())
    view.shape.push_back(static_cast<std::size_t>(extent));
  view.bytes = {reinterpret_cast<const std::byte*>(tensor.const_data_ptr<float>()),
                static_cast<std::size_t>(tensor.numel()) * sizeof(float)};
  return view;
}

void fill_from(const SafetensorsFile& file, const std::string& name, at::Tensor tensor) {
  const TensorView expected = view_of(tensor);
  const TensorView& found = file.tensor(name, expected.shape);
  if (found.dtype != Dtype::kF32)
    throw IoError(fmt::format("tensor {} is {}, training needs F32", name, to_string(found.dtype)));
  std::memcpy(out(tensor), found.bytes.data(), found.bytes.size());
}

std::string OwnEntries::name(const std::string& key) { return kOwn + key; }

const std::string& OwnEntries::text(const std::string& key) const {
  const auto found = file_.metadata().find(name(key));
  if (found == file_.metadata().end())
    throw IoError(
        fmt::format("{} is no training checkpoint: it has no entry {}", path_, name(key)));
  return found->second;
}

Entries OwnEntries::of_the_caller() const {
  Entries entries;
  for (const auto& [key, value] : file_.metadata())
    if (!key.starts_with(kOwn)) entries[key] = value;
  return entries;
}

}  // namespace modus::neural::train
