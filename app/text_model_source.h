// The public language model that --model names, where it names one.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "app/model_flags.h"

namespace modus::bridge {
class TextModel;
}

namespace modus::app {

// An address, FILE.gguf or a Hugging Face folder, as against the folder or the name of a model of
// our own. ConfigError where an adapter is given and the model cannot take one.
bool names_text_model(const ModelFlags& flags);

// Throws ConfigError and IoError as the models do. `stop` is borrowed, set: what it writes ends.
std::unique_ptr<bridge::TextModel> open_text_model(const ModelFlags& flags,
                                                   const std::atomic<bool>* stop);

}  // namespace modus::app
