// A chain as a drawing: steps as boxes in the colours of their verdicts, support arrows, and beside
// a step what its verdict rests on (counter-model, right value, rules). Well-formed XML for any
// input.
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"
#include "symbolic/verdict.h"

namespace modus::app {

// Requires result to be that of the chain. title: shown at the top, before the verdict.
std::string render_svg(const claims::Chain& chain, const symbolic::ChainResult& result,
                       std::string_view title);

// `text` as XML character data: & < > " ' become entities, what XML 1.0 forbids becomes U+FFFD.
std::string escape_xml(std::string_view text);

}  // namespace modus::app
