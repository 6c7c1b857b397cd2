// The rule library: the files that ship inside the program, and a user's own folder.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "rules/rule.h"

namespace modus::rules {

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

  std::span<const Rule> rules() const;           // sorted by id
  const Rule* find(std::string_view id) const;   // nullptr when unknown

  // Everything in the chain that a rule's match accepts, tests still to be run. verdict facts
  // (`proved(S)`, `unproved(S)`, ...) may be used by matches: verdicts[i] is that of chain.steps[i],
  // by name, "" when not yet known. Order: by step, then by rule id.
  std::vector<Match> match(const claims::Chain& chain,
                           std::span<const std::string_view> verdicts) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::rules
