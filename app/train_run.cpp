#include "app/train_run.h"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "app/output.h"
#include "base/files.h"
#include "bridge/training/recipe.h"
#include "bridge/training/run.h"
#include "kernels/isa.h"

namespace modus::app {
namespace {

constexpr std::size_t kMaxRecipeBytes = 1u << 20;
constexpr std::size_t kLinesEvery = 50;  // steps, where standard error is no terminal

std::atomic<bool> stop_asked = false;

void stop_after_this_step(int) {
  if (stop_asked.exchange(true)) std::_Exit(kInterrupted);
}

std::string line_of(std::size_t step, std::size_t total, const bridge::Figures& figures) {
  std::string line = fmt::format("step {}/{}", step + 1, total);
  for (const auto& [name, value] : figures)
    if (name != "stage" && name != "dual") line += fmt::format("  {} {:.4g}", name, value);
  return line;
}

// One line that is overwritten on a terminal; a line now and then, and each evaluation, elsewhere.
void show(std::size_t step, std::size_t total, const bridge::Figures& figures) {
  const bool evaluated = figures.back().first.starts_with("held_out/");
  const std::string line = line_of(step, total, figures);
  if (isatty(STDERR_FILENO))
    fmt::print(stderr, "\r\033[K{}{}", line, evaluated ? "\n" : "");
  else if (evaluated || step % kLinesEvery == 0)
    fmt::print(stderr, "{}\n", line);
}

}  // namespace

int train(const TrainArguments& arguments) {
  if (!arguments.isa.empty()) kernels::force_isa(arguments.isa);
  bridge::Recipe recipe =
      bridge::parse_recipe(read_text(arguments.recipe, kMaxRecipeBytes), arguments.recipe);
  if (recipe.adapter && !arguments.base.empty()) recipe.adapter->base = arguments.base;
  const std::string out =
      arguments.out.empty()
          ? (std::filesystem::path(arguments.recipe).parent_path() / "run").string()
          : arguments.out;
  std::signal(SIGINT, stop_after_this_step);
  std::signal(SIGTERM, stop_after_this_step);
  const std::size_t total = recipe.trainer.schedule.total_steps();
  fmt::print(stderr, "training {} steps of {} tokens into {} ({})\n", total, recipe.tokens_per_step,
             out, kernels::to_string(kernels::active_isa()));
  const bridge::RunEnd end = bridge::run_training(
      recipe, {.out = out,
               .data = arguments.data,
               .resume = arguments.resume,
               .initial_weights = arguments.initial_weights,
               .stop = &stop_asked,
               .report = [&](std::size_t step, const bridge::Figures& figures) {
                 show(step, total, figures);
               }});
  if (end == bridge::RunEnd::kFinished) {
    fmt::print(stderr, "\nfinished: {}/{}.safetensors\n", out,
               recipe.adapter ? "adapter_model" : "model");
    return 0;
  }
  const auto option = [](const char* name, const std::string& value) {
    return value.empty() ? "" : fmt::format(" {} {}", name, value);
  };
  fmt::print(
      stderr, "\nstopped, nothing is lost; go on with:\n  modus train {}{}{} --out {} --resume\n",
      arguments.recipe, option("--base", arguments.base), option("--data", arguments.data), out);
  return kInterrupted;
}

}  // namespace modus::app
