// What `modus inspect` prints of a public model.
#pragma once

#include <string>

namespace modus::app {

// Reads keys, tokenizer and the list of tensors, not the weights. Throws as
// neural/public/public_model.h does.
std::string public_model_text(const std::string& path);
std::string public_model_json(const std::string& path);

}  // namespace modus::app
