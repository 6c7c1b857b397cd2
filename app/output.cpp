#include "app/output.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fmt/core.h>

#include "base/error.h"
#include "base/files.h"

#include <unistd.h>

namespace modus::app {
namespace {

std::atomic<bool> stop_asked = false;

void interrupted(int) { _exit(kInterrupted); }
void stop_or_end(int) {
  if (stop_asked.exchange(true)) _exit(kInterrupted);
}

// Holds SIGINT back while it lives; one that came meanwhile is delivered at the end.
class InterruptHeld {
 public:
  InterruptHeld() {
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &before_);
  }
  ~InterruptHeld() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  InterruptHeld(const InterruptHeld&) = delete;
  InterruptHeld& operator=(const InterruptHeld&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

void exit_on_interrupt() {
  struct sigaction action {};
  action.sa_handler = interrupted;
  sigaction(SIGINT, &action, nullptr);
}

const std::atomic<bool>* stop_on_interrupt() {
  struct sigaction action {};
  action.sa_handler = stop_or_end;
  sigaction(SIGINT, &action, nullptr);
  return &stop_asked;
}

void print(std::string_view text) {
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written)
    throw IoError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

void print_json(const std::string& object) { print(object + "\n"); }

void write_output_file(const std::string& path, std::string_view bytes) {
  const InterruptHeld held;
  write_file(path, bytes);
}

Ink ink_of_stdout() {
  const bool colour = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  return colour ? Ink::kColour : Ink::kPlain;
}

}  // namespace modus::app
