#include "neural/public/hub_files.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/public/hub_folder.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;
using testing::HasSubstr;
using testing::ThrowsMessage;

std::string written(const GgufBytes& file) {
  write_file(in_temp("source.gguf"), file.file());
  const std::string folder = in_temp("hub");
  std::filesystem::remove_all(folder);
  write_hub_folder(open_public_model(in_temp("source.gguf")), BlockFormat::kF32, folder);
  return folder;
}

class HubFiles : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, HubFiles, testing::Values("llama", "qwen2", "qwen3"));

TEST_P(HubFiles, AFolderOfAFileGivesTheSameLogits) {
  const std::string folder = written(public_file(public_config(), 3, GetParam()));
  EXPECT_EQ(logits_of(folder), logits_of(in_temp("source.gguf")));
}

TEST(HubFiles, AFolderOfAFolderIsTheSame) {
  const std::string from = in_temp("from"), to = in_temp("to");
  write_deepseek_folder(from, {});
  write_hub_folder(open_public_model(from), BlockFormat::kF32, to);
  const SafetensorsFile before(from + "/model.safetensors"), after(to + "/model.safetensors");
  ASSERT_EQ(after.tensors().size(), before.tensors().size());
  for (const auto& [name, view] : before.tensors()) {
    const TensorView& again = after.tensors().at(name);
    EXPECT_EQ(again.shape, view.shape) << name;
    EXPECT_TRUE(std::ranges::equal(again.bytes, view.bytes)) << name;
  }
  EXPECT_EQ(logits_of(from), logits_of(to));
}

TEST(HubFiles, FactorsOfLlama3BecomeItsScaling) {
  ModelConfig config = public_config();
  config.rope_theta = 500000;
  GgufBytes file = public_file(config, 3, "llama");
  const RopeScaling scaling{
      .kind = RopeScalingKind::kLlama3, .factor = 8, .original_context = 8192};
  const std::vector<float> factors = stretch_of(scaling, 8, 500000);
  file.add_tensor("rope_freqs.weight", {4}, BlockFormat::kF32,
                  {reinterpret_cast<const char*>(factors.data()), 16});
  const std::string folder = written(file);
  EXPECT_EQ(open_public_model(folder).shape.rope_scaling, scaling);
  EXPECT_EQ(logits_of(folder), logits_of(in_temp("source.gguf")));
}

TEST(HubFiles, WhatAFolderCannotSayIsRefused) {
  const std::string to = in_temp("refused");
  const PublicFiles files = open_public_model([] {
    write_file(in_temp("source.gguf"), public_file(public_config(), 3, "qwen2").file());
    return in_temp("source.gguf");
  }());
  EXPECT_THAT([&] { write_hub_folder(files, BlockFormat::kQ4_0, to); },
              ThrowsMessage<ConfigError>(HasSubstr("a folder has no Q4_0")));
  GgufBytes odd = public_file(public_config(), 3, "llama");
  const std::vector<float> factors = {1, 2, 5, 3};
  odd.add_tensor("rope_freqs.weight", {4}, BlockFormat::kF32,
                 {reinterpret_cast<const char*>(factors.data()), 16});
  EXPECT_THAT([&] { written(odd); }, ThrowsMessage<ConfigError>(HasSubstr("than Llama 3's")));
  EXPECT_FALSE(std::filesystem::exists(to));
}

}  // namespace
}  // namespace modus::neural
