#include "bridge/prompted/journal.h"

#include "base/files.h"

namespace modus::bridge {

std::string on_one_line(std::string text) {
  constexpr std::size_t kMostBytes = 160;
  text.erase(text.find_last_not_of(" \t\n") + 1);
  text.erase(0, text.find_first_not_of(" \t\n"));
  std::string line;
  for (const char c : text) {
    if (c == '\n')
      line += " / ";
    else
      line += c == '\t' ? ' ' : c;
  }
  if (line.size() <= kMostBytes) return line;
  line.resize(kMostBytes);
  const std::size_t invalid = first_invalid_utf8(line);
  if (invalid != std::string::npos) line.resize(invalid);
  return line + "...";
}

}  // namespace modus::bridge
