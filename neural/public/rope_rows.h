// The rows of queries and keys in the two orders that public files have them.
#pragma once

#include <cstddef>
#include <string_view>

#include "neural/public/public_shape.h"

namespace modus::neural {

// Heads of `head` rows, the last `turned` of which rope turns in pairs; head 0: rows in no order.
struct RopeRows {
  std::size_t head = 0, turned = 0;
};

// Of a tensor under GGUF's name.
RopeRows rope_rows_of(std::string_view name, const PublicShape& shape);

// Which row of the other order row r of `to` is.
std::size_t row_in_other_order(const RopeRows& rows, RopePairs to, std::size_t r);

}  // namespace modus::neural
