// A folder of this test process alone: tests run side by side, and a fixed name would be shared.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace modus {

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::path(testing::TempDir()) / "modus_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::system_error(errno, std::generic_category(), "mkdtemp " + name);
    path_ = name;
  }
  // Not in a forked child: the folder is its parent's.
  ~TempFolder() {
    std::error_code ignored;
    if (getpid() == owner_) std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  pid_t owner_ = getpid();
};

// Removed at the end of the process.
inline const std::filesystem::path& temp_folder() {
  static const TempFolder folder;
  return folder.path();
}

inline std::string in_temp(const std::string& name) { return (temp_folder() / name).string(); }

}  // namespace modus
