#include "neural/public/public_model.h"

#include <filesystem>
#include <utility>

#include "base/files.h"
#include "neural/gguf.h"
#include "neural/public/adapter.h"
#include "neural/public/gguf_shape.h"
#include "neural/public/hf_shape.h"
#include "neural/public/hf_tensors.h"
#include "neural/public/public_weights.h"
#include "neural/public/w4_file.h"
#include "neural/text/gguf_tokenizer.h"
#include "neural/text/text_tokenizer_json.h"

namespace modus::neural {
namespace {

constexpr std::size_t kMaxPublicConfigBytes = 1u << 20;

bool is_gguf(const std::string& path) { return path.ends_with(".gguf"); }

PublicShape shape_of_folder(const std::string& folder) {
  const std::string config = folder + "/config.json";
  return parse_hf_shape(read_text(config, kMaxPublicConfigBytes), config);
}

PublicFiles opened(const std::string& path) {
  if (is_w4_name(path)) return open_w4(path);
  if (is_gguf(path)) {
    const GgufFile file = GgufFile::open(path);
    TokenizerFile tokenizer = tokenizer_file_of(file);
    const TextTokenizer checked(tokenizer);
    return {std::move(tokenizer), checked, read_gguf_shape(file), tensors_of_gguf(file)};
  }
  PublicShape shape = shape_of_folder(path);
  PublicTensors tensors = tensors_of_hf_folder(path, shape);
  TokenizerFile tokenizer = read_text_tokenizer_file(path);
  const TextTokenizer checked(tokenizer);
  return {std::move(tokenizer), checked, std::move(shape), std::move(tensors)};
}

// The adapter is read first: what is wrong with it is told before the weights are packed.
std::shared_ptr<const ModelWeights> adapted(const PublicShape& shape, const PublicTensors& tensors,
                                            const std::string& folder) {
  if (folder.empty()) return build_public_weights(shape, tensors);
  Adapter adapter = read_adapter(folder, shape);
  const std::shared_ptr<ModelWeights> weights = build_public_weights(shape, tensors);
  add_adapter(std::move(adapter), *weights);
  return weights;
}

}  // namespace

bool is_public_model(const std::string& path) {
  if (is_gguf(path) || is_w4_name(path)) return true;
  const std::string config = path + "/config.json";
  return std::filesystem::exists(config) && is_hf_config(read_text(config, kMaxPublicConfigBytes));
}

PublicFiles open_public_model(const std::string& path) {
  PublicFiles files = opened(path);
  files.tokenizer.require_fits(files.shape.config.vocab_size);
  return files;
}

PublicModel load_public_model(const std::string& path) { return load_adapted_model(path, ""); }

std::shared_ptr<const ModelWeights> load_public_weights(const std::string& path) {
  return load_adapted_weights(path, "");
}

PublicModel load_adapted_model(const std::string& path, const std::string& adapter) {
  PublicFiles files = open_public_model(path);
  return {std::move(files.tokenizer), adapted(files.shape, files.tensors, adapter)};
}

std::shared_ptr<const ModelWeights> load_adapted_weights(const std::string& path,
                                                         const std::string& adapter) {
  if (is_gguf(path)) {
    const GgufFile file = GgufFile::open(path);
    return adapted(read_gguf_shape(file), tensors_of_gguf(file), adapter);
  }
  if (is_w4_name(path)) {
    const PublicFiles files = open_w4(path);
    return adapted(files.shape, files.tensors, adapter);
  }
  const PublicShape shape = shape_of_folder(path);
  return adapted(shape, tensors_of_hf_folder(path, shape), adapter);
}

}  // namespace modus::neural
