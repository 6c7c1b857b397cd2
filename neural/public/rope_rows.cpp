#include "neural/public/rope_rows.h"

namespace modus::neural {

RopeRows rope_rows_of(std::string_view name, const PublicShape& shape) {
  const auto is = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
  const std::size_t head = shape.config.head_dim, turned = shape.turned_width();
  if (shape.latent && is(".attn_kv_a_mqa."))
    return {.head = shape.latent->key_value_middle + turned, .turned = turned};
  if (is(".attn_q.") || is(shape.latent ? ".attn_q_b." : ".attn_k."))
    return {.head = head, .turned = turned};
  return {};
}

std::size_t row_in_other_order(const RopeRows& rows, RopePairs to, std::size_t r) {
  if (rows.head == 0 || r % rows.head < rows.head - rows.turned) return r;
  const std::size_t first = r / rows.head * rows.head + rows.head - rows.turned;
  const std::size_t i = r - first, half = rows.turned / 2;
  return first + (to == RopePairs::kHalvesApart ? 2 * (i % half) + i / half : i % 2 * half + i / 2);
}

}  // namespace modus::neural
