// Ids that cannot be mixed up: StrongId<struct SymbolTag> is not StrongId<struct FactTag>.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace modus {

template <typename Tag, typename Rep = std::uint32_t>
struct StrongId {
  Rep value = 0;

  constexpr StrongId() = default;
  constexpr explicit StrongId(Rep v) : value(v) {}
  constexpr std::size_t index() const { return static_cast<std::size_t>(value); }
  constexpr auto operator<=>(const StrongId&) const = default;
};

}  // namespace modus

template <typename Tag, typename Rep>
struct std::hash<modus::StrongId<Tag, Rep>> {
  std::size_t operator()(modus::StrongId<Tag, Rep> id) const noexcept {
    return std::hash<Rep>()(id.value);
  }
};
