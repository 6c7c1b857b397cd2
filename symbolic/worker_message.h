// A message in pieces: numbers, and texts with their length in front.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace modus::symbolic {

class MessageWriter {
 public:
  void text(std::string_view value);
  void number(std::uint64_t value);
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reading past the end throws SolverError. The bytes are borrowed.
class MessageReader {
 public:
  explicit MessageReader(std::string_view bytes) : rest_(bytes) {}
  std::string text();
  std::uint64_t number();

 private:
  std::string_view rest_;
};

}  // namespace modus::symbolic
