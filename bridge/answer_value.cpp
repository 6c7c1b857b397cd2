#include "bridge/answer_value.h"

#include <cstdint>

#include "base/error.h"
#include "claims/evaluate.h"
#include "claims/parse.h"

namespace modus::bridge {
namespace {

constexpr std::uint64_t kTermBudget = 1000;  // operations

}  // namespace

std::optional<claims::Rational> value_of_answer(const std::string& answer) {
  try {
    const claims::Claim equation = claims::parse_claim(answer + " = 0", "answer");
    if (equation.op() != claims::Op::kEqual) return std::nullopt;
    const claims::Value value = claims::evaluate(equation.child(0), claims::Model(), kTermBudget);
    const auto* quantity = std::get_if<claims::Quantity>(&value);
    return quantity ? std::optional(quantity->value) : std::nullopt;
  } catch (const ParseError&) {
    return std::nullopt;
  }
}

bool is_same_number(const claims::Rational& a, const claims::Rational& b) {
  if (a == b) return true;
  if (claims::is_integer(a) && claims::is_integer(b)) return false;
  claims::Rational scale = abs(b);
  if (scale < 1) scale = 1;
  return abs(a - b) * 1000000 < scale;
}

}  // namespace modus::bridge
