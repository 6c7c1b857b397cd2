// What is said between the checker and its worker process: messages of fields, each field with its
// length in front. Claims travel in canonical print; nothing of a solver crosses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

inline constexpr std::size_t kMaxMessageBytes = 64u << 20;
inline constexpr std::string_view kWorkerGreeting = "modus worker 1";

// A message in pieces. Reading past the end or a piece of the wrong kind throws SolverError.
class MessageWriter {
 public:
  void text(std::string_view value);
  void number(std::uint64_t value);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class MessageReader {
 public:
  explicit MessageReader(std::string_view bytes) : rest_(bytes) {}
  std::string text();
  std::uint64_t number();

 private:
  std::string_view rest_;
};

std::string write_theory(const Theory& theory);
Theory read_theory(std::string_view bytes);

std::string write_query(const SolverQuery& query);
// constants: the capital letters that are names in this theory.
SolverQuery read_query(std::string_view bytes, const std::vector<std::string>& constants);

std::string write_decision(const Decision& decision);
Decision read_decision(std::string_view bytes);

// Names of the signature that look like variables.
std::vector<std::string> capital_constants(const claims::Signature& signature);

// Whole messages over a socket. receive: nullopt when the other side is gone; waits at most
// timeout_ms, then sets timed_out. -1 waits for ever.
bool send_message(int socket, std::string_view bytes);
std::optional<std::string> receive_message(int socket, int timeout_ms, bool& timed_out);

}  // namespace modus::symbolic
