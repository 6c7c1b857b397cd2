// The printed form of a chain, for people.
//
//   logic directed                                   (header items, in any order)
//   @1 Ann is kind.                                  (the text, one sentence a line)
//   @2 All kind people are patient.
//   ask patient(ann)
//   s1  given      kind(ann)  @1                     (columns are free; canonical print aligns)
//   s2  given      kind(X) -> patient(X)  @2
//   s3  have       patient(ann)  by modus_ponens s1 s2
//   answer true  by s3
//
// parse_chain(print_chain(c)) == c. `#` to the end of the line is a comment, but not in a sentence.
// A sentence that is empty, begins or ends blank, begins with a quote or holds a control character
// is written as a JSON string. Errors: ParseError with line, column, caret and remedy. Only the
// form is judged here (syntax, closed lists, ascending step ids, ask first); references, scope and
// freshness are the kernel's business. Limits: kMaxSteps steps, kMaxTextBytes bytes.
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::claims {

inline constexpr std::size_t kMaxSteps = 20000;

Chain parse_chain(std::string_view text, std::string_view source_name);
std::string print_chain(const Chain& chain);
std::string print_step(const Step& step);  // one line, no line end: "s3  have  nice(anne)  by ..."

// A problem written as claims, for `modus solve`: a chain without derivation: header, text, ask,
// given and let lines; step ids may be left out and are then numbered from s1.
Chain parse_problem_claims(std::string_view text, std::string_view source_name);

}  // namespace modus::claims
