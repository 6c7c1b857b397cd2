// What a step rests its verdict on, in plain lines: shared by the text and the drawing.
#pragma once

#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/verdict.h"

namespace modus::app {

// "counter-model: kind(ann), not tall(ann)", "also cite s7", "18 + 36 = 54", "E03 (error): ..." .
// The reason stands first. Empty for a step about which there is nothing to say.
std::vector<std::string> evidence_lines(const symbolic::StepResult& result);

// What an ask, given, have, assume, case, discharge or answer step says, in one line: its claim,
// the question with its options, the answer's value.
std::string statement(const claims::Step& step);

// "s3", or "ask" and "answer", which have no id.
std::string label(const claims::Step& step);

// "s1 s2 s3"
std::string id_list(const std::vector<claims::StepId>& ids);

}  // namespace modus::app
