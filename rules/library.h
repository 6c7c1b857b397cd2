// The rule library: the files that ship inside the program, and a user's own folder.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "rules/rule.h"

namespace modus::rules {

// Owns its rules; their addresses stay valid until the next add. Read-only use is thread-safe.
class Library {
 public:
  // The shipped rules. Throws ConfigError when a kernel rule's file is missing or a file is wrong.
  static Library shipped();

  Library();
  ~Library();
  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;

  // Adds every *.toml below a folder, sorted by path. Throws ConfigError with file:line:column and,
  // for an unknown key or value, the nearest known one. An id that exists already is an error.
  void add_folder(const std::string& folder);
  void add(std::string_view toml, std::string_view file);

  std::span<const Rule> rules() const;          // sorted by id
  const Rule* find(std::string_view id) const;  // nullptr when unknown

 private:
  friend class Matcher;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::rules
