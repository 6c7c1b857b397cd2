#include "symbolic/reading_order.h"

#include <vector>

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;

// How tight an operator binds; 0: not one of the four.
int tightness(Op op) {
  if (op == Op::kAdd || op == Op::kSubtract) return 1;
  return op == Op::kMultiply || op == Op::kDivide ? 2 : 0;
}

struct Unbracketed {
  std::vector<Claim> operands;
  std::vector<Op> operators;  // between them
};

// Depth: that of claims, which the parser limits.
void flatten(const Claim& term, Unbracketed& reading) {
  const int own = tightness(term.op());
  if (own == 0) {
    reading.operands.push_back(term);
    return;
  }
  const auto take = [&](const Claim& child, bool in_brackets) {
    if (in_brackets)
      reading.operands.push_back(read_left_to_right(child));
    else
      flatten(child, reading);
  };
  const int left = tightness(term.child(0).op());
  const int right = tightness(term.child(1).op());
  take(term.child(0), left != 0 && left < own);
  reading.operators.push_back(term.op());
  take(term.child(1), right != 0 && right <= own);
}

}  // namespace

Claim read_left_to_right(const Claim& term) {
  Unbracketed reading;
  flatten(term, reading);
  Claim result = reading.operands.front();
  for (std::size_t i = 0; i < reading.operators.size(); ++i)
    result = claims::binary(reading.operators[i], result, reading.operands[i + 1]);
  return result;
}

}  // namespace modus::symbolic
