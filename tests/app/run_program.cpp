#include "tests/app/run_program.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace modus::app {
namespace {

namespace fs = std::filesystem;

// Input and outputs go through files: nothing can block, whatever their size.
class Scratch {
 public:
  Scratch() {
    std::string name = fs::temp_directory_path() / "modus_run_XXXXXX";
    path_ = mkdtemp(name.data());
  }
  ~Scratch() { fs::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string file(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// In the child: opens a file as one of the standard streams.
void redirect(const std::string& path, int flags, int stream) {
  const int file = open(path.c_str(), flags, 0600);
  if (file < 0 || dup2(file, stream) < 0) _exit(126);
}

[[noreturn]] void become(const std::vector<std::string>& arguments, const std::string& folder,
                         const Scratch& scratch) {
  redirect(scratch.file("in"), O_RDONLY, STDIN_FILENO);
  redirect(scratch.file("out"), O_WRONLY | O_CREAT, STDOUT_FILENO);
  redirect(scratch.file("err"), O_WRONLY | O_CREAT, STDERR_FILENO);
  std::vector<char*> argv = {const_cast<char*>(MODUS_BINARY)};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  if (chdir(folder.c_str()) == 0) execv(MODUS_BINARY, argv.data());
  _exit(127);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

ProgramRun run_program(const std::vector<std::string>& arguments, std::string_view input,
                       const std::string& folder) {
  const Scratch scratch;
  std::ofstream(scratch.file("in"), std::ios::binary) << input;
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) become(arguments, folder, scratch);
  int status = 0;
  struct rusage usage {};
  ProgramRun run;
  if (child < 0 || wait4(child, &status, 0, &usage) != child) return run;
  run.elapsed_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.processor_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  run.peak_kb = usage.ru_maxrss;
  run.out = read(scratch.file("out"));
  run.err = read(scratch.file("err"));
  return run;
}

}  // namespace modus::app
