#include "tasks/generate/testimony.h"

#include <algorithm>
#include <optional>

namespace modus::tasks {

using claims::Claim;
using claims::Op;

bool holds(const KindLiteral& literal, const std::vector<bool>& knights) {
  return (knights[literal.person] == literal.knight) != literal.negated;
}

bool holds(const Testimony& testimony, const std::vector<bool>& knights) {
  const auto is = [&](const KindLiteral& part) { return holds(part, knights); };
  return testimony.all ? std::all_of(testimony.parts.begin(), testimony.parts.end(), is)
                       : std::any_of(testimony.parts.begin(), testimony.parts.end(), is);
}

Claim claim_of(const KindLiteral& literal, const Island& island) {
  Claim claim = claims::apply(literal.knight ? island.knight : island.knave,
                              {claims::name(island.people[literal.person])});
  return literal.negated ? claims::unary(Op::kNot, std::move(claim)) : claim;
}

Claim claim_of(const Testimony& testimony, const Island& island) {
  std::optional<Claim> said;
  for (const KindLiteral& part : testimony.parts) {
    Claim claim = claim_of(part, island);
    said = said ? claims::binary(testimony.all ? Op::kAnd : Op::kOr, *said, std::move(claim))
                : std::move(claim);
  }
  return claims::binary(Op::kIff, claim_of({testimony.speaker, true, false}, island), *said);
}

}  // namespace modus::tasks
