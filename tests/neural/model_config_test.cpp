#include "neural/model_config.h"

#include <string>

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

TEST(ModelConfig, PrintedAndReadItIsTheSame) {
  ModelConfig config;
  EXPECT_EQ(parse_model_config(print_model_config(config), "config.json"), config);
  config.num_hidden_layers = 3;
  config.rope_theta = 1e6;
  config.router_reads_entropy = false;
  EXPECT_EQ(parse_model_config(print_model_config(config), "config.json"), config);
}

TEST(ModelConfig, TheRouterIsWiderByTheHeadsWhereItReadsEntropy) {
  ModelConfig config;
  EXPECT_EQ(config.router_width(), 264u);
  config.router_reads_entropy = false;
  EXPECT_EQ(config.router_width(), 256u);
}

struct Wrong {
  const char* from;
  const char* to;
  const char* message;
};

class WrongConfig : public testing::TestWithParam<Wrong> {};
TEST_P(WrongConfig, IsAConfigErrorNamingTheKey) {
  std::string json = print_model_config(ModelConfig());
  const std::size_t at = json.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  json.replace(at, std::string(GetParam().from).size(), GetParam().to);
  try {
    parse_model_config(json, "some/config.json");
    FAIL() << json;
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find(GetParam().message), std::string::npos)
        << error.what();
    EXPECT_NE(std::string(error.what()).find("some/config.json"), std::string::npos);
  }
}
INSTANTIATE_TEST_SUITE_P(
    Table, WrongConfig,
    testing::Values(
        Wrong{"{", "", "no JSON object"}, Wrong{"{", "[[[[[[[[[[[[[[[[[[", "depth"},
        Wrong{"\"head_dim\"", "\"head_size\"", "`head_dim` is missing"},
        Wrong{"\"head_dim\": 32", "\"head_dim\": 31", "`head_dim` should be even"},
        Wrong{"\"head_dim\": 32", "\"head_dim\": -2", "`head_dim`"},
        Wrong{"\"head_dim\": 32", "\"head_dim\": 32.5", "it is 32.5"},
        Wrong{"\"head_dim\": 32", "\"head_dim\": \"32\"", "`head_dim`"},
        Wrong{"\"vocab_size\": 4096", "\"vocab_size\": 0", "from 1 to"},
        Wrong{"\"vocab_size\": 4096", "\"vocab_size\": 1048577", "from 1 to"},
        Wrong{"\"vocab_size\": 4096", "\"vocab_size\": 99999999999999999999", "`vocab_size`"},
        Wrong{"\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3", "multiple"},
        Wrong{"\"num_experts_per_tok\": 4", "\"num_experts_per_tok\": 129",
              "`num_experts_per_tok`"},
        Wrong{"\"first_k_dense_replace\": 1", "\"first_k_dense_replace\": 7",
              "`first_k_dense_replace`"},
        Wrong{"\"rope_theta\": 10000.0", "\"rope_theta\": 0", "`rope_theta`"},
        Wrong{"\"rms_norm_eps\": 1e-06", "\"rms_norm_eps\": null", "`rms_norm_eps`"},
        Wrong{"\"router_reads_entropy\": true", "\"router_reads_entropy\": 1", "true or false"}));

}  // namespace
}  // namespace modus::neural
