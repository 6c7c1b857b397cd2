// What the matcher remembers of a step without reifying it.
#pragma once

#include <cstddef>
#include <vector>

#include "claims/chain.h"
#include "rules/vocabulary.h"

namespace modus::rules {

struct StepRecord {
  claims::Step step;
  Marks marks;
  std::vector<claims::StepId> open;  // assumptions that it rests on, ascending
  bool has_instances = false;        // those of the universals that it cites are reified
};

// The claim below its leading `forall`s.
const claims::Claim& without_foralls(const claims::Claim& claim);

// Records of one chain in order, found by step id.
class StepRecords {
 public:
  // words: the library's; borrowed.
  explicit StepRecords(const kg::SymbolTable& words) : occurrence_(words) {}

  // The new step with its marks: kind, RULE, operators of its claim, what it cites.
  StepRecord& add(const claims::Step& step);

  // Operators and words of all claims, questions and definitions so far.
  const Occurrence& occurrence() const { return occurrence_; }

  std::size_t size() const { return records_.size(); }
  StepRecord& operator[](std::size_t i) { return records_[i]; }
  const StepRecord& operator[](std::size_t i) const { return records_[i]; }
  // The earlier record of that id; nullptr when there is none.
  const StepRecord* find(claims::StepId id) const;

  // Something is cited, and all of it given or defined.
  bool cites_only_givens(const claims::Step& step) const;

  // Sets the marks `uncited` and, where there is an answer, `unused` (outside its backward slice).
  void mark_use();

 private:
  std::vector<claims::StepId> open_assumptions(const claims::Step& step) const;
  std::size_t index_of(claims::StepId id) const;  // size() when there is none

  std::vector<StepRecord> records_;
  Occurrence occurrence_;
  std::vector<std::size_t> numbered_;  // indices of steps with an id; ids ascend
  bool any_opened_ = false;            // some step opened an assumption
};

}  // namespace modus::rules
