// Algebra in one unknown, in LaTeX: what is false whatever was meant.
//
//   \[ 16 + x = 27, \quad x = 8 \]                 ->   16 + 8 = 27     the value put back
//   \[ f(t) = (t + 1)^2 = t^2 + 1 \]               ->   (2 + 1)^2 = 2^2 + 1     at t = 2
//   \( \lceil -8.8 \rceil = -9 \), \binom{5}{2} = 12   ->   false as they stand
//
// Only what fails becomes a claim: an instance proves no identity, and a value that satisfies the
// equation before it need not be its only solution.
#pragma once

#include <cstddef>
#include <deque>
#include <string_view>
#include <vector>

#include "claims/extract/extract.h"

namespace modus::claims {

class LatexEquations {
 public:
  // The failing instances in one sentence; begin: its offset in the whole. Sentences are given in
  // order: equations of the last few are remembered.
  std::vector<Reading> read(std::string_view sentence, std::size_t begin);

 private:
  struct Equation {
    std::string unknown;
    Claim left, right;
    std::size_t sentence = 0;
  };
  struct Piece;

  void read_piece(const Piece& piece, std::vector<Reading>& readings);
  void put_back(const Piece& piece, const std::string& unknown, const Claim& value,
                std::vector<Reading>& readings) const;

  std::deque<Equation> equations_;
  std::size_t sentence_ = 0;
};

}  // namespace modus::claims
