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

// "smollm2.gguf", "smollm2.gguf with reading".
std::string name_of(const std::string& path, const std::string& adapter) {
  const auto last = [](const std::string& whole) {
    const std::filesystem::path part(whole);
    return (part.has_filename() ? part : part.parent_path()).filename().string();
  };
  return adapter.empty() ? last(path) : fmt::format("{} with {}", last(path), last(adapter));
}

class LocalTextModel : public bridge::TextModel {
 public:
  LocalTextModel(const std::string& path, const std::string& adapter, const std::atomic<bool>* stop)
      : model_(neural::load_adapted_model(path, adapter)),
        decoder_(model_.weights),
        writer_(name_of(path, adapter), model_.tokenizer, decoder_, chat_of(model_.tokenizer, path),
                stop) {}

  std::string name() const override { return writer_.name(); }
  bridge::TextReply write(const bridge::TextRequest& request) override {
    return writer_.write(request);
  }
  std::size_t at_once() const override { return writer_.at_once(); }
  std::vector<bridge::TextReply> write_each(
      std::span<const bridge::TextRequest> requests) override {
    return writer_.write_each(requests);
  }

 private:
  neural::PublicModel model_;
  neural::TransformerDecoder decoder_;
  bridge::LocalModel writer_;
};

}  // namespace

std::unique_ptr<bridge::TextModel> open_local_text_model(const std::string& path,
                                                         const std::string& adapter,
                                                         const std::atomic<bool>* stop) {
  return std::make_unique<LocalTextModel>(path, adapter, stop);
}

}  // namespace modus::app
