#include "symbolic/algebra/solution_count.h"

#include <algorithm>
#include <vector>

#include "symbolic/algebra/formula.h"
#include "symbolic/algebra/sign_cells.h"

namespace modus::symbolic::algebra {
namespace {

using Kind = Formula::Kind;

constexpr Indeterminate kUnknown = 0;  // the first that a reader makes

// The formula on one cell; nullopt where it is not understood or a divisor is 0.
class OnCell {
 public:
  OnCell(const std::vector<Polynomial>& polynomials, const Cell& cell)
      : polynomials_(polynomials), cell_(cell) {}

  std::optional<bool> operator()(const Formula& formula) const {
    switch (formula.kind) {
      case Kind::kTrue:
        return true;
      case Kind::kFalse:
        return false;
      case Kind::kZero:
      case Kind::kPositive:
        return atom(formula);
      case Kind::kNot:
        if (const auto holds = (*this)(formula.parts[0])) return !*holds;
        return std::nullopt;
      case Kind::kIff: {
        const auto a = (*this)(formula.parts[0]), b = (*this)(formula.parts[1]);
        return a && b ? std::optional(*a == *b) : std::nullopt;
      }
      case Kind::kAnd:
      case Kind::kOr:
        return junction(formula);
      default:
        return std::nullopt;
    }
  }

 private:
  std::optional<bool> atom(const Formula& formula) const {
    for (const Polynomial& divisor : formula.nonzero)
      if (sign(divisor) == 0) return std::nullopt;
    const int found = sign(formula.polynomial);
    return formula.kind == Kind::kZero ? found == 0 : found > 0;
  }

  std::optional<bool> junction(const Formula& formula) const {
    const bool settles = formula.kind == Kind::kOr;
    bool open = false;
    for (const Formula& part : formula.parts) {
      const auto holds = (*this)(part);
      if (holds == settles) return settles;
      open = open || !holds;
    }
    return open ? std::nullopt : std::optional(!settles);
  }

  int sign(const Polynomial& polynomial) const {
    if (const auto number = polynomial.constant()) return sgn(*number);
    const auto at = std::find(polynomials_.begin(), polynomials_.end(), polynomial);
    return cell_.signs[static_cast<std::size_t>(at - polynomials_.begin())];
  }

  const std::vector<Polynomial>& polynomials_;
  const Cell& cell_;
};

void collect_divisors(const Formula& formula, std::vector<Polynomial>& all) {
  for (const Polynomial& divisor : formula.nonzero)
    if (!divisor.constant() && std::find(all.begin(), all.end(), divisor) == all.end())
      all.push_back(divisor);
  for (const Formula& part : formula.parts) collect_divisors(part, all);
}

bool is_root(const Cell& cell) {
  return std::find(cell.signs.begin(), cell.signs.end(), 0) != cell.signs.end();
}

}  // namespace

std::optional<std::size_t> solution_count(const claims::Claim& quantified,
                                          const claims::Signature& signature) {
  try {
    Reader reader(signature);
    if (!reader.open(quantified)) return std::nullopt;
    const Formula formula = reader.formula(quantified.child(0));
    std::vector<Polynomial> polynomials;
    collect_polynomials(formula, polynomials);
    collect_divisors(formula, polynomials);
    std::vector<Univariate> univariate;
    for (const Polynomial& polynomial : polynomials) {
      if (polynomial.indeterminates() != std::vector{kUnknown}) return std::nullopt;
      univariate.push_back(polynomial.coefficients(kUnknown));
    }
    const auto cells = sign_cells(univariate, reader.numbers(kUnknown));
    if (!cells) return std::nullopt;
    std::size_t count = 0;
    for (const Cell& cell : *cells) {
      const auto holds = OnCell(polynomials, cell)(formula);
      if (!holds || (*holds && !is_root(cell))) return std::nullopt;
      if (*holds) ++count;
    }
    return count;
  } catch (const TooLarge&) {
    return std::nullopt;
  }
}

}  // namespace modus::symbolic::algebra
