// A derivation that needs no look-ahead: every step has its turn, from a fact all rules are tried
// that speak of it, and what was looked up is written between the steps, for a model that works
// alone.
//
//   ask patient(ann)   s1 given kind(ann)   s2 given quiet(ann)
//   s3 given kind(X) and quiet(X) -> patient(X)
//     # patient ann open ;   # not patient ann open ;      is the question or its opposite given?
//     # s1 kind ann : s3 ;                                 the rules that speak of s1
//     # s1 s3 kind ann s1 quiet ann s2 -> patient ann open ;   where it leads: that is new
//     s4 have modus_ponens s1 s2 s3 patient ann ;
//     answer s4 true ;
//
// Where nothing follows, `# s3 ;` passes the rule by, and so on to the last step. `open` behind a
// literal says that it is not among the steps so far. The notes are comments: no step rests on
// them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "claims/chain.h"

namespace modus::tasks {

// Stands before a step of a chain. Text without `#` and `;`, atoms as in the token form.
struct SearchNote {
  std::size_t before = 0;  // index into the chain's steps
  std::string text;        // "s1 kind ann : s3"
};

struct NotedChain {
  claims::Chain chain;
  std::vector<SearchNote> notes;  // in the order in which they are written
};

// The problem (question and givens under `logic directed`; other steps are left out), searched
// until the question or its opposite is derived, or nothing is left to try. nullopt where a given
// is no Horn clause of literals, or more than `max_steps` steps would be numbered.
std::optional<NotedChain> search_in_notes(const claims::Chain& problem,
                                          std::size_t max_steps = 128);

}  // namespace modus::tasks
