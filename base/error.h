// The errors that Modus throws at its callers. A message says what was expected, what came, and
// where; "unknown" and "out of time" from a solver are results, never errors.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/core.h>

namespace modus {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A place in a text. Lines and columns count from 1; columns count code points.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

// The position of a byte offset in a text; an offset past the end gives the end.
Position position_of(std::string_view text, std::size_t offset);

// Something that was written wrongly: what() is "file:line:column: message", the line and a caret.
class ParseError : public Error {
 public:
  // source: name of the text ("museum.chain"); text: the whole text; offset: byte offset in it.
  ParseError(std::string_view source, std::string_view text, std::size_t offset,
             std::string_view message);

  const std::string& message() const { return message_; }  // without place, line and caret
  const std::string& source() const { return source_; }
  Position position() const { return position_; }
  std::size_t offset() const { return offset_; }

 private:
  std::string message_;
  std::string source_;
  Position position_;
  std::size_t offset_ = 0;
};

class ShapeError : public Error {
 public:
  using Error::Error;
};
class IoError : public Error {
 public:
  using Error::Error;
};
class ConfigError : public Error {
 public:
  using Error::Error;
};
class SolverError : public Error {
 public:
  using Error::Error;
};

// Our own bug. Not a child of Error on purpose: callers do not handle it, main exits with 70.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

namespace internal {
[[noreturn]] void check_failed(const char* file, int line, const char* condition,
                               const std::string& detail);
}  // namespace internal

}  // namespace modus

// Always on: MODUS_CHECK(index < size, "index {} of {}", index, size).
#define MODUS_CHECK(condition, ...)                                     \
  (static_cast<bool>(condition)                                         \
       ? static_cast<void>(0)                                           \
       : ::modus::internal::check_failed(__FILE__, __LINE__, #condition, \
                                         ::fmt::format(__VA_ARGS__)))
