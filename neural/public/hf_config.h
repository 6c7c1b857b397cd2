// The shape of a public model as the config.json of a Hugging Face folder.
#pragma once

#include <string>

#include "neural/public/public_shape.h"

namespace modus::neural {

// parse_hf_shape (hf_shape.h) reads it back to the same shape, `architecture` in the spelling of
// these folders and `pairs` as these have them. Keys in the spelling of transformers 5.
std::string print_hf_config(const PublicShape& shape);

// Where these folders have the pairs that rope turns together, whatever the shape's own file does.
RopePairs hub_pairs(const PublicShape& shape);

}  // namespace modus::neural
