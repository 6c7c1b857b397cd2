#include "claims/abbreviations.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/error.h"
#include "claims/comprehension.h"
#include "claims/expectation.h"
#include "claims/functions.h"
#include "claims/geometry.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxWrittenOut = 20'000;  // nodes of one term

Claim hundred_points() { return number(Literal{Rational(100), "100", "pp"}, {}); }

Claim sum_of(std::span<const Claim> terms) {
  Claim sum = terms[0];
  for (const Claim& term : terms.subspan(1)) sum = binary(Op::kAdd, sum, term);
  return sum;
}

}  // namespace

Claim meaning(const Claim& application) {
  const auto function = function_of(application);
  MODUS_CHECK(function && is_abbreviation(*function), "{} stands for nothing", application.name());
  const std::span<const Claim> of = application.children();
  if (is_figure(*function)) return figure_in_coordinates(application).value_or(application);
  switch (*function) {
    case Function::kPercentagePoints:
      return binary(Op::kMultiply, binary(Op::kSubtract, of[1], of[0]), hundred_points());
    case Function::kRelativeChange:
      return binary(Op::kDivide, binary(Op::kSubtract, of[1], of[0]), of[0]);
    case Function::kIntegers:
      return listed_integers(application).value_or(application);
    case Function::kVariance: {
      const Claim two = number_term(2);
      return binary(Op::kSubtract,
                    expectation_under(application, binary(Op::kPower, of[0], two)),
                    binary(Op::kPower, expectation_under(application, of[0]), two));
    }
    case Function::kSuchThat:
      return application;
    default:
      return binary(Op::kDivide, sum_of(of), number_term(static_cast<unsigned long>(of.size())));
  }
}

bool has_abbreviation(const Claim& claim) {
  const auto function = function_of(claim);
  if (function && is_abbreviation(*function)) return true;
  return std::any_of(claim.children().begin(), claim.children().end(), has_abbreviation);
}

Claim written_out(const Claim& claim) {
  if (!has_abbreviation(claim)) return claim;
  if (const auto squares = compared_by_squares(claim)) return *squares;
  std::vector<Claim> children;
  for (const Claim& child : claim.children()) children.push_back(written_out(child));
  Claim rebuilt = make(claim.op(), claim.name(), std::move(children), claim.span());
  if (const auto core = without_comprehension(rebuilt))
    return core->size() <= kMaxWrittenOut ? *core : rebuilt;
  const auto function = function_of(rebuilt);
  if (!function || !is_abbreviation(*function)) return rebuilt;
  Claim core = meaning(rebuilt);  // of arguments that are written out
  return core.size() <= kMaxWrittenOut ? core : rebuilt;
}

}  // namespace modus::claims
