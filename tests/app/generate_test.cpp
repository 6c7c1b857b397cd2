// modus generate, inspect and bench decode on a small random public model, whole and damaged.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/files.h"
#include "neural/public/adapter.h"
#include "tests/app/run_program.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/source_folder.h"
#include "tests/temp_folder.h"

namespace modus::app {
namespace {

std::string model_file() {
  const std::string path = in_temp("small.gguf");
  write_file(path, neural::public_file(neural::public_config(), 1, "qwen2").file());
  return path;
}

ProgramRun run(const std::vector<std::string>& arguments, const std::string& input) {
  return run_program(arguments, input, source_folder());
}

void expect_says(const ProgramRun& run, int exit_code, const std::string& says) {
  EXPECT_EQ(run.exit_code, exit_code) << run.err;
  EXPECT_NE((run.out + run.err).find(says), std::string::npos) << run.out << run.err;
}

TEST(Generate, WritesTheSameTextEachTime) {
  const std::string model = model_file();
  const std::vector<std::string> arguments = {"generate", model, "--max-tokens", "12",
                                              "a cat is here."};
  const ProgramRun first = run(arguments, "");
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_GT(first.out.size(), 1u);
  EXPECT_EQ(first.out, run(arguments, "").out);
  const ProgramRun piped = run({"generate", model, "--max-tokens", "12", "-"}, "a cat is here.");
  EXPECT_EQ(piped.out, first.out);
}

TEST(Generate, JsonTellsWhyItEnded) {
  const std::string model = model_file();
  const ProgramRun json = run({"generate", model, "--raw", "--json", "--max-tokens", "3", "--seed",
                               "4", "--temperature", "1", "abc"},
                              "");
  expect_says(json, 0, "\"finish\":\"");
  expect_says(json, 0, "\"prompt_tokens\":3");
}

TEST(Generate, WhatIsWrongIsTold) {
  const std::string model = model_file();
  expect_says(run({"generate", "no/such.gguf", "a"}, ""), 2, "no/such.gguf");
  expect_says(run({"generate", model, "--raw", ""}, ""), 2, "the prompt is empty");
  expect_says(run({"generate", model, "--chat", "alpaca", "a"}, ""), 2,
              "no chat template `alpaca`");
  expect_says(run({"generate", model, "--chat", "llama3", "a"}, ""), 2, "<|begin_of_text|>");
  expect_says(run({"generate", model, "--temperature", "-1", "a"}, ""), 2, "temperature");
  expect_says(run({"generate", model, "--raw", std::string(400, 'a')}, ""), 2,
              "the model's context is 300");
  std::filesystem::resize_file(model, std::filesystem::file_size(model) - 64);
  expect_says(run({"generate", model, "a"}, ""), 2, "small.gguf");
}

TEST(InspectPublic, TellsShapeMemoryAndFormats) {
  const std::string model = model_file();
  const ProgramRun text = run({"inspect", model, "--isa", "scalar"}, "");
  expect_says(text, 0, "qwen2, 3 layers, width 32");
  expect_says(text, 0, "vocabulary 61");
  expect_says(text, 0, "F32");
  expect_says(run({"inspect", "--json", model}, ""), 0, "\"architecture\":\"qwen2\"");
}

std::string adapter_folder() {
  neural::PublicShape shape;
  shape.config = neural::public_config();
  neural::Adapter adapter;
  adapter.config.rank = 2;
  adapter.config.targets = {"v_proj", "down_proj"};
  adapter.config.base = "small";
  for (const neural::AdaptableModule& module : neural::adaptable_modules(shape))
    if (adapter.config.targets_module(module.name))
      adapter.parts.push_back({module, 2, std::vector<float>(2 * module.columns, 0.3f),
                               std::vector<float>(module.rows * 2, 0.2f)});
  const std::string folder = in_temp("adapter");
  neural::write_adapter(folder, adapter);
  return folder;
}

TEST(Adapters, ChangeWhatIsWrittenAndAreInspected) {
  const std::string model = model_file(), adapter = adapter_folder();
  const std::vector<std::string> arguments = {"generate", model, "--max-tokens", "12",
                                              "a cat is here."};
  std::vector<std::string> adapted = arguments;
  adapted.insert(adapted.end(), {"--adapter", adapter});
  const ProgramRun with = run(adapted, "");
  EXPECT_EQ(with.exit_code, 0) << with.err;
  EXPECT_NE(with.out, run(arguments, "").out);
  expect_says(run({"inspect", model, "--adapter", adapter}, ""), 0,
              "rank 2, alpha 8, beside 6 products (v_proj down_proj)");
  expect_says(run({"inspect", model, "--json", "--adapter", adapter}, ""), 0,
              "{\"module\":\"model.layers.0.self_attn.v_proj\",\"rank\":2,\"scale\":4.0}");
}

TEST(Adapters, WhatIsWrongIsTold) {
  const std::string model = model_file(), adapter = adapter_folder();
  expect_says(run({"generate", model, "a", "--adapter", "no/such"}, ""), 2,
              "no/such/adapter_config.json");
  expect_says(run({"inspect", "models/nano", "--adapter", adapter}, ""), 2, "no public model");
  for (const char* other : {"nano", "http://localhost:1/v1"})
    expect_says(run({"solve", "-", "--as", "english", "--model", other, "--adapter", adapter},
                    "Ann is kind. Is Ann kind?"),
                2, "neither a GGUF file nor a Hugging Face folder");
  std::filesystem::resize_file(adapter + "/adapter_model.safetensors", 100);
  expect_says(run({"generate", model, "a", "--adapter", adapter}, ""), 2,
              "adapter_model.safetensors is no safetensors file");
}

TEST(BenchDecodePublic, TakesAFile) {
  const ProgramRun text =
      run({"bench", "decode", model_file(), "--prompt", "5", "--tokens", "3"}, "");
  expect_says(text, 0, "decoding on");
}

}  // namespace
}  // namespace modus::app
