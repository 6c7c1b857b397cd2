// Text in the first-order notation of FOLIO and ProverQA to tokens.
//
//   ∀x (Human(x) → ¬Flu(x))   ->   `∀` `x` `(` name `Human` `(` ... `→` `¬` ...
#pragma once

#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace modus::claims {

enum class FolSign : std::uint8_t {
  kEnd,  // once, last
  kName,
  kOpen,   // ( [
  kClose,  // ) ]
  kComma,
  kStop,     // . or : behind the variables of a quantifier
  kNot,      // ¬ ~ !
  kAnd,      // ∧ & ^ /\ ...
  kOr,       // ∨ | \/ ...
  kXor,      // ⊕ ⊻
  kImplies,  // → ⇒ -> => ⊃
  kIff,      // ↔ ⟷ ⇔ <-> <=> ≡
  kForall,
  kExists,
  kEqual,
  kNotEqual,
};

struct FolToken {
  FolSign sign = FolSign::kEnd;
  std::string_view text;
  Span span;
};

// Names are words of any alphabet with digits and `_`; `-`, `.` and apostrophes stand inside them
// (l-2021, y42.3billion, Companies’Stocks), `+` behind them. A full stop at the very end is left
// out. Throws ParseError: a sign that the notation does not have, more than kMaxTokens tokens.
std::vector<FolToken> fol_tokens(std::string_view text, std::string_view source_name);

}  // namespace modus::claims
