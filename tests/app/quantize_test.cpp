// modus quantize and modus convert on a small random public model.
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
  write_file(path, neural::public_file(neural::public_config(), 1, "qwen2").file());
  return path;
}

ProgramRun run(const std::vector<std::string>& arguments) {
  return run_program(arguments, "", source_folder());
}

void expect_says(const ProgramRun& run, int exit_code, const std::string& says) {
  EXPECT_EQ(run.exit_code, exit_code) << run.err;
  EXPECT_NE((run.out + run.err).find(says), std::string::npos) << run.out << run.err;
}

TEST(Quantize, WritesAFileThatRunsAndTellsWhatItLost) {
  const std::string model = model_file(), out = in_temp("small.safetensors");
  const std::string text = in_temp("text.txt");
  write_file(text, "a cat is here. a dog is not.");
  const ProgramRun made =
      run({"quantize", model, "--output", out, "--compare", text, "--tokens", "9", "--json"});
  expect_says(made, 0, "\"compared\":{\"tokens\":9,\"same_most_probable\":");
  expect_says(made, 0, "\"kl_divergence_median\":");
  expect_says(made, 0, "\"bytes_before\":" + std::to_string(std::filesystem::file_size(model)));
  expect_says(run({"inspect", out}), 0, "W4");
  expect_says(run({"generate", out, "--raw", "--max-tokens", "3", "--json", "abc"}), 0,
              "\"prompt_tokens\":3");
}

TEST(Quantize, WhatIsWrongIsTold) {
  const std::string model = model_file();
  expect_says(run({"quantize", model, "--output", in_temp("small.bin")}), 2,
              "its name should end with .safetensors");
  expect_says(run({"quantize", "no/such.gguf", "--output", in_temp("x.safetensors")}), 2,
              "no/such.gguf");
  write_file(in_temp("empty.safetensors"), "");
  expect_says(run({"inspect", in_temp("empty.safetensors")}), 2, "is no safetensors file");
}

TEST(Convert, AFolderOfAFileAndBack) {
  const std::string model = model_file(), folder = in_temp("folder"), again = in_temp("again.gguf");
  expect_says(run({"convert", model, folder, "--format", "F32"}), 0, "MB in F32");
  expect_says(run({"convert", folder, again, "--format", "F32"}), 0, "MB in F32");
  const std::vector<std::string> rest = {"--raw", "--max-tokens", "12", "a cat is here."};
  const auto generated = [&](const std::string& path) {
    std::vector<std::string> arguments = {"generate", path};
    arguments.insert(arguments.end(), rest.begin(), rest.end());
    return run(arguments).out;
  };
  EXPECT_EQ(generated(folder), generated(model));
  EXPECT_EQ(generated(again), generated(model));
  expect_says(run({"convert", model, folder, "--format", "Q4_0"}), 2, "a folder has no Q4_0");
}

}  // namespace
}  // namespace modus::app
