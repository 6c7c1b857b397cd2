// A public model's file as the model of prompts, with everything that it is made of.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "bridge/prompted/text_model.h"

namespace modus::app {

// FILE.gguf or a Hugging Face folder, with the adapter of a folder or "". Throws as
// neural/public/public_model.h does, and ConfigError where the file does not tell how its model is
// spoken to. `stop` is borrowed, set: what it writes ends.
std::unique_ptr<bridge::TextModel> open_local_text_model(const std::string& path,
                                                         const std::string& adapter,
                                                         const std::atomic<bool>* stop);

}  // namespace modus::app
