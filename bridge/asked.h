// Does `ask` ask what the question asks? A statement to judge, and what a yes-or-no question asks
// about, is read as a given is read: claim and sentence agree both ways.
//
//   "The rabbit is big."   ask big(rabbit)         ""
//                          ask big(rabbit_big)     "no word for rabbit_big"
//   "Is Ann patient?"      ask patient(ann)        "", as of "Ann is patient."
//   "How many stamps does Ann have?"   ask X: stamp_ann = X   ""
//                                      ask X: 56 = X          "`56 = X` asks for nothing by name"
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::bridge {

// The names of the givens of `chain` are known as words of the question: beside a given about
// old_bear, "the old bear sleeps" is not about an old `bear`. A value is asked for by one name, of
// words of the question. "" where they agree, and where a question of another kind has neither of
// these forms: those are not judged here.
std::string disagreement_with_question(const claims::Chain& chain, const claims::Step& ask,
                                       std::string_view question);

// Is it of one of these forms?
bool reads_as_statement(std::string_view question);

}  // namespace modus::bridge
