// What a report lets a claim say of its speaker.
//
//   @1 Everyone is either a knight or a knave.
//   @2 Knights tell the truth and knaves lie.
//   @3 Ann says that Bob is a knave.              knight(ann) <-> knave(bob)   @3 @1 @2
#pragma once

#include "claims/claim.h"
#include "symbolic/reading/agreement.h"
#include "symbolic/reading/reports.h"
#include "symbolic/reading/vocabulary.h"

namespace modus::symbolic::reading {

// The report is that of the passage's sentence; the claim is an equivalence. They agree where it
// reads K(speaker) <-> P, the report's content agrees with P, and the antecedents say that every K
// tells the truth, that every L lies and that everyone is a K or an L.
Agreement report_agreement(const claims::Claim& claim, const Report& report, const Passage& passage,
                           const Vocabulary& vocabulary);

}  // namespace modus::symbolic::reading
