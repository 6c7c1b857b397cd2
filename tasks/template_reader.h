// The plain template reader of rule worlds in English (the sentences of ProofWriter and PrOntoQA
// are of this form, and so is any text of such sentences): text to a problem as claims.
//
//   Ann is kind. All kind people are patient. Is Ann patient?
//     logic directed
//     @1 Ann is kind.                       ask patient(ann)
//     @2 All kind people are patient.       s1 given kind(ann)  @1
//                                           s2 given kind(X) -> patient(X)  @2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::tasks {

struct TemplateReading {
  std::optional<claims::Chain> chain;  // nullopt: not all of the text is of this form
  std::string unread;                  // then: the first sentence that is not, or "no question"
};

// The question is the last sentence ("Is Ann patient?", "Does the cat see the cow?"), or the
// statement after a sentence that asks whether it is true or false. Pure; the work is linear in the
// text.
TemplateReading read_by_template(std::string_view text);

}  // namespace modus::tasks
