// modus.chain/v1, for programs. Claims are strings in canonical print; what has its default is left
// out.
//
//   {"format": "modus.chain/v1",
//    "header": {"logic": "directed", "closed": ["p/1"], "names": "unique", "domain": ["a", "b"],
//               "sorts": ["age(entity): int"]},
//    "text": ["Ann is kind."],
//    "steps": [
//     {"kind": "ask", "claim": "nice(ann)"},
//     {"kind": "given", "id": "s1", "claim": "kind(ann)", "sentences": [1]},
//     {"kind": "have", "id": "s2", "claim": "nice(ann)", "rule": "chain", "cites": ["s1"]},
//     {"kind": "answer", "value": "true", "cites": ["s2"]}]}
//
// Further keys: ask `question` (value, set, choice), `variable`, `options` [{letter, claim}]; let,
// fix, obtain `name`; let `sort`, `definition`; case `of`; discharge `closes`.
// chain_from_json(chain_to_json(c)) == c. Unknown keys, wrong types, claims that cannot be read and
// depth beyond 16 are ParseErrors that name the path ("steps[3].claim: ...") and point into the
// JSON. The chain's own source is its printed form, where its spans point.
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::claims {

std::string chain_to_json(const Chain& chain);
Chain chain_from_json(std::string_view json, std::string_view source_name);

}  // namespace modus::claims
