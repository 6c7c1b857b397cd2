// What `modus inspect` prints of a public model.
#pragma once

#include <string>

namespace modus::app {

inline double megabytes(std::size_t bytes) { return static_cast<double>(bytes) / 1e6; }

// Reads keys, tokenizer and the list of tensors, not the weights; the adapter of a folder ("":
// none) is read whole. Throws as neural/public/public_model.h does.
std::string public_model_text(const std::string& path, const std::string& adapter);
std::string public_model_json(const std::string& path, const std::string& adapter);

}  // namespace modus::app
