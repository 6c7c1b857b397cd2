// Verdicts as one JSON object, for programs. Keys are stable and documented in app/README.md; all
// texts are UTF-8, no line ends, the object on one line.
#pragma once

#include <exception>
#include <string>

#include "claims/chain.h"
#include "symbolic/answer.h"
#include "symbolic/verdict.h"

namespace modus::app {

// {"format":"modus.verdict/v1","kind":"chain","verdict":...,"steps":[...],"chain":{...},...}
std::string chain_result_json(const claims::Chain& chain, const symbolic::ChainResult& result,
                              double elapsed_s);

// {"format":"modus.verdict/v1","kind":"answer","verdict":...,"claims":[...],...}
std::string answer_check_json(const symbolic::AnswerCheck& check, double elapsed_s);

// {"error":{"kind":"parse","message":...,"source":...,"line":3,"column":7},"exit_code":2}
std::string error_json(const std::exception& error, int exit_code);

}  // namespace modus::app
