// The form in which seeded faults are written, and its reader.
//
//   E10 xor_weakened
//   s1 given $p($a) xor $q($a) => given $p($a) or $q($a)
//   s2 given $p($a)
//   s3 have not $q($a) by s1 s2 !
//
// The first line names the rule that should find the mistake and how it was made. `=>` parts a
// line's sound form from its faulty one; `!` marks the faulty step. An empty line ends an entry.
// What the slots mean is for the reader of the entries (worked_fault.h, network_fault.h).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace modus::tasks {

struct WorkedFault {
  std::string rule;   // "E10"
  std::string name;   // "xor_weakened"
  std::string sound;  // with slots, printed form
  std::string faulty;
  std::size_t step = 0;  // of the faulty chain
  // Lines that say more about the entry, the rest of each by its first word: roles, where, if,
  // also.
  std::map<std::string, std::vector<std::string>> notes;
};

// Adds the entries of a table. Checks its form (MODUS_CHECK: tables are ours).
void read_fault_table(std::string_view table, std::vector<WorkedFault>& all);

}  // namespace modus::tasks
