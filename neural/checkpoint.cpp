#include "neural/checkpoint.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <set>

#include "base/error.h"
#include "base/files.h"
#include "neural/safetensors.h"

namespace modus::neural {
namespace {

constexpr std::size_t kMaxConfigBytes = 1u << 20;

std::string tensor_path(const std::string& folder) { return folder + "/model.safetensors"; }

std::vector<std::size_t> scale_shape(const std::vector<std::size_t>& shape) {
  return {shape.begin(), shape.end() - 1};
}

// The tensors of one file copied into the slots of a model.
class WeightReader {
 public:
  explicit WeightReader(const std::string& path) : path_(path), file_(path) {}

  void read(const WeightSlot& slot) {
    const TensorView& view = tensor(slot.name, slot.shape);
    if (slot.matrix == nullptr) {
      copy_real(slot.name, view, slot.vector->data());
    } else if (view.dtype == Dtype::kI8) {
      read_quantised(slot, view);
    } else {
      refuse_mixture(slot, slot.matrix->is_quantised());
      slot.matrix->values.resize(slot.matrix->rows * slot.columns());
      copy_real(slot.name, view, slot.matrix->values.data() + slot.first_row * slot.columns());
    }
  }

  void refuse_unread() const {
    for (const auto& [name, view] : file_.tensors())
      if (!read_.contains(name)) fail(name, "does not belong to the model of config.json");
  }

 private:
  [[noreturn]] void fail(std::string_view name, std::string_view message) const {
    throw IoError(fmt::format("{}: tensor {} {}", path_, name, message));
  }

  const TensorView& tensor(const std::string& name, std::span<const std::size_t> shape) {
    read_.insert(name);
    return file_.tensor(name, shape);
  }

  void refuse_mixture(const WeightSlot& slot, bool otherwise) const {
    if (otherwise)
      fail(slot.name, "should be quantised as its sisters are, or not as they are not");
  }

  void read_quantised(const WeightSlot& slot, const TensorView& view) {
    Matrix& matrix = *slot.matrix;
    refuse_mixture(slot, !matrix.values.empty());
    matrix.quantised.resize(matrix.rows * matrix.columns);
    matrix.scale.resize(matrix.rows);
    if (!view.bytes.empty())
      std::memcpy(matrix.quantised.data() + slot.first_row * matrix.columns, view.bytes.data(),
                  view.bytes.size());
    const std::string name = slot.name + std::string(kScaleSuffix);
    copy_real(name, tensor(name, scale_shape(slot.shape)), matrix.scale.data() + slot.first_row);
  }

  // F32 or BF16, at any alignment.
  void copy_real(std::string_view name, const TensorView& view, float* out) const {
    const std::size_t count = view.bytes.size() / size_bytes(view.dtype);
    if (view.dtype == Dtype::kF32) {
      if (count > 0) std::memcpy(out, view.bytes.data(), view.bytes.size());
    } else if (view.dtype == Dtype::kBf16) {
      for (std::size_t i = 0; i < count; ++i) {
        std::uint16_t upper = 0;
        std::memcpy(&upper, view.bytes.data() + i * sizeof upper, sizeof upper);
        out[i] = std::bit_cast<float>(static_cast<std::uint32_t>(upper) << 16);
      }
    } else {
      fail(name, fmt::format("should be F32 or BF16, it is {}", to_string(view.dtype)));
    }
    if (!std::all_of(out, out + count, [](float value) { return std::isfinite(value); }))
      fail(name, "holds a value that is not finite");
  }

  std::string path_;
  SafetensorsFile file_;
  std::set<std::string, std::less<>> read_;
};

template <typename T>
TensorView view_of(Dtype dtype, std::vector<std::size_t> shape, std::span<const T> values) {
  return {dtype, std::move(shape), std::as_bytes(values)};
}

}  // namespace

std::shared_ptr<const ModelWeights> load_weights(const std::string& folder) {
  const std::string config_path = folder + "/config.json";
  const ModelConfig config =
      parse_model_config(read_text(config_path, kMaxConfigBytes), config_path);
  WeightReader reader(tensor_path(folder));
  const auto weights = std::make_shared<ModelWeights>(empty_weights(config));
  for (const WeightSlot& slot : weight_slots(*weights)) reader.read(slot);
  reader.refuse_unread();
  return weights;
}

Checkpoint load_checkpoint(const std::string& folder) {
  Checkpoint checkpoint{Tokenizer::load(folder + "/tokenizer.json"), load_weights(folder)};
  if (checkpoint.tokenizer.size() != checkpoint.weights->config.vocab_size)
    throw IoError(fmt::format("{}/tokenizer.json has {} tokens, the model of config.json has {}",
                              folder, checkpoint.tokenizer.size(),
                              checkpoint.weights->config.vocab_size));
  return checkpoint;
}

void save_weights(const std::string& folder, const ModelWeights& weights) {
  std::map<std::string, TensorView, std::less<>> tensors;
  for (const ConstWeightSlot& slot : weight_slots(weights)) {
    const std::size_t begin = slot.first_row * slot.columns();
    const std::size_t count = slot.rows() * slot.columns();
    if (slot.matrix == nullptr) {
      tensors[slot.name] = view_of(Dtype::kF32, slot.shape, std::span<const float>(*slot.vector));
    } else if (slot.matrix->is_quantised()) {
      tensors[slot.name] =
          view_of(Dtype::kI8, slot.shape,
                  std::span<const std::int8_t>(slot.matrix->quantised).subspan(begin, count));
      tensors[slot.name + std::string(kScaleSuffix)] =
          view_of(Dtype::kF32, scale_shape(slot.shape),
                  std::span<const float>(slot.matrix->scale).subspan(slot.first_row, slot.rows()));
    } else {
      tensors[slot.name] =
          view_of(Dtype::kF32, slot.shape,
                  std::span<const float>(slot.matrix->values).subspan(begin, count));
    }
  }
  write_safetensors(tensor_path(folder), tensors, {{"format", "modus"}});
  write_file(folder + "/config.json", print_model_config(weights.config));
}

}  // namespace modus::neural
