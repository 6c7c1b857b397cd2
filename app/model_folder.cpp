#include "app/model_folder.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include <fmt/core.h>

#include "base/error.h"

namespace modus::app {
namespace {

namespace fs = std::filesystem;

bool is_model(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "config.json", ignored) &&
         fs::exists(folder / "tokenizer.json", ignored);
}

std::vector<fs::path> shelves() {
  std::vector<fs::path> places;
  if (const char* models = std::getenv("MODUS_MODELS")) places.emplace_back(models);
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  if (program.empty()) return places;
  const fs::path folder = program.parent_path();
  places.push_back(folder / "models");
  places.push_back(folder.parent_path() / "share/modus/models");
  places.push_back(folder.parent_path().parent_path() / "models");  // build/app/modus
  return places;
}

}  // namespace

std::optional<std::string> find_model(const std::string& asked) {
  if (asked.find('/') != std::string::npos || is_model(asked)) {
    if (is_model(asked)) return asked;
    throw ConfigError(fmt::format(
        "{} is no model: a model's folder has config.json, tokenizer.json and model.safetensors",
        asked));
  }
  for (const fs::path& shelf : shelves())
    if (is_model(shelf / asked)) return (shelf / asked).string();
  return std::nullopt;
}

}  // namespace modus::app
