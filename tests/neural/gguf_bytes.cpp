#include "tests/neural/gguf_bytes.h"

#include <algorithm>
#include <cstring>

namespace modus::neural {
namespace {

template <typename T>
std::string bytes_of(T value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

void pad(std::string& bytes) { bytes.resize((bytes.size() + 31) / 32 * 32); }

std::uint32_t number_of(kernels::BlockFormat format) {
  switch (format) {
    case kernels::BlockFormat::kF32:
      return 0;
    case kernels::BlockFormat::kF16:
      return 1;
    case kernels::BlockFormat::kQ4_0:
      return 2;
    case kernels::BlockFormat::kQ4_1:
      return 3;
    case kernels::BlockFormat::kQ8_0:
      return 8;
    case kernels::BlockFormat::kQ4_K:
      return 12;
    case kernels::BlockFormat::kQ5_K:
      return 13;
    case kernels::BlockFormat::kQ6_K:
      return 14;
    case kernels::BlockFormat::kBf16:
      return 30;
    case kernels::BlockFormat::kW4:
      break;  // not in GGUF
  }
  return ~0u;
}

}  // namespace

std::string u8(std::uint8_t value) { return bytes_of(value); }
std::string u32(std::uint32_t value) { return bytes_of(value); }
std::string u64(std::uint64_t value) { return bytes_of(value); }
std::string f32(float value) { return bytes_of(value); }
std::string f64(double value) { return bytes_of(value); }
std::string gguf_text(std::string_view text) { return u64(text.size()) + std::string(text); }

void GgufBytes::add_key(std::string_view key, std::uint32_t kind, const std::string& value) {
  keys_ += gguf_text(key) + u32(kind) + value;
  ++key_count_;
}
void GgufBytes::add_size(std::string_view key, std::size_t value) {
  add_key(key, 4, u32(static_cast<std::uint32_t>(value)));
}
void GgufBytes::add_number(std::string_view key, double value) {
  add_key(key, 6, f32(static_cast<float>(value)));
}
void GgufBytes::add_text(std::string_view key, std::string_view text) {
  add_key(key, 8, gguf_text(text));
}
void GgufBytes::add_texts(std::string_view key, const std::vector<std::string>& texts) {
  std::string value = u32(8) + u64(texts.size());
  for (const std::string& text : texts) value += gguf_text(text);
  add_key(key, 9, value);
}

void GgufBytes::add_tensor(std::string_view name, const std::vector<std::size_t>& shape,
                           kernels::BlockFormat format, std::string_view bytes) {
  std::vector<std::uint64_t> backwards(shape.rbegin(), shape.rend());
  tensors_ += gguf_tensor(name, backwards, number_of(format), data_.size());
  data_ += bytes;
  pad(data_);
  ++tensor_count_;
}

std::string GgufBytes::file() const {
  return gguf_file(tensor_count_, key_count_, keys_ + tensors_, data_);
}

std::string gguf_file(std::uint64_t tensor_count, std::uint64_t key_count,
                      const std::string& header, const std::string& data) {
  std::string file = "GGUF" + u32(3) + u64(tensor_count) + u64(key_count) + header;
  pad(file);
  return file + data;
}

std::string gguf_tensor(std::string_view name, const std::vector<std::uint64_t>& backwards_shape,
                        std::uint32_t format, std::uint64_t offset) {
  std::string entry = gguf_text(name) + u32(static_cast<std::uint32_t>(backwards_shape.size()));
  for (const std::uint64_t length : backwards_shape) entry += u64(length);
  return entry + u32(format) + u64(offset);
}

}  // namespace modus::neural
