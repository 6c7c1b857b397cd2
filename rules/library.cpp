#include "rules/library.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "rules/library_state.h"
#include "rules/load.h"
#include "rules/shipped.h"

namespace modus::rules {
namespace {

// What the kernel decides. Each has a file, for its message and its examples.
constexpr std::array<std::string_view, 15> kKernelRules = {"E01", "E02", "E18", "E20", "E22",
                                                           "J01", "J02", "J03", "J05", "J06",
                                                           "J07", "J11", "J12", "J15", "J16"};

constexpr std::size_t kMaxRuleFiles = 2000;

std::vector<std::string> toml_files_below(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  std::filesystem::recursive_directory_iterator it(folder, error);
  for (; !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
    if (it->path().extension() != ".toml") continue;
    files.push_back(it->path().string());
    if (files.size() > kMaxRuleFiles)
      throw ConfigError(fmt::format("{}: more than {} rule files", folder, kMaxRuleFiles));
  }
  if (error)
    throw ConfigError(fmt::format("{}: cannot list the rules there: {}", folder, error.message()));
  std::ranges::sort(files);
  return files;
}

bool speaks_of_repeats(const Body& body) {
  return std::ranges::find(body.literals, RelationId::kRepeats, &BodyLiteral::relation) !=
         body.literals.end();
}

}  // namespace

Library Library::shipped() {
  Library library;
  for (const ShippedFile& file : shipped_files()) library.add(file.text, file.path);
  for (const std::string_view id : kKernelRules) {
    const Rule* rule = library.find(id);
    if (rule == nullptr || rule->test_kind() != TestKind::kKernel)
      throw ConfigError(fmt::format("the rule library has no kernel rule {}", id));
  }
  return library;
}

Library::Library() : state_(std::make_unique<State>()) { intern_vocabulary(state_->words); }
Library::~Library() = default;
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;

void Library::add_folder(const std::string& folder) {
  const std::vector<std::string> files = toml_files_below(folder);
  if (files.empty())
    throw ConfigError(fmt::format("{}: no rule file (*.toml) in this folder", folder));
  for (const std::string& file : files) add(read_text(file, kMaxRuleFileBytes), file);
}

void Library::add(std::string_view toml, std::string_view file) {
  LoadedRule loaded = load_rule(toml, file);
  const auto place = std::ranges::lower_bound(state_->rules, loaded.rule.id, {}, &Rule::id);
  if (place != state_->rules.end() && place->id == loaded.rule.id)
    throw ConfigError(fmt::format("{}:1:1: the rule {} exists already, in {}", file, loaded.rule.id,
                                  place->file));
  std::vector<CompiledBody> compiled;
  for (const Body& body : loaded.bodies) {
    compiled.push_back(compile(body, state_->words));
    state_->asks_for_repeats = state_->asks_for_repeats || speaks_of_repeats(body);
  }
  state_->compiled.insert(state_->compiled.begin() + (place - state_->rules.begin()),
                          std::move(compiled));
  state_->rules.insert(place, std::move(loaded.rule));
}

std::span<const Rule> Library::rules() const { return state_->rules; }

const Rule* Library::find(std::string_view id) const {
  const auto place = std::ranges::lower_bound(state_->rules, id, {}, &Rule::id);
  return place != state_->rules.end() && place->id == id ? &*place : nullptr;
}

}  // namespace modus::rules
