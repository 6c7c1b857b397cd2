#include "neural/public/hf_tensors.h"

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/safetensors.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;
using Tensors = std::map<std::string, TensorView, std::less<>>;

const std::vector<float> kNumbers = {0, 1, 2, 3, 4, 5, 6, 7};

TensorView floats(std::vector<std::size_t> shape) {
  std::size_t count = 1;
  for (const std::size_t side : shape) count *= side;
  return {Dtype::kF32, std::move(shape), std::as_bytes(std::span(kNumbers).first(count))};
}

class HfTensors : public testing::Test {
 protected:
  const std::string folder_ =
      in_temp(testing::UnitTest::GetInstance()->current_test_info()->name());
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void write(const std::string& name, const Tensors& tensors) {
    write_safetensors(folder_ + "/" + name, tensors, {});
  }
  PublicTensors read() { return tensors_of_hf_folder(folder_, {}); }
  float first_of(const PublicTensors& tensors, const std::string& name) {
    float value = -1;
    std::memcpy(&value, tensors.by_name.at(name).bytes.data(), sizeof value);
    return value;
  }
};

TEST_F(HfTensors, NamesOfTheHubBecomeThoseOfGguf) {
  write("model.safetensors", {{"model.embed_tokens.weight", floats({2, 4})},
                              {"model.layers.11.self_attn.q_proj.weight", floats({2, 2})},
                              {"model.layers.2.mlp.experts.7.up_proj.weight", floats({1, 3})}});
  const PublicTensors tensors = read();
  EXPECT_EQ(tensors.by_name.size(), 3u);
  EXPECT_EQ(tensors.by_name.at("token_embd.weight").shape, (std::vector<std::size_t>{2, 4}));
  EXPECT_TRUE(tensors.by_name.contains("blk.11.attn_q.weight"));
  EXPECT_TRUE(tensors.by_name.contains("blk.2.ffn_up.7.weight"));
}

TEST_F(HfTensors, FusedExpertsAreParted) {
  write("model.safetensors", {{"model.layers.0.mlp.experts.gate_up_proj", floats({2, 4, 1})},
                              {"model.layers.0.mlp.experts.down_proj", floats({2, 1, 2})}});
  const PublicTensors tensors = read();
  EXPECT_EQ(tensors.by_name.size(), 6u);
  EXPECT_EQ(first_of(tensors, "blk.0.ffn_gate.1.weight"), 4);
  EXPECT_EQ(first_of(tensors, "blk.0.ffn_up.1.weight"), 6);
  EXPECT_EQ(first_of(tensors, "blk.0.ffn_down.1.weight"), 2);
}

TEST_F(HfTensors, ShardsHaveWhatTheIndexSays) {
  write("a.safetensors", {{"model.norm.weight", floats({4})}});
  write("b.safetensors", {{"lm_head.weight", floats({2, 4})}});
  const std::string index = folder_ + "/model.safetensors.index.json";
  write_file(index, R"({"weight_map": {"model.norm.weight": "a.safetensors",
                                       "lm_head.weight": "b.safetensors"}})");
  EXPECT_EQ(read().by_name.size(), 2u);
  const auto refused = [&](const std::string& map, const std::string& message) {
    write_file(index, R"({"weight_map": )" + map + "}");
    EXPECT_THAT([&] { read(); }, ThrowsMessage<IoError>(HasSubstr(message))) << map;
  };
  refused(R"({"model.norm.weight": "a.safetensors", "lm_head.weight": "a.safetensors"})",
          "the index says it is");
  refused(R"({"model.norm.weight": "b.safetensors"})", "is not there by the index");
  refused(R"({"model.norm.weight": "../a.safetensors"})", "a file of this folder");
  refused(R"({"model.norm.weight": "c.safetensors"})", "c.safetensors");
  refused("[]", "`weight_map`");
}

TEST_F(HfTensors, WhatIsNotKnownIsNamed) {
  write("model.safetensors", {{"model.layers.0.self_attn.sinks", floats({4})}});
  EXPECT_THAT([&] { read(); }, ThrowsMessage<IoError>(HasSubstr("self_attn.sinks")));
  write("model.safetensors", {{"model.norm.weight", {Dtype::kI32, {4}, floats({4}).bytes}}});
  EXPECT_THAT([&] { read(); }, ThrowsMessage<IoError>(HasSubstr("F32, F16 or BF16, it is I32")));
}

}  // namespace
}  // namespace modus::neural
