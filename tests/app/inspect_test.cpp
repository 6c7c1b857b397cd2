// modus inspect and modus bench decode on a small random checkpoint, whole and damaged.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/files.h"
#include "neural/quantise.h"
#include "tests/app/run_program.h"
#include "tests/neural/random_model.h"
#include "tests/source_folder.h"
#include "tests/temp_folder.h"

namespace modus::app {
namespace {

std::string model_folder(const std::string& name) {
  const std::string folder = in_temp(name);
  neural::ModelConfig config = neural::small_config();
  config.vocab_size = 300;
  neural::write_checkpoint(folder, neural::quantise(neural::random_weights(config, 1)),
                           neural::random_tokenizer(300, {"<pad>", "not"}, 1));
  return folder;
}

void expect_says(const ProgramRun& run, int exit_code, const std::string& says) {
  EXPECT_EQ(run.exit_code, exit_code) << run.err;
  EXPECT_NE((run.out + run.err).find(says), std::string::npos) << run.out << run.err;
}

TEST(Inspect, TellsShapeMemoryAndInstructionSet) {
  const std::string folder = model_folder("whole");
  const ProgramRun run = run_program({"inspect", folder, "--isa", "scalar"}, "", source_folder());
  expect_says(run, 0, "3 layers, the first 1 dense; width 24");
  expect_says(run, 0, "vocabulary 300, 2 of them reserved");
  expect_says(run, 0, "runs on      scalar (");
  expect_says(run, 0, "model.layers.2.mlp.experts.down_proj.scale");
  const ProgramRun json = run_program({"inspect", "--json", folder}, "", source_folder());
  expect_says(json, 0, "\"config\":{\"model_type\":\"modus_moe\",\"vocab_size\":300");
  expect_says(json, 0, "{\"name\":\"model.norm.weight\",\"dtype\":\"F32\",\"shape\":[24]}");
}

TEST(Inspect, BadModelsGetAClearMessage) {
  const auto inspect = [](const std::string& folder) {
    return run_program({"inspect", folder}, "", source_folder());
  };
  expect_says(inspect("no/such/model"), 2, "no/such/model");
  const std::string folder = model_folder("damaged");
  expect_says(run_program({"inspect", folder, "--isa", "sse9"}, "", source_folder()), 2, "sse9");
  const std::string tensors = folder + "/model.safetensors";
  std::filesystem::resize_file(tensors, std::filesystem::file_size(tensors) - 1);
  expect_says(inspect(folder), 2, "is no safetensors file");
  write_file(folder + "/config.json", "{\"vocab_size\": 300}");
  expect_says(inspect(folder), 2, "`hidden_size` is missing");
}

TEST(BenchDecode, PrintsTokensASecondBesideTheBandwidth) {
  const std::string folder = model_folder("bench");
  const ProgramRun run =
      run_program({"bench", "decode", folder, "--batch", "1,2", "--prompt", "20", "--tokens", "3"},
                  "", source_folder());
  expect_says(run, 0, "GB/s");
  expect_says(run, 0, "decode tokens/s");
  expect_says(run, 0, "with another end, of which 16 are read");
  expect_says(run_program({"bench", "decode", folder, "--tokens", "300"}, "", source_folder()), 2,
              "exceed the context of 300");
}

}  // namespace
}  // namespace modus::app
