// modus generate, inspect and bench decode on a small random public model, whole and damaged.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/app/run_program.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/source_folder.h"
#include "tests/temp_folder.h"

namespace modus::app {
namespace {

std::string model_file() {
  const std::string path = in_temp("small.gguf");
  const neural::ModelWeights weights = neural::public_weights(1, "qwen2");
  neural::GgufBytes file = neural::public_keys(weights.config, "qwen2");
  neural::add_tensors(weights, "qwen2", kernels::BlockFormat::kF32, file);
  write_file(path, file.file());
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

TEST(BenchDecodePublic, TakesAFile) {
  const ProgramRun text =
      run({"bench", "decode", model_file(), "--prompt", "5", "--tokens", "3"}, "");
  expect_says(text, 0, "decoding on");
}

}  // namespace
}  // namespace modus::app
