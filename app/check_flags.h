// The flags that every command which checks something has in common.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/answer_input.h"
#include "rules/library.h"
#include "symbolic/answer.h"
#include "symbolic/checker.h"

namespace CLI {
class App;
}

namespace modus::app {

struct CheckFlags {
  double effort = 1;
  bool double_check = false;
  std::string rules_folder;  // "": the shipped rules only
  std::string svg_path;      // "": no drawing
  std::string html_path;     // "": no page
  bool json = false;
};

// Adds --effort --double-check --rules --svg --html --json to a command. flags must outlive the
// command.
void add_check_flags(CLI::App& command, CheckFlags& flags);

// The rule library, and options that point to it: keep it alive while the options are used.
class CheckSetup {
 public:
  explicit CheckSetup(const CheckFlags& flags);  // throws ConfigError for a wrong rule file
  const symbolic::CheckOptions& options() const { return options_; }

 private:
  rules::Library library_;
  symbolic::CheckOptions options_;
};

// Seconds since it was made.
class Stopwatch {
 public:
  double elapsed_s() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Writes the drawing where --svg asks for one, and the page where --html does.
void draw_if_asked(const CheckFlags& flags, const claims::Chain& chain,
                   const symbolic::ChainResult& result);
void draw_if_asked(const CheckFlags& flags, const NamedText& answer,
                   const symbolic::AnswerCheck& check);

}  // namespace modus::app
