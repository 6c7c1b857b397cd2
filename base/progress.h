// A progress line on a terminal, nothing elsewhere: "eval proofwriter  120/600  20%  3.1 s left".
// Draws on stderr, at most ten times a second; silent when stderr is no terminal or NO_COLOR or
// --json asks for silence. One thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace modus {

class Progress {
 public:
  enum class Mode { kAutomatic, kSilent };

  Progress(std::string title, std::size_t total, Mode mode);
  ~Progress();  // wipes the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(std::size_t by);

  // The text of the line, for tests: pure.
  static std::string line(const std::string& title, std::size_t done, std::size_t total,
                          double elapsed_s);

 private:
  std::string title_;
  std::size_t total_;
  std::size_t done_ = 0;
  bool shown_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace modus
