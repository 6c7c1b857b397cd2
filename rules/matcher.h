// Which rules of a library may have something to say about a chain, step by step while it grows.
//
//   Matcher matcher(library, chain.header.logic);
//   for each step:  matcher.add(step);  matcher.judge({...the kernel's verdict on it});
//                   matches = matcher.match_step();          run their tests, see
//                   symbolic/rule_tests.h
//   at the end:     matches = matcher.match_chain({chain verdict, reason});
//
// The chain is turned into Datalog facts (rules/FORMAT.md lists them) only when a step has all the
// marks that some rule's match demands of it, so that a sound step costs next to nothing.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/library.h"
#include "rules/rule.h"

namespace modus::rules {

// What the kernel said, in the words of rule files.
struct Judgement {
  std::string_view verdict;  // "unproved"; "" when there is none
  std::string_view reason;
  std::optional<bool> from_accepted;  // unproved: would all accepted steps together prove it?
                                      // nullopt: nobody asked
};

// One chain, one thread. The library is borrowed and must not change meanwhile.
class Matcher {
 public:
  Matcher(const Library& library, claims::Logic logic);
  // With what the chain's header declares and the text that it was read from; its steps are added
  // one by one all the same.
  Matcher(const Library& library, const claims::Chain& chain);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  void add(const claims::Step& step);
  // The verdict on the step added last; a second call (after a rule lowered it) replaces the first.
  void judge(const Judgement& judgement);

  // Rules of scope step and pair whose first step is the one added last, and kernel rules that its
  // judgement breaks; sorted by rule id. A match sees the steps up to this one.
  std::vector<Match> match_step();
  // Rules of scope chain and text, and kernel rules on the whole chain; by step, then by rule id.
  std::vector<Match> match_chain(const Judgement& chain);

  // Rules that the chain so far gives occasion to: their operators and words stand in it, and some
  // step is of the kind that they blame, whatever its verdict. Sorted by id.
  std::vector<const Rule*> applicable() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::rules
