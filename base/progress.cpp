#include "base/progress.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

namespace modus {
namespace {
constexpr auto kRedraw = std::chrono::milliseconds(100);
}

Progress::Progress(std::string title, std::size_t total, Mode mode)
    : title_(std::move(title)),
      total_(total),
      shown_(mode == Mode::kAutomatic && isatty(STDERR_FILENO) != 0 &&
             std::getenv("NO_COLOR") == nullptr),
      start_(std::chrono::steady_clock::now()),
      drawn_(start_ - kRedraw) {}

Progress::~Progress() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::advance(std::size_t by) {
  done_ += by;
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || (now - drawn_ < kRedraw && done_ < total_)) return;
  drawn_ = now;
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  fmt::print(stderr, "\r\x1b[K{}", line(title_, done_, total_, elapsed_s));
  std::fflush(stderr);
}

std::string Progress::line(const std::string& title, std::size_t done, std::size_t total,
                           double elapsed_s) {
  if (total == 0 || done == 0) return fmt::format("{}  {}/{}", title, done, total);
  const double left_s = elapsed_s * static_cast<double>(total - done) / static_cast<double>(done);
  return fmt::format("{}  {}/{}  {}%  {:.1f} s left", title, done, total, 100 * done / total,
                     left_s);
}

}  // namespace modus
