#include "bridge/training/recipe.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/source_folder.h"

namespace modus::bridge {
namespace {

constexpr std::string_view kStage =
    "[[stage]]\nname = \"one\"\n[[stage.source]]\nfamily = \"rule_world\"\n";

std::string message_of(const std::string& text) {
  try {
    parse_recipe(text, "recipe.toml");
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(Recipe, TheShippedOneIsRead) {
  const std::string path = source_folder() + "/models/nano/recipe.toml";
  const Recipe recipe = parse_recipe(read_text(path, 1 << 20), path);
  const std::string config = source_folder() + "/models/nano/config.json";
  EXPECT_EQ(recipe.model, neural::parse_model_config(read_text(config, 1 << 20), config));
  ASSERT_GE(recipe.stages.size(), 3u);
  EXPECT_EQ(recipe.stages[0].sources.at(0).shape.family, tasks::Family::kSentence);
}

TEST(Recipe, DefaultsAndValues) {
  const Recipe recipe = parse_recipe(
      "seed = 7\n[optimiser]\nrate = 0.002\nprecision = \"float32\"\n" + std::string(kStage),
      "recipe.toml");
  EXPECT_EQ(recipe.seed, 7u);
  EXPECT_DOUBLE_EQ(recipe.trainer.rate, 0.002);
  EXPECT_EQ(recipe.trainer.precision, kernels::Precision::kFloat32);
  EXPECT_EQ(recipe.tokens_per_step, 8192u);
}

TEST(Recipe, AnAdapterTakesTheModelsPlace) {
  const std::string adapter =
      "[adapter]\nbase = \"m.gguf\"\nrank = 4\ntargets = [\"q_proj\", \"v_proj\"]\n";
  const Recipe recipe = parse_recipe(adapter + std::string(kStage), "recipe.toml");
  ASSERT_TRUE(recipe.adapter);
  EXPECT_EQ(recipe.adapter->base, "m.gguf");
  EXPECT_EQ(recipe.adapter->rank, 4u);
  EXPECT_EQ(recipe.adapter->targets, (std::vector<std::string>{"q_proj", "v_proj"}));
  EXPECT_FALSE(parse_recipe(kStage, "recipe.toml").adapter);
  EXPECT_EQ(message_of("[adapter]\nrank = 4\n" + std::string(kStage)),
            "recipe.toml:1: adapter.base is missing: FILE.gguf or a Hugging Face folder");
  EXPECT_EQ(message_of("[adapter]\nbase = \"m\"\ntargets = []\n" + std::string(kStage)),
            "recipe.toml:3: adapter.targets should be a list of texts");
  EXPECT_EQ(message_of(adapter + "[model]\nhead_dim = 8\n" + std::string(kStage)),
            "recipe.toml:5: model does not go with [adapter]: the base has its own");
  EXPECT_NE(
      message_of(adapter + std::string(kStage) + "text = false\n").find("a source without text"),
      std::string::npos);
}

TEST(Recipe, SkippedRowsAreThoseOfAFile) {
  const std::string file =
      "[[stage]]\nname = \"one\"\n[[stage.source]]\nfile = \"a.jsonl\"\nskip = 7\n";
  EXPECT_EQ(parse_recipe(file, "recipe.toml").stages.at(0).sources.at(0).skip, 7u);
  EXPECT_EQ(message_of(std::string(kStage) + "skip = 7\n"),
            "recipe.toml:5: stage[1].source[1].skip is for the rows of a file");
  const Source source =
      parse_recipe(file + "held_out_fold = 0\nheld_out_files = [\"b.jsonl\"]\n", "recipe.toml")
          .stages.at(0)
          .sources.at(0);
  EXPECT_EQ(source.held_out_fold, 0u);
  EXPECT_EQ(source.held_out_files, std::vector<std::string>{"b.jsonl"});
  EXPECT_EQ(message_of(std::string(kStage) + "held_out_fold = 0\n"),
            "recipe.toml:5: stage[1].source[1].held_out_fold is for the rows of a file");
}

TEST(Recipe, SearchesAreThoseOfRuleWorlds) {
  const auto source = [](const std::string& family) {
    return "[[stage]]\nname = \"one\"\n[[stage.source]]\nfamily = \"" + family +
           "\"\nsearch = true\n";
  };
  EXPECT_TRUE(parse_recipe(source("taxonomy"), "recipe.toml").stages.at(0).sources.at(0).search);
  EXPECT_EQ(message_of(source("kinship")),
            "recipe.toml:5: stage[1].source[1].search is for rule worlds and taxonomies");
}

TEST(Recipe, TheExampleOfAnAdapterIsRead) {
  const std::string path = source_folder() + "/models/smollm2/recipe.toml";
  EXPECT_TRUE(parse_recipe(read_text(path, 1 << 20), path).adapter);
}

TEST(Recipe, AnUnknownKeyNamesTheNearest) {
  EXPECT_EQ(message_of("[optimiser]\nrat = 1\n" + std::string(kStage)),
            "recipe.toml:2: there is no key `optimiser.rat`; did you mean `rate`?");
  EXPECT_EQ(message_of("sed = 1\n" + std::string(kStage)),
            "recipe.toml:1: there is no key `sed`; did you mean `seed`?");
}

TEST(Recipe, MistakesAreNamedWithTheirLine) {
  EXPECT_EQ(message_of("seed = \"one\"\n" + std::string(kStage)),
            "recipe.toml:1: seed should be a whole number");
  EXPECT_EQ(message_of("seed = 1.5\n" + std::string(kStage)),
            "recipe.toml:1: seed should be a whole number");
  EXPECT_EQ(message_of("bpe_dropout = 2\n" + std::string(kStage)),
            "recipe.toml:1: bpe_dropout is 2, should be from 0 to 1");
  EXPECT_NE(message_of("seed = 1").find("stage is missing"), std::string::npos);
  EXPECT_NE(message_of("seed = = 1").find("recipe.toml:1:"), std::string::npos);
  EXPECT_NE(message_of("[[stage]]\nname = \"x\"\n[[stage.source]]\nfamily = \"poems\"\n")
                .find("should be one of sentence, rule_world"),
            std::string::npos);
  EXPECT_NE(message_of(std::string(kStage) + "min_depth = 5\nmax_depth = 1\n")
                .find("max_depth is less than min_depth"),
            std::string::npos);
  EXPECT_NE(message_of("[model]\nnum_attention_heads = 6\nnum_key_value_heads = 4\n" +
                       std::string(kStage)),
            "");
}

}  // namespace
}  // namespace modus::bridge
