#include "app/local_text_model.h"

#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"
#include "bridge/prompted/local_model.h"
#include "neural/public/public_model.h"
#include "neural/text/chat_template.h"
#include "neural/transformer_decoder.h"

namespace modus::app {
namespace {

neural::ChatTemplate chat_of(const neural::TextTokenizer& tokenizer, const std::string& path) {
  if (const auto chat = neural::recognise_chat_template(tokenizer)) return *chat;
  throw ConfigError(
      fmt::format("{}: neither template nor control tokens tell how this model is spoken to; an "
                  "instruction-tuned model is needed",
                  path));
}

class LocalTextModel : public bridge::TextModel {
 public:
  LocalTextModel(const std::string& path, const std::atomic<bool>* stop)
      : model_(neural::load_public_model(path)),
        decoder_(model_.weights),
        writer_(std::filesystem::path(path).filename().string(), model_.tokenizer, decoder_,
                chat_of(model_.tokenizer, path), stop) {}

  std::string name() const override { return writer_.name(); }
  bridge::TextReply write(const bridge::TextRequest& request) override {
    return writer_.write(request);
  }

 private:
  neural::PublicModel model_;
  neural::TransformerDecoder decoder_;
  bridge::LocalModel writer_;
};

}  // namespace

std::unique_ptr<bridge::TextModel> open_local_text_model(const std::string& path,
                                                         const std::atomic<bool>* stop) {
  return std::make_unique<LocalTextModel>(path, stop);
}

}  // namespace modus::app
