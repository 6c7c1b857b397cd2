#include "neural/public/w4_file.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/public/public_weights.h"
#include "neural/safetensors.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;
using testing::HasSubstr;
using testing::ThrowsMessage;
using Metadata = std::map<std::string, std::string, std::less<>>;
using Tensors = std::map<std::string, TensorView, std::less<>>;

std::string source_file(std::string_view architecture) {
  const std::string path = in_temp("source.gguf");
  ModelConfig config = public_config();
  config.hidden_size = 64;
  config.intermediate_size = 128;
  const ModelWeights weights = public_weights(config, 5, architecture);
  GgufBytes file = public_keys(weights.config, architecture);
  file.add_size(std::string(architecture) + ".attention.key_length", config.head_dim);
  add_tensors(weights, architecture, BlockFormat::kF32, file);
  write_file(path, file.file());
  return path;
}

std::string written(std::string_view architecture) {
  const std::string path = in_temp("written.safetensors");
  write_w4(open_public_model(source_file(architecture)), path);
  return path;
}

double root_mean_square(const std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value) * static_cast<double>(value);
  return std::sqrt(sum / static_cast<double>(values.size()));
}

class W4Files : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, W4Files, testing::Values("llama", "qwen2", "qwen3"));

TEST_P(W4Files, LogitsAreNearThoseOfTheSource) {
  const std::string to = written(GetParam());
  EXPECT_TRUE(is_public_model(to));
  std::vector<float> before = logits_of(in_temp("source.gguf")), after = logits_of(to);
  ASSERT_EQ(before.size(), after.size());
  const double size = root_mean_square(before);
  for (std::size_t i = 0; i < before.size(); ++i) after[i] -= before[i];
  const double lost = root_mean_square(after);
  EXPECT_LT(lost, 0.3 * size);
  EXPECT_GT(lost, 0);  // it is quantised
}

TEST_P(W4Files, EachMatrixHasItsFormat) {
  const PublicFiles files = open_w4(written(GetParam()));
  const auto format = [&](const char* name) { return files.tensors.by_name.at(name).format; };
  EXPECT_EQ(format("blk.0.attn_q.weight"), BlockFormat::kW4);
  EXPECT_EQ(format("blk.1.ffn_down.weight"), BlockFormat::kW4);
  EXPECT_EQ(format("blk.1.attn_output.weight"), BlockFormat::kW4);
  EXPECT_EQ(format("token_embd.weight"), BlockFormat::kQ8_0);
  EXPECT_EQ(format("blk.2.ffn_norm.weight"), BlockFormat::kF32);
  EXPECT_EQ(files.tensors.by_name.at("blk.0.ffn_up.weight").shape,
            (std::vector<std::size_t>{128, 64}));
}

TEST(W4File, ShapeAndTokenizerAreThoseOfTheSource) {
  const PublicFiles after = open_w4(written("llama"));
  const PublicFiles before = open_public_model(in_temp("source.gguf"));
  EXPECT_EQ(after.shape.config, before.shape.config);
  EXPECT_EQ(after.shape.pairs, RopePairs::kHalvesApart);
  EXPECT_TRUE(after.shape.tied_embeddings);
  EXPECT_EQ(after.tokenizer_file.ends, before.tokenizer_file.ends);
  EXPECT_EQ(after.tokenizer.encode("a cat<|im_end|>.", Controls::kAsTokens),
            before.tokenizer.encode("a cat<|im_end|>.", Controls::kAsTokens));
}

TEST(W4File, CanBeMadeOfAnother) {
  const std::string once = written("qwen2"), again = in_temp("again.safetensors");
  write_w4(open_w4(once), again);
  EXPECT_EQ(SafetensorsFile(once).metadata(), SafetensorsFile(again).metadata());
  std::vector<float> before = logits_of(once), after = logits_of(again);
  const double size = root_mean_square(before);
  for (std::size_t i = 0; i < before.size(); ++i) after[i] -= before[i];
  EXPECT_LT(root_mean_square(after), 0.1 * size);
}

class LyingW4 : public testing::Test {
 protected:
  const std::string path_ = written("qwen2");
  const SafetensorsFile good_ = SafetensorsFile(path_);
  Metadata metadata_ = good_.metadata();
  Tensors tensors_ = good_.tensors();

  void expect_refused(const std::string& message) {
    const std::string lying = in_temp("lying.safetensors");
    write_safetensors(lying, tensors_, metadata_);
    const auto load = [&] { load_public_model(lying); };
    EXPECT_THAT(load, ThrowsMessage<Error>(HasSubstr(message)));
    metadata_ = good_.metadata();
    tensors_ = good_.tensors();
  }
};

TEST_F(LyingW4, MetadataIsChecked) {
  metadata_.erase("format");
  expect_refused("its metadata has no `format`");
  metadata_["format"] = "pt";
  expect_refused("`format` in its metadata should be `modus.w4`, it is `pt`");
  metadata_["version"] = "2";
  expect_refused("`version` in its metadata should be `1`, it is `2`");
  metadata_["group"] = "64";
  expect_refused("`group` in its metadata should be `32`");
  metadata_["config"] = "{}";
  expect_refused("lying.safetensors, config: `model_type`");
  metadata_["tokenizer"] = "{";
  expect_refused("lying.safetensors, tokenizer: no JSON");
  metadata_.erase("generation_config");
  expect_refused("no `generation_config`");
}

TEST_F(LyingW4, TensorsAreChecked) {
  const std::string up = "model.layers.0.mlp.up_proj.weight";
  tensors_.erase(up);
  expect_refused("`blk.0.ffn_up.weight` [128, 64] is missing");
  tensors_[up].shape = {128, 18, 2};
  expect_refused("tensor model.layers.0.mlp.up_proj.weight should be F32, F16, BF16 or blocks");
  tensors_[up].shape = {64, 4, 18};
  expect_refused("`blk.0.ffn_up.weight` should be [128, 64], it is [64, 128]");
  tensors_["model.layers.0.surprise"] = tensors_[up];
  expect_refused("tensor model.layers.0.surprise is none of this model");
  const std::string table = "model.embed_tokens.weight";
  std::vector<std::byte> bytes(tensors_[table].bytes.begin(), tensors_[table].bytes.end());
  bytes[1] = std::byte{0x7c};  // a scale without end
  tensors_[table].bytes = bytes;
  expect_refused("`token_embd.weight` has a number that is not finite");
}

}  // namespace
}  // namespace modus::neural
