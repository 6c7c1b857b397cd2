#include "symbolic/answer_chain.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace modus::symbolic {

using claims::Extraction;
using claims::Reading;
using claims::ReadingKind;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

class ChainOfReadings {
 public:
  explicit ChainOfReadings(const Extraction& extraction) : extraction_(extraction) {
    for (const Reading& reading : extraction.readings) {
      if (reading.kind == ReadingKind::kDefinition) defined_.insert(reading.name);
      if (reading.follows) followed_.insert(*reading.follows);
    }
  }

  ReadChain run() {
    result_.chain.source_name = "answer";
    result_.step_of.resize(extraction_.readings.size());
    for (std::size_t i = 0; i < extraction_.readings.size(); ++i) add(i);
    return std::move(result_);
  }

 private:
  void add(std::size_t i) {
    const Reading& reading = extraction_.readings[i];
    Step step;
    step.claim = reading.claim;
    switch (reading.kind) {
      case ReadingKind::kAnswer:
        return;
      case ReadingKind::kAlgebra: {
        const bool derived = reading.follows && result_.step_of[*reading.follows];
        if ((!derived && !followed_.contains(i)) || !declare(reading.claim)) return;
        step.kind = derived ? StepKind::kHave : StepKind::kAssume;
        if (derived) step.cites = {id(*result_.step_of[*reading.follows])};
        break;
      }
      case ReadingKind::kDefinition:
        step.kind = StepKind::kLet;
        step.name = reading.name;
        step.definition = reading.claim;
        step.claim = claims::Claim();
        break;
      default:
        step.kind = StepKind::kHave;
        step.rule = claims::Rule::kCalculate;
    }
    result_.step_of[i] = push(std::move(step));
  }

  // The unknowns of an equation are let; false where one of them is defined somewhere.
  bool declare(const claims::Claim& claim) {
    const std::vector<std::string> names = claims::names_in(claim);
    if (std::any_of(names.begin(), names.end(),
                    [&](const std::string& name) { return defined_.contains(name); }))
      return false;
    for (const std::string& name : names) {
      if (!unknowns_.insert(name).second) continue;
      Step let;
      let.kind = StepKind::kLet;
      let.name = name;
      let.declared = claims::Sort{claims::SortKind::kReal, {}, {}};
      push(std::move(let));
    }
    return true;
  }

  std::size_t push(Step step) {
    std::vector<Step>& steps = result_.chain.steps;
    step.id = id(steps.size());
    steps.push_back(std::move(step));
    return steps.size() - 1;
  }
  static StepId id(std::size_t index) { return StepId{static_cast<std::uint32_t>(index + 1)}; }

  const Extraction& extraction_;
  std::set<std::string> defined_, unknowns_;
  std::set<std::size_t> followed_;
  ReadChain result_;
};

}  // namespace

ReadChain chain_of(const Extraction& extraction) { return ChainOfReadings(extraction).run(); }

}  // namespace modus::symbolic
