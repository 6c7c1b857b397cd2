// Standard output, files, and what Ctrl-C may interrupt.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "app/render_text.h"

namespace modus::app {

inline constexpr int kInterrupted = 130;  // exit code: 128 + SIGINT

// From now on Ctrl-C ends the program at once with code 130.
void exit_on_interrupt();

// Ctrl-C sets this from now on instead, once; a second one ends the program at once with code 130.
const std::atomic<bool>* stop_on_interrupt();

// To standard output, flushed. Throws IoError where it cannot be written (a full disk).
void print(std::string_view text);

// One JSON object and a line end.
void print_json(const std::string& object);

// base/files' write_file, during which Ctrl-C waits: nothing half-written stays behind.
void write_output_file(const std::string& path, std::string_view bytes);

// Colours on a terminal, unless NO_COLOR is set.
Ink ink_of_stdout();

}  // namespace modus::app
