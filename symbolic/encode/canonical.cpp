#include "symbolic/encode/canonical.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "claims/print.h"

namespace modus::symbolic::encode {
namespace {

using claims::Claim;

struct Shape {
  std::string text;
  std::map<std::string, std::size_t> order;  // names and variables by first use

  void add(const Claim& claim) {
    text += static_cast<char>('A' + static_cast<int>(claim.op()));
    if (claim.op() == claims::Op::kNumber) {
      text += claim.literal().digits + ' ' + claim.literal().unit;
    } else if (!claim.name().empty()) {
      text += std::to_string(order.try_emplace(claim.name(), order.size()).first->second);
    }
    text += '(';
    for (const Claim& child : claim.children()) add(child);
    text += ')';
  }
};

}  // namespace

std::vector<std::size_t> canonical_order(std::span<const Claim> claims) {
  std::vector<std::tuple<std::size_t, std::string, std::string, std::size_t>> keys;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    Shape shape;
    shape.add(claims[i]);
    keys.emplace_back(claims[i].size(), std::move(shape.text), claims::print(claims[i]), i);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::size_t> order;
  for (const auto& key : keys) order.push_back(std::get<3>(key));
  return order;
}

}  // namespace modus::symbolic::encode
