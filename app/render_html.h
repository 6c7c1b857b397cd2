// A checked chain or a checked answer as one self-contained page: the text with its readings in
// colour beside the steps; a click on a step shows premises, counter-model and rule. Whatever the
// text holds, it is shown and never obeyed.
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"
#include "symbolic/answer.h"
#include "symbolic/verdict.h"

namespace modus::app {

std::string render_chain_html(const claims::Chain& chain, const symbolic::ChainResult& result,
                              std::string_view title);

// answer: the text that was checked. What was not understood is grey and counted.
std::string render_answer_html(const symbolic::AnswerCheck& check, std::string_view answer,
                               std::string_view title);

}  // namespace modus::app
