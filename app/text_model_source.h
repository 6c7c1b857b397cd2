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

// An address or FILE.gguf, as against the folder or the name of a model of our own.
bool names_text_model(const std::string& model);

// Throws ConfigError and IoError as the models do. `stop` is borrowed, set: what it writes ends.
std::unique_ptr<bridge::TextModel> open_text_model(const ModelFlags& flags,
                                                   const std::atomic<bool>* stop);

}  // namespace modus::app
