// Ctrl-C: exit code 130, nothing half-written.
#include <csignal>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include "tests/temp_folder.h"

namespace modus::app {
namespace {

// The program reads its answer from a pipe that never ends. More than a pipe holds has been read
// once the write returns, so the program is past its start by then, without any waiting by the
// clock.
TEST(Interrupt, Is130AndLeavesNoFile) {
  const std::filesystem::path folder = in_temp("interrupted");  // other tests write beside it
  std::filesystem::create_directory(folder);
  const std::string drawing = folder / "drawing.svg";
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(MODUS_BINARY, "modus", "verify", "-", "--svg", drawing.c_str(), nullptr);
    _exit(127);
  }
  close(ends[0]);
  const std::string text(1 << 20, 'a');
  ASSERT_EQ(write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  kill(child, SIGINT);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  close(ends[1]);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 130);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

}  // namespace
}  // namespace modus::app
