// The signs that a number may have, as a set of bits, and what becomes of them.
//
//   kPlus | kNull   it is not negative
#pragma once

#include <cstdint>

namespace modus::symbolic::algebra {

using Signs = std::uint8_t;
inline constexpr Signs kNegative = 1, kNull = 2, kPlus = 4, kAny = 7;

// Of the negated number.
inline Signs turned(Signs signs) {
  return static_cast<Signs>((signs & kNull) | (signs & kNegative ? kPlus : 0) |
                            (signs & kPlus ? kNegative : 0));
}

inline Signs product(Signs a, Signs b) {
  const auto not_null = [](Signs signs) { return static_cast<Signs>(signs & ~kNull); };
  Signs result = (a | b) & kNull;
  if ((b & kPlus) != 0) result |= not_null(a);
  if ((b & kNegative) != 0) result |= not_null(turned(a));
  return result;
}

}  // namespace modus::symbolic::algebra
