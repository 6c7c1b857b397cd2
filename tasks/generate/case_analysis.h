// Who is a knight and who is a knave, worked out from what they say: the steps of one case
// analysis.
//
//   s4  have  knight(ann) or knave(ann)  by instantiate s1
//   s5  case  knight(ann) of s4
//   s6  have  knave(bob)  by s2 s5
//   s7  have  false  by contradiction s3 s5 s6
//   s8  case  knave(ann) of s4
//   s9  have  knight(bob)  by s1 s2 s8
//   s10 discharge s5 s8: knight(bob) by cases s4 s7 s9
#pragma once

#include "claims/chain.h"
#include "tasks/generate/testimony.h"

namespace modus::tasks {

// Appends the analysis that settles what `asked` is, and the answer to the chain's question, which
// asks for it. The chain begins with ask and givens: everyone is one or the other, then one given a
// testimony. Parted is the first speaker, in the order of the text, whose two cases each lead by
// single steps to a contradiction or to what is asked; false where there is none.
bool append_case_analysis(const Island& island, const KindLiteral& asked, claims::Chain& chain);

}  // namespace modus::tasks
