#include "symbolic/worker_message.h"

#include <cstring>

#include "base/error.h"

namespace modus::symbolic {

void MessageWriter::text(std::string_view value) {
  number(value.size());
  bytes_.append(value);
}

void MessageWriter::number(std::uint64_t value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes_.append(raw, sizeof value);
}

std::uint64_t MessageReader::number() {
  std::uint64_t value = 0;
  if (rest_.size() < sizeof value) throw SolverError("the worker's message is cut off");
  std::memcpy(&value, rest_.data(), sizeof value);
  rest_.remove_prefix(sizeof value);
  return value;
}

std::string MessageReader::text() {
  const std::uint64_t size = number();
  if (size > rest_.size()) throw SolverError("the worker's message is cut off");
  std::string value(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return value;
}

}  // namespace modus::symbolic
