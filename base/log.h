// What a library has to say besides its results. Goes to stderr; nothing below the set level.
// Thread-safe. The third-party logger stays in log.cpp.
#pragma once

#include <string_view>
#include <utility>

#include <fmt/core.h>

namespace modus::log {

enum class Level { kDebug, kInfo, kWarning, kError, kOff };

void set_level(Level level);  // default kWarning
Level level();
void write(Level level, std::string_view message);

template <typename... Args>
void debug(fmt::format_string<Args...> format, Args&&... args) {
  if (level() <= Level::kDebug)
    write(Level::kDebug, fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
  if (level() <= Level::kInfo) write(Level::kInfo, fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void warning(fmt::format_string<Args...> format, Args&&... args) {
  if (level() <= Level::kWarning)
    write(Level::kWarning, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace modus::log
