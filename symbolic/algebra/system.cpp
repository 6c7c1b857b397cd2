#include "symbolic/algebra/system.h"

#include <algorithm>
#include <set>

namespace modus::symbolic::algebra {

using Kind = Formula::Kind;

namespace {

constexpr int kMaxRounds = 12;

Formula constant(bool value) {
  Formula formula;
  formula.kind = value ? Kind::kTrue : Kind::kFalse;
  return formula;
}

}  // namespace

struct System::Line {
  Indeterminate indeterminate;
  std::vector<Polynomial> polynomials;
  std::vector<Cell> cells;

  std::optional<int> sign(const Polynomial& polynomial, std::size_t cell) const {
    const auto at = std::find(polynomials.begin(), polynomials.end(), polynomial);
    if (at == polynomials.end()) return std::nullopt;
    return cells[cell].signs[static_cast<std::size_t>(at - polynomials.begin())];
  }
};

void System::assume(const Formula& fact) {
  waiting_.push_back(fact);
  unsettled_ = true;
}

void System::settle() {
  if (!unsettled_) return;
  unsettled_ = false;
  bool changed = true;
  for (int round = 0; changed && round < kMaxRounds; ++round) {
    changed = false;
    std::vector<Formula> facts;
    facts.swap(waiting_);
    for (const Formula& fact : facts) changed = settle_one(reduced(fact)) || changed;
  }
  if (changed) understood_ = false;  // what waits may still name what was solved
}

// Whether the fact taught anything but itself.
bool System::settle_one(const Formula& fact) {
  const Formula rest = simplified(fact);
  switch (rest.kind) {
    case Kind::kTrue:
      return false;
    case Kind::kFalse:
      contradictory_ = true;
      return false;
    case Kind::kUnknown:
      understood_ = false;
      return false;
    case Kind::kAnd: {
      bool changed = false;
      for (const Formula& part : rest.parts) changed = settle_one(reduced(part)) || changed;
      return changed;
    }
    case Kind::kZero:
    case Kind::kPositive:
      if (learn(rest, true)) return true;
      break;
    case Kind::kNot:
      if (rest.parts.front().is_atom() && learn(rest.parts.front(), false)) return true;
      break;
    default:
      break;
  }
  waiting_.push_back(rest);
  return false;
}

// False where a divisor may be 0: the atom may mean nothing.
bool System::learn(const Formula& atom, bool holds) {
  for (const Polynomial& divisor : atom.nonzero)
    if ((signs(divisor) & kNull) != 0) return false;
  if (atom.kind == Kind::kZero && holds && put_in(atom.polynomial)) return true;
  const Signs that = atom.kind == Kind::kZero ? kNull : kPlus;
  known_.push_back({atom.polynomial, static_cast<Signs>(holds ? that : kAny & ~that)});
  return true;
}

bool System::put_in(const Polynomial& equation) {
  const std::vector<Indeterminate> all = equation.indeterminates();
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    const auto value = equation.solved_for(*it);
    if (!value) continue;
    for (auto& [other, solution] : solved_) solution = solution.substitute(*it, *value);
    solved_.emplace(*it, *value);
    std::vector<Known> known;
    known.swap(known_);
    for (Known& fact : known) {
      fact.polynomial = fact.polynomial.substitute(*it, *value);
      if (fact.signs != kNull) {
        known_.push_back(std::move(fact));
        continue;
      }
      Formula equation_left;  // it may now be solved too
      equation_left.kind = Kind::kZero;
      equation_left.polynomial = std::move(fact.polynomial);
      waiting_.push_back(std::move(equation_left));
    }
    return true;
  }
  return false;
}

Polynomial System::reduced(const Polynomial& polynomial) const {
  Polynomial result = polynomial;
  for (const Indeterminate i : polynomial.indeterminates())
    if (const auto at = solved_.find(i); at != solved_.end())
      result = result.substitute(i, at->second);
  return result;
}

Formula System::reduced(Formula formula) const {
  if (solved_.empty()) return formula;
  formula.polynomial = reduced(formula.polynomial);
  for (Polynomial& divisor : formula.nonzero) divisor = reduced(divisor);
  for (Formula& part : formula.parts) part = reduced(std::move(part));
  return formula;
}

Signs System::signs(const Polynomial& polynomial) const {
  if (const auto number = polynomial.constant())
    return *number == 0 ? kNull : *number > 0 ? kPlus : kNegative;
  return known_signs(polynomial) & sign_of_sum(polynomial);
}

Signs System::known_signs(const Polynomial& polynomial) const {
  Signs possible = kAny;
  for (const Known& known : known_)
    if (const auto ratio = polynomial.ratio_to(known.polynomial))
      possible &= *ratio > 0 ? known.signs : turned(known.signs);
  return possible;
}

// All terms not negative: neither is the sum, and it is 0 only if all are. And turned round.
Signs System::sign_of_sum(const Polynomial& polynomial) const {
  Signs sum = 0;
  bool surely_not_zero = false;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    Signs term = coefficient > 0 ? kPlus : kNegative;
    for (const auto& [indeterminate, exponent] : monomial) {
      Signs factor = known_signs(Polynomial::of(indeterminate));
      if (exponent % 2 == 0) factor = product(factor, factor) & static_cast<Signs>(~kNegative);
      term = product(term, factor);
    }
    sum |= term;
    surely_not_zero |= (term & kNull) == 0;
  }
  const bool one_way = (sum & kPlus) == 0 || (sum & kNegative) == 0;
  if (!one_way) return kAny;
  return surely_not_zero ? static_cast<Signs>(sum & ~kNull) : static_cast<Signs>(sum | kNull);
}

System::Truth System::truth_of_atom(const Formula& atom, const Line* line, std::size_t cell) const {
  const auto signs_of = [&](const Polynomial& polynomial) -> Signs {
    if (line != nullptr)
      if (const auto sign = line->sign(polynomial, cell))
        return *sign == 0 ? kNull : *sign > 0 ? kPlus : kNegative;
    return signs(polynomial);
  };
  for (const Polynomial& divisor : atom.nonzero)
    if ((signs_of(divisor) & kNull) != 0) return Truth::kUnknown;
  const Signs that = atom.kind == Kind::kZero ? kNull : kPlus;
  const Signs possible = signs_of(atom.polynomial);
  if ((possible & ~that) == 0) return Truth::kYes;
  if ((possible & that) == 0) return Truth::kNo;
  return line == nullptr ? truth_on_line(atom) : Truth::kUnknown;
}

// By what is known of its one indeterminate: n > 0 where n >= 1.
System::Truth System::truth_on_line(const Formula& atom) const {
  const std::set<Indeterminate> free = free_in(atom);
  if (free.size() != 1) return Truth::kUnknown;
  const Indeterminate only = *free.begin();
  const bool known = std::any_of(known_.begin(), known_.end(), [&](const Known& fact) {
    return fact.polynomial.indeterminates() == std::vector<Indeterminate>{only};
  });
  const auto decided = known ? decide_on_line(atom, only) : std::nullopt;
  if (!decided) return Truth::kUnknown;
  return *decided ? Truth::kYes : Truth::kNo;
}

// line: nullptr, or the cells in which the formula is looked at.
System::Truth System::truth(const Formula& formula, const Line* line, std::size_t cell) const {
  const auto part = [&](std::size_t i) { return truth(formula.parts[i], line, cell); };
  switch (formula.kind) {
    case Kind::kTrue:
      return Truth::kYes;
    case Kind::kFalse:
      return Truth::kNo;
    case Kind::kUnknown:
      return Truth::kUnknown;
    case Kind::kZero:
    case Kind::kPositive:
      return truth_of_atom(formula, line, cell);
    case Kind::kNot: {
      const Truth inner = part(0);
      if (inner == Truth::kUnknown) return inner;
      return inner == Truth::kYes ? Truth::kNo : Truth::kYes;
    }
    case Kind::kAnd:
    case Kind::kOr: {
      const Truth deciding = formula.kind == Kind::kAnd ? Truth::kNo : Truth::kYes;
      bool unknown = false;
      for (std::size_t i = 0; i < formula.parts.size(); ++i) {
        const Truth one = part(i);
        if (one == deciding) return deciding;
        unknown |= one == Truth::kUnknown;
      }
      if (unknown) return Truth::kUnknown;
      return deciding == Truth::kNo ? Truth::kYes : Truth::kNo;
    }
    case Kind::kIff: {
      const Truth left = part(0), right = part(1);
      if (left == Truth::kUnknown || right == Truth::kUnknown) return Truth::kUnknown;
      return left == right ? Truth::kYes : Truth::kNo;
    }
    case Kind::kForall:
      return for_all(formula, line, cell);
  }
  return Truth::kUnknown;
}

// On a line its cells stay what is known: to look for others would come back to the fact itself.
System::Truth System::for_all(const Formula& quantified, const Line* on, std::size_t at) const {
  const Formula& body = quantified.parts.front();
  const Truth everywhere = truth(body, on, at);
  if (everywhere != Truth::kUnknown) return everywhere;
  const std::set<Indeterminate> free = free_in(body);
  if (free.size() != 1 || *free.begin() != quantified.bound) return Truth::kUnknown;
  const Formula* about[] = {&body};
  const auto line = line_of(quantified.bound, about, false);
  if (!line) return Truth::kUnknown;
  Truth all = Truth::kYes;
  for (std::size_t cell = 0; cell < line->cells.size(); ++cell) {
    const Truth here = truth(body, &*line, cell);
    if (here == Truth::kNo) return here;
    if (here == Truth::kUnknown) all = here;
  }
  return all;
}

// with_facts: also the polynomials of every fact about this indeterminate alone.
std::optional<System::Line> System::line_of(Indeterminate indeterminate,
                                            std::span<const Formula* const> about,
                                            bool with_facts) const {
  Line line{indeterminate, {}, {}};
  std::vector<Polynomial> all;
  for (const Formula* formula : about) collect_polynomials(*formula, all);
  if (with_facts) {
    for (const Formula& fact : waiting_) collect_polynomials(fact, all);
    for (const Known& known : known_) all.push_back(known.polynomial);
  }
  std::vector<Univariate> univariate;
  for (const Polynomial& polynomial : all) {
    if (polynomial.indeterminates() != std::vector<Indeterminate>{indeterminate}) continue;
    if (std::find(line.polynomials.begin(), line.polynomials.end(), polynomial) !=
        line.polynomials.end())
      continue;
    line.polynomials.push_back(polynomial);
    univariate.push_back(polynomial.coefficients(indeterminate));
  }
  auto cells = sign_cells(univariate, reader_.numbers(indeterminate));
  if (!cells) return std::nullopt;
  line.cells = std::move(*cells);
  return line;
}

// Whether every fact about the line's indeterminate is, in this cell, true or at least `worst`.
bool System::survives(const Line& line, std::size_t cell, Truth worst) const {
  const auto allowed = [&](Truth truth) { return truth == Truth::kYes || truth == worst; };
  for (const Known& known : known_) {
    const auto sign = line.sign(known.polynomial, cell);
    if (!sign) continue;
    const Signs that = *sign == 0 ? kNull : *sign > 0 ? kPlus : kNegative;
    if ((known.signs & that) == 0) return false;
  }
  return std::all_of(waiting_.begin(), waiting_.end(), [&](const Formula& fact) {
    const std::set<Indeterminate> free = free_in(fact);
    if (free.size() != 1 || *free.begin() != line.indeterminate) return true;
    return allowed(truth(fact, &line, cell));
  });
}

std::optional<bool> System::decide_on_line(const Formula& goal, Indeterminate indeterminate) const {
  const Formula* about[] = {&goal};
  const auto line = line_of(indeterminate, about, true);
  if (!line) return std::nullopt;
  bool some = false, all_yes = true, all_no = true;
  for (std::size_t cell = 0; cell < line->cells.size(); ++cell) {
    if (!survives(*line, cell, Truth::kUnknown)) continue;
    some = true;
    const Truth here = truth(goal, &*line, cell);
    all_yes &= here == Truth::kYes;
    all_no &= here == Truth::kNo;
  }
  if (!some || all_yes == all_no) return std::nullopt;
  return all_yes;
}

// What is left of a formula once what is known is taken out of it.
Formula System::simplified(const Formula& formula) const {
  const Truth now = truth(formula, nullptr, 0);
  if (now != Truth::kUnknown) return constant(now == Truth::kYes);
  if (formula.kind == Kind::kNot) {
    Formula inner = simplified(formula.parts.front());
    if (inner.kind == Kind::kNot) return inner.parts.front();
    if (inner.kind == Kind::kUnknown) return inner;
    if (inner.kind == Kind::kOr || inner.kind == Kind::kAnd) {  // De Morgan
      Formula turned;
      turned.kind = inner.kind == Kind::kOr ? Kind::kAnd : Kind::kOr;
      for (Formula& part : inner.parts) {
        Formula denied;
        denied.kind = Kind::kNot;
        denied.parts.push_back(std::move(part));
        turned.parts.push_back(simplified(denied));
      }
      return turned;
    }
    Formula denied;
    denied.kind = Kind::kNot;
    denied.parts.push_back(std::move(inner));
    return denied;
  }
  if (formula.kind != Kind::kAnd && formula.kind != Kind::kOr) return formula;
  const Kind neutral = formula.kind == Kind::kAnd ? Kind::kTrue : Kind::kFalse;
  Formula result;
  result.kind = formula.kind;
  for (const Formula& part : formula.parts)
    if (Formula rest = simplified(part); rest.kind != neutral)
      result.parts.push_back(std::move(rest));
  return result.parts.size() == 1 ? result.parts.front() : result;
}

std::optional<bool> System::decide(const Formula& goal) {
  settle();
  if (contradictory_) return std::nullopt;
  const Formula rest = simplified(reduced(goal));
  if (rest.kind == Kind::kTrue) return true;
  if (rest.kind == Kind::kFalse) return false;
  const std::set<Indeterminate> free = free_in(rest);
  if (free.size() == 1) return decide_on_line(rest, *free.begin());
  return std::nullopt;
}

bool System::has_solution() {
  settle();
  if (contradictory_ || !understood_) return false;
  std::set<Indeterminate> lines;
  const auto add = [&](const std::set<Indeterminate>& free) {
    lines.insert(free.begin(), free.end());
    return free.size() == 1;  // none: it hangs on what was not understood
  };
  for (const Formula& fact : waiting_)
    if (!add(free_in(fact))) return false;
  for (const Known& known : known_) {
    const auto all = known.polynomial.indeterminates();
    const bool constant = all.empty();
    if (!constant && !add({all.begin(), all.end()})) return false;
    if (constant && (signs(known.polynomial) & known.signs) == 0) return false;
  }
  // A solution of the rest gives the solved ones real values: whole ones only by luck.
  const auto real = [&](Indeterminate i) {
    return reader_.is_free(i) && reader_.numbers(i) == Numbers::kReal;
  };
  for (const auto& [solved, value] : solved_)
    if (!real(solved)) return false;
  return std::all_of(lines.begin(), lines.end(), [&](Indeterminate i) {
    if (!reader_.is_free(i)) return false;
    const auto line = line_of(i, {}, true);
    if (!line) return false;
    for (std::size_t cell = 0; cell < line->cells.size(); ++cell)
      if (survives(*line, cell, Truth::kYes)) return true;
    return false;
  });
}

}  // namespace modus::symbolic::algebra
