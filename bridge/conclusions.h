// What the next step of a chain may say, for the mask: it forbids what the checker would refuse,
// what is said already, and rules and premises with which nothing can be said. Which of the rest is
// written is the model's choice, and an answer is offered only where a step states it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bridge/guide/guide.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {

// What a `have` may cite: accepted, in scope, and of no case but the one that is open.
std::vector<claims::StepId> usable_of(const symbolic::LiveChain& live);

// Of small classical logic without numbers (symbolic/consequences.h). A `have` by a rule that says
// literals: what its premises entail and nothing citable states; by `contradiction` only `false`. A
// discharge by cases: a literal that it cites. nullopt for any other step, and where nothing is
// known.
std::optional<Conclusions> conclusions_of(const symbolic::LiveChain& live, const StepDraft& draft);

// The answers to a question that is a literal, each with the step that states it ("s5 false"), and
// "open" unless the givens of small classical logic decide it. nullopt for another question.
std::optional<std::vector<std::string>> answers_of(const symbolic::LiveChain& live);

// An open case says `false`, or what is asked or its opposite and nothing contradicts it: the next
// case follows, or all are closed.
bool case_is_settled(const symbolic::LiveChain& live);

}  // namespace modus::bridge
