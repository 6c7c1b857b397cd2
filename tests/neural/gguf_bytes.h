// GGUF files written by hand, whole ones and such that lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/block_format.h"

namespace modus::neural {

std::string u8(std::uint8_t value);
std::string u32(std::uint32_t value);
std::string u64(std::uint64_t value);
std::string f32(float value);
std::string f64(double value);
std::string gguf_text(std::string_view text);  // its length and itself

// Keys and tensors in the order in which they are added.
class GgufBytes {
 public:
  // kind: the number that the format has for the value; `value` its bytes.
  void add_key(std::string_view key, std::uint32_t kind, const std::string& value);
  void add_size(std::string_view key, std::size_t value);
  void add_number(std::string_view key, double value);
  void add_text(std::string_view key, std::string_view text);
  void add_texts(std::string_view key, const std::vector<std::string>& texts);
  // shape: row-major. bytes: as many as the shape needs, for a file that is well-formed.
  void add_tensor(std::string_view name, const std::vector<std::size_t>& shape,
                  kernels::BlockFormat format, std::string_view bytes);

  std::string file() const;

 private:
  std::size_t key_count_ = 0, tensor_count_ = 0;
  std::string keys_, tensors_, data_;
};

// A file of what its parts say: head, counts, then what the caller wrote, padded to 32 bytes, data.
std::string gguf_file(std::uint64_t tensor_count, std::uint64_t key_count,
                      const std::string& header, const std::string& data);
// One entry of the list of tensors.
std::string gguf_tensor(std::string_view name, const std::vector<std::uint64_t>& backwards_shape,
                        std::uint32_t format, std::uint64_t offset);

}  // namespace modus::neural
