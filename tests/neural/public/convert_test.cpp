#include "neural/public/convert.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/gguf.h"
#include "neural/public/public_weights.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/public/hub_folder.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;
using testing::HasSubstr;
using testing::ThrowsMessage;

std::string source_file(std::string_view architecture) {
  const std::string path = in_temp("source.gguf");
  write_file(path, public_file(public_config(), 3, architecture).file());
  return path;
}

double largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  double most = a.size() == b.size() ? 0 : INFINITY;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    most = std::max(most, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
  return most;
}

class Converted : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, Converted, testing::Values("llama", "qwen2", "qwen3"));

TEST_P(Converted, GivesTheSameLogitsInFloat32AndNearOnesInOtherFormats) {
  const std::string from = source_file(GetParam()), to = in_temp("converted.gguf");
  const PublicFiles files = open_public_model(from);
  convert_to_gguf(files, BlockFormat::kF32, to);
  EXPECT_EQ(logits_of(from), logits_of(to));
  convert_to_gguf(files, BlockFormat::kF16, to);
  EXPECT_LT(largest_difference(logits_of(from), logits_of(to)), 0.02);
  convert_to_gguf(files, BlockFormat::kQ8_0, to);
  EXPECT_LT(largest_difference(logits_of(from), logits_of(to)), 0.3);
}

// A llama whose rope's halves stand apart, as in a Hugging Face folder, comes out side by side.
TEST(Convert, RowsOfQueriesAndKeysComeIntoTheOrderOfTheFile) {
  const std::string from = source_file("qwen2"), to = in_temp("turned.gguf");
  PublicFiles files = open_public_model(from);
  files.shape.architecture = "llama";
  files.shape.qkv_bias = false;
  for (auto tensor = files.tensors.by_name.begin(); tensor != files.tensors.by_name.end();)
    tensor = tensor->first.ends_with(".bias") ? files.tensors.by_name.erase(tensor) : ++tensor;
  convert_to_gguf(files, BlockFormat::kF32, to);
  const auto weights = build_public_weights(files.shape, files.tensors);
  const auto read = load_public_weights(to);
  EXPECT_EQ(weights->layers[1].qkv.values, read->layers[1].qkv.values);
}

TEST(Convert, TheTokenizerIsTheSame) {
  const std::string from = source_file("qwen2"), to = in_temp("tokens.gguf");
  const PublicFiles files = open_public_model(from);
  convert_to_gguf(files, BlockFormat::kQ4_1, to);
  const PublicFiles written = open_public_model(to);
  EXPECT_EQ(written.tensors.by_name.at("blk.0.attn_q.weight").format, BlockFormat::kQ4_1);
  EXPECT_EQ(written.tensors.by_name.at("token_embd.weight").format, BlockFormat::kQ8_0);
  const TokenizerFile again = written.tokenizer_file;
  EXPECT_EQ(again.tokens, files.tokenizer_file.tokens);
  EXPECT_EQ(again.merges, files.tokenizer_file.merges);
  EXPECT_EQ(again.patterns, files.tokenizer_file.patterns);
  EXPECT_EQ(again.ends, files.tokenizer_file.ends);
  EXPECT_EQ(again.prefix, files.tokenizer_file.prefix);
  ASSERT_EQ(again.added.size(), files.tokenizer_file.added.size());
  EXPECT_EQ(again.added[0].text, files.tokenizer_file.added[0].text);
}

// Latent attention, grouped experts and their bias, the ramp of YaRN and its scale of the scores.
TEST(Convert, DeepSeekGivesTheSameLogits) {
  for (const DeepSeekFolder& shape :
       {DeepSeekFolder{}, DeepSeekFolder{.query_middle = 0},
        DeepSeekFolder{.rope_scaling = R"({"type": "yarn", "factor": 8.0, "beta_fast": 16,
            "original_max_position_embeddings": 32, "mscale": 0.75, "mscale_all_dim": 0.75})"}}) {
    const std::string from = in_temp("deepseek"), to = in_temp("deepseek.gguf");
    write_deepseek_folder(from, shape);
    PublicFiles files = open_public_model(from);
    convert_to_gguf(files, BlockFormat::kF32, to);
    files.shape.config.rms_norm_eps = 1e-6f;  // the file has it in float32
    const PublicFiles again = open_public_model(to);
    EXPECT_EQ(again.shape.config, files.shape.config);
    EXPECT_LT(largest_difference(logits_of(from), logits_of(to)), 1e-5);
    EXPECT_NEAR(score_scale_of(again.shape.rope_scaling), score_scale_of(files.shape.rope_scaling),
                1e-6);
    const GgufFile gguf = GgufFile::open(to);
    EXPECT_NE(gguf.find_tensor("blk.0.attn_k_b.weight"), nullptr);
    EXPECT_EQ(gguf.find_tensor("blk.0.attn_kv_b.weight"), nullptr);
    convert_to_gguf(files, BlockFormat::kQ8_0, to);
    EXPECT_LT(largest_difference(logits_of(from), logits_of(to)), 0.2);
  }
}

TEST(Convert, WhatGgufCannotSayIsRefused) {
  const std::string to = in_temp("refused.gguf");
  PublicFiles files = open_public_model(source_file("qwen2"));
  EXPECT_THAT([&] { convert_to_gguf(files, BlockFormat::kQ6_K, to); },
              ThrowsMessage<ConfigError>(HasSubstr("Q6_K cannot be written")));
  files.tokenizer_file.added[0].takes_space_before = true;
  EXPECT_THAT([&] { convert_to_gguf(files, BlockFormat::kF32, to); },
              ThrowsMessage<ConfigError>(HasSubstr("takes the space around it")));
  files = open_public_model(source_file("qwen2"));
  files.shape.latent.emplace();
  EXPECT_THAT([&] { convert_to_gguf(files, BlockFormat::kF32, to); },
              ThrowsMessage<ConfigError>(HasSubstr("latent attention")));
  EXPECT_THROW(read_file(to, 1), IoError);  // nothing was written
}

}  // namespace
}  // namespace modus::neural
