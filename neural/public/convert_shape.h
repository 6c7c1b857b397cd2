// The shape of a public model as the keys of a GGUF file.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "neural/gguf_writer.h"
#include "neural/public/public_shape.h"

namespace modus::neural {

// How GGUF calls an architecture, and where its files have the pairs that rope turns together.
struct GgufArchitecture {
  std::string_view name;
  RopePairs pairs = RopePairs::kHalvesApart;
};

// ConfigError naming the source for what GGUF cannot say: an architecture, experts in some layers
// only, weights of experts that are normalised otherwise, a rope of another kind.
GgufArchitecture gguf_architecture(const PublicShape& shape, const std::string& source);

// general.architecture, and the keys under its name.
std::vector<std::pair<std::string, GgufEntry>> shape_entries(const PublicShape& shape,
                                                             const GgufArchitecture& architecture);

}  // namespace modus::neural
