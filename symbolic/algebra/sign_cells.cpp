#include "symbolic/algebra/sign_cells.h"

#include <algorithm>

namespace modus::symbolic::algebra {
namespace {

using claims::Integer;

bool is_small(const Univariate& p) {
  return std::all_of(p.begin(), p.end(), [](const Rational& coefficient) {
    return mpz_sizeinbase(coefficient.get_num_mpz_t(), 2) <= kMaxBits &&
           mpz_sizeinbase(coefficient.get_den_mpz_t(), 2) <= kMaxBits;
  });
}

void trim(Univariate& p) {
  while (!p.empty() && p.back() == 0) p.pop_back();
}

Rational value_at(const Univariate& p, const Rational& x) {
  Rational value = 0;
  for (auto it = p.rbegin(); it != p.rend(); ++it) value = value * x + *it;
  return value;
}

Univariate derivative(const Univariate& p) {
  Univariate result;
  for (std::size_t i = 1; i < p.size(); ++i) result.push_back(p[i] * static_cast<unsigned long>(i));
  return result;
}

// Divided by the size of its leading coefficient: signs stay, numbers stay small.
Univariate scaled(Univariate p) {
  if (p.empty()) return p;
  const Rational by = abs(p.back());
  for (Rational& coefficient : p) coefficient /= by;
  return p;
}

struct Division {
  Univariate quotient, remainder;
};

// b is not 0.
Division divide(Univariate a, const Univariate& b) {
  Division result;
  if (a.size() >= b.size()) result.quotient.resize(a.size() - b.size() + 1);
  while (a.size() >= b.size()) {
    const std::size_t shift = a.size() - b.size();
    const Rational factor = a.back() / b.back();
    result.quotient[shift] = factor;
    for (std::size_t i = 0; i < b.size(); ++i) a[shift + i] -= factor * b[i];
    trim(a);
  }
  result.remainder = std::move(a);
  return result;
}

Univariate greatest_common_divisor(Univariate a, Univariate b) {
  while (!b.empty()) {
    Univariate rest = scaled(divide(std::move(a), b).remainder);
    a = std::move(b);
    b = std::move(rest);
  }
  return scaled(std::move(a));
}

// The same roots, each once.
Univariate square_free(const Univariate& p) {
  if (p.size() <= 2) return p;
  return scaled(divide(p, greatest_common_divisor(p, derivative(p))).quotient);
}

Univariate product(const Univariate& a, const Univariate& b) {
  Univariate result(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
  return result;
}

// The Sturm chain of a square-free polynomial: p, p', then negated remainders.
class SturmChain {
 public:
  explicit SturmChain(const Univariate& p) {
    chain_.push_back(p);
    for (Univariate next = derivative(p); !next.empty();) {
      chain_.push_back(scaled(std::move(next)));
      next = divide(chain_[chain_.size() - 2], chain_.back()).remainder;
      for (Rational& coefficient : next) coefficient = -coefficient;
    }
  }

  // Roots in (low, high].
  int roots(const Rational& low, const Rational& high) const {
    return sign_changes(low) - sign_changes(high);
  }

 private:
  int sign_changes(const Rational& x) const {
    int changes = 0, last = 0;
    for (const Univariate& p : chain_) {
      const int sign = sgn(value_at(p, x));
      if (sign != 0 && last != 0 && sign != last) ++changes;
      if (sign != 0) last = sign;
    }
    return changes;
  }

  std::vector<Univariate> chain_;
};

Integer floor_of(const Rational& x) {
  Integer result;
  mpz_fdiv_q(result.get_mpz_t(), x.get_num_mpz_t(), x.get_den_mpz_t());
  return result;
}

// The roots of one square-free polynomial, each in an interval (low, high] of its own.
class Roots {
 public:
  struct Interval {
    Rational low, high;
  };

  explicit Roots(Univariate p) : p_(std::move(p)), sturm_(p_) {
    Rational most = 0;  // Cauchy's bound on the size of every root
    for (const Rational& coefficient : p_) most = std::max<Rational>(most, abs(coefficient));
    bound_ = floor_of(Rational(most / abs(p_.back()))) + 2;
    isolate({-bound_, bound_});
  }

  std::size_t size() const { return intervals_.size(); }
  const Interval& at(std::size_t i) const { return intervals_[i]; }
  const Rational& bound() const { return bound_; }
  bool is_exact(std::size_t i) const { return value_at(p_, intervals_[i].high) == 0; }

  // A rational number after root i and before the next one.
  Rational between(std::size_t i) {
    if (i + 1 == size()) return bound_;
    if (!is_exact(i)) return intervals_[i].high;
    while (intervals_[i + 1].low <= intervals_[i].high) halve(i + 1);
    return (intervals_[i].high + intervals_[i + 1].low) / 2;
  }

  // The root itself where it is whole; else the largest whole number below it. Afterwards a whole
  // root is the end of its interval.
  Integer floor(std::size_t i) {
    Interval& at = intervals_[i];
    while (at.high - at.low >= 1) halve(i);
    const Integer whole = floor_of(at.high);
    if (whole <= at.low) return whole;
    if (value_at(p_, whole) == 0) {
      at.high = whole;
      return whole;
    }
    const bool above = sturm_.roots(at.low, whole) == 0;
    (above ? at.low : at.high) = whole;
    return above ? whole : Integer(whole - 1);
  }

  // The smallest whole number after root i, where it comes before the next root.
  std::optional<Integer> whole_between(std::size_t i) {
    const Integer next = floor(i) + 1;
    if (i + 1 == size()) return next;
    const bool before = sturm_.roots(-bound_, next) == static_cast<int>(i) + 1;
    return before ? std::optional(next) : std::nullopt;
  }

 private:
  void isolate(const Interval& interval) {
    const int count = sturm_.roots(interval.low, interval.high);
    if (count == 0) return;
    if (count == 1) {
      intervals_.push_back(interval);
      return;
    }
    const Rational middle = (interval.low + interval.high) / 2;
    isolate({interval.low, middle});
    isolate({middle, interval.high});
  }

  void halve(std::size_t i) {
    Interval& at = intervals_[i];
    const Rational middle = (at.low + at.high) / 2;
    (sturm_.roots(at.low, middle) == 1 ? at.high : at.low) = middle;
  }

  Univariate p_;
  SturmChain sturm_;
  Rational bound_;
  std::vector<Interval> intervals_;
};

class Cells {
 public:
  Cells(std::span<const Univariate> polynomials, Numbers numbers)
      : polynomials_(polynomials), numbers_(numbers) {
    for (const Univariate& p : polynomials) {
      const Univariate once = square_free(p);
      chains_.emplace_back(p.size() > 1 ? std::optional<SturmChain>(once) : std::nullopt);
    }
  }

  void add_point(const Rational& x) {
    Cell cell{{}, x};
    for (const Univariate& p : polynomials_) cell.signs.push_back(sgn(value_at(p, x)));
    cells_.push_back(std::move(cell));
  }

  void add_root(const Roots& roots, std::size_t i) {
    const Roots::Interval& at = roots.at(i);
    if (roots.is_exact(i)) return add_point(at.high);
    Cell cell;
    for (std::size_t k = 0; k < polynomials_.size(); ++k) {
      const bool zero = chains_[k] && chains_[k]->roots(at.low, at.high) > 0;
      cell.signs.push_back(zero ? 0 : sgn(value_at(polynomials_[k], at.high)));
    }
    cells_.push_back(std::move(cell));
  }

  std::vector<Cell> all(Roots& roots) {
    add_point(-roots.bound());
    for (std::size_t i = 0; i < roots.size(); ++i) {
      if (numbers_ == Numbers::kReal) {
        add_root(roots, i);
        add_point(roots.between(i));
        continue;
      }
      roots.floor(i);  // moves a whole root to the end of its interval
      if (roots.is_exact(i) && claims::is_integer(roots.at(i).high)) add_point(roots.at(i).high);
      if (const auto whole = roots.whole_between(i)) add_point(*whole);
    }
    return std::move(cells_);
  }

 private:
  std::span<const Univariate> polynomials_;
  Numbers numbers_;
  std::vector<std::optional<SturmChain>> chains_;  // of the square-free parts
  std::vector<Cell> cells_;
};

}  // namespace

std::optional<std::vector<Cell>> sign_cells(std::span<const Univariate> polynomials,
                                            Numbers numbers) {
  Univariate all = {Rational(1)};
  std::size_t degrees = 0;
  for (const Univariate& p : polynomials) {
    if (p.size() <= 1) continue;
    degrees += p.size() - 1;
    if (degrees > kMaxTotalDegree || !is_small(p)) return std::nullopt;
    all = product(all, square_free(p));
  }
  Cells cells(polynomials, numbers);
  Roots roots(square_free(all));
  return cells.all(roots);
}

}  // namespace modus::symbolic::algebra
