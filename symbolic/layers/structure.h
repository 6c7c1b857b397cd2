// The first layer: what can be judged by looking at the form of a chain alone. References, scope,
// freshness, and the shape of discharge, case and obtain. No entailment.
//
//   s3 assume rain ... s5 have wet by s3 ... s6 discharge s3: rain -> wet by s5     well-formed
//   s7 have wet by s5                     malformed: s5 rests on s3, which s6 has discharged
//
// Open assumptions are tracked as sets: those of the cited steps, plus those that the names in the
// claim depend on (a fixed name depends on its `fix`, an obtained one on what it was obtained under,
// a defined one on the names of its term); `discharge` removes what it closes.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "claims/functions.h"
#include "claims/sorts.h"

namespace modus::symbolic {

// A modal claim, likely p, is kept: it is never proved and proves nothing plain.
inline bool is_plain(const claims::Claim& claim) { return !claims::has_modality(claim); }

using Assumptions = std::set<claims::StepId>;

class Structure {
 public:
  // chain and signature are borrowed.
  Structure(const claims::Chain& chain, const claims::Signature& signature);

  // Judges step `index`; steps are added in order. Returns the reason why it is malformed, or
  // nullopt; a malformed step binds, opens and closes nothing. The chain may have grown meanwhile.
  std::optional<std::string> add(std::size_t index);

  // Judges anew the steps that the chain still has, all of which were added.
  void rollback();

  std::size_t index_of(claims::StepId id) const { return index_.at(id); }
  const Assumptions& open(std::size_t index) const { return open_[index]; }
  const Assumptions& discharged() const { return discharged_; }
  // Added, with an id, and not resting on a discharged assumption.
  bool in_scope(claims::StepId id) const;

 private:
  using Reason = std::optional<std::string>;
  Reason check_references(const claims::Step& step, std::size_t index) const;
  Reason check_names(const claims::Step& step, std::size_t index) const;
  Reason check_kind(const claims::Step& step);
  Reason check_fresh(const claims::Step& step) const;
  Reason check_obtain(const claims::Step& step) const;
  Reason check_case(const claims::Step& step) const;
  Reason check_discharge(const claims::Step& step) const;
  Reason check_discharged_assumption(const claims::Step& step, const claims::Step& opened) const;
  Reason check_discharged_fix(const claims::Step& step, const claims::Step& opened) const;
  Reason check_discharged_cases(const claims::Step& step) const;
  Reason check_answer(const claims::Step& step) const;
  Assumptions depends_on(std::span<const std::string> names) const;
  void record(const claims::Step& step, std::size_t index);
  void meet_new_steps();
  const claims::Step& step(claims::StepId id) const;

  const claims::Chain& chain_;
  const claims::Signature& signature_;
  std::map<claims::StepId, std::size_t> index_;          // every step with an id, also later ones
  std::map<std::string, std::size_t, std::less<>> binder_;  // let, fix, obtain: also later ones
  std::map<std::string, Assumptions, std::less<>> depends_; // names bound so far
  std::set<std::string, std::less<>> used_;              // names met so far, outside the question
  std::set<std::string, std::less<>> asked_;             // names of the question
  std::vector<Assumptions> open_;
  std::vector<bool> well_formed_;
  Assumptions discharged_;
  std::optional<std::string> closed_used_;               // a closed predicate that a step has used
};

// Every name in a step: claim, options, definition, value, and the name that it binds.
std::vector<std::string> names_of(const claims::Step& step);

}  // namespace modus::symbolic
