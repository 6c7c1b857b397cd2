#include "symbolic/layers/second_opinion.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <cvc5/cvc5.h>

#include "claims/print.h"
#include "symbolic/encode/quantities.h"
#include "symbolic/layers/layers.h"
#include "symbolic/layers/second_measure.h"
#include "symbolic/layers/solving.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::Rational;
using claims::Sort;
using claims::SortKind;

namespace {

constexpr std::uint64_t kOpinionLimit = 2'000'000;
constexpr long kMaxFactors = 32;

struct NotEncoded {};

class Second {
 public:
  explicit Second(const Theory& theory) : theory_(theory) {
    solver_.setLogic("ALL");
    solver_.setOption("rlimit", std::to_string(kOpinionLimit));
    entity_ = solver_.mkUninterpretedSort("entity");
  }

  Decision denied(const SolverQuery& query) {
    const std::vector<Claim> all = claims_of(theory_, query);
    for (const Claim& claim : all) units_.add(claim);
    if (std::any_of(all.begin(), all.end(), speaks_of_probability))
      measure_.emplace(all, theory_.signature);
    for (const Claim& axiom : theory_.axioms) solver_.assertFormula(formula(axiom));
    for (const Premise& premise : query.premises) solver_.assertFormula(formula(premise.claim));
    if (query.goal) solver_.assertFormula(formula(*query.goal).notTerm());
    const cvc5::Result result = solver_.checkSat();
    Decision decision;
    if (result.isUnsat()) decision.outcome = Outcome::kEntailed;
    if (result.isSat()) decision.outcome = Outcome::kOpen;
    return decision;
  }

 private:
  cvc5::Sort sort(const Sort& sort) {
    switch (sort.kind) {
      case SortKind::kTruth: return solver_.getBooleanSort();
      case SortKind::kEntity: return entity_;
      case SortKind::kInt: return solver_.getIntegerSort();
      case SortKind::kReal: case SortKind::kQuantity: return solver_.getRealSort();
      case SortKind::kSet: case SortKind::kRandom: break;
    }
    throw NotEncoded{};
  }

  cvc5::Term symbol(const std::string& name) {
    if (const auto it = symbols_.find(name); it != symbols_.end()) return it->second;
    const claims::Symbol* known = theory_.signature.find(name);
    if (known == nullptr) throw NotEncoded{};
    std::vector<cvc5::Sort> arguments;
    for (const Sort& argument : known->arguments) arguments.push_back(sort(argument));
    const cvc5::Term made = solver_.declareFun(name, arguments, sort(known->result));
    return symbols_.emplace(name, made).first->second;
  }

  cvc5::Term applied(const Claim& claim) {
    std::vector<cvc5::Term> parts = {symbol(claim.name())};
    const claims::Symbol& known = *theory_.signature.find(claim.name());
    for (std::size_t i = 0; i < claim.children().size(); ++i) {
      const cvc5::Term argument = term(claim.child(i));
      const bool real = sort(known.arguments[i]).isReal();
      if (sort(known.arguments[i]).isInteger() && argument.getSort().isReal()) throw NotEncoded{};
      parts.push_back(real ? as_real(argument) : argument);
    }
    return solver_.mkTerm(cvc5::Kind::APPLY_UF, parts);
  }

  cvc5::Term quantified(const Claim& claim) {
    const Sort ranged = claims::variable_sort(claim.name(), claim.child(0), theory_.signature);
    const cvc5::Term variable = solver_.mkVar(sort(ranged), claim.name());
    bound_.emplace_back(claim.name(), variable);
    const cvc5::Term body = formula(claim.child(0));
    bound_.pop_back();
    const cvc5::Term list = solver_.mkTerm(cvc5::Kind::VARIABLE_LIST, {variable});
    return solver_.mkTerm(
        claim.op() == Op::kForall ? cvc5::Kind::FORALL : cvc5::Kind::EXISTS, {list, body});
  }

  cvc5::Term formula(const Claim& claim) {
    const auto child = [&](std::size_t i) { return formula(claim.child(i)); };
    switch (claim.op()) {
      case Op::kTrue: return solver_.mkTrue();
      case Op::kFalse: return solver_.mkFalse();
      case Op::kName: return symbol(claim.name());
      case Op::kApply: return applied(claim);
      case Op::kNot: case Op::kAbsent: return child(0).notTerm();
      case Op::kAnd: return child(0).andTerm(child(1));
      case Op::kOr: return child(0).orTerm(child(1));
      case Op::kXor: return child(0).xorTerm(child(1));
      case Op::kImplies: return child(0).impTerm(child(1));
      case Op::kIff: return child(0).eqTerm(child(1));
      case Op::kForall: case Op::kExists: return quantified(claim);
      case Op::kIndependent: return independent(claim);
      default: return compared(claim);
    }
  }

  cvc5::Term compared(const Claim& claim) {
    if (claim.op() == Op::kIn) return member(claim);
    cvc5::Term a = term(claim.child(0));
    if (claim.op() == Op::kApproximately) return near(as_real(a), claim.child(1).literal());
    cvc5::Term b = term(claim.child(1));
    if (a.getSort().isReal() || b.getSort().isReal()) {
      a = as_real(a);
      b = as_real(b);
    }
    switch (claim.op()) {
      case Op::kEqual: return a.eqTerm(b);
      case Op::kNotEqual: return a.eqTerm(b).notTerm();
      case Op::kLess: return solver_.mkTerm(cvc5::Kind::LT, {a, b});
      case Op::kLessEqual: return solver_.mkTerm(cvc5::Kind::LEQ, {a, b});
      case Op::kGreater: return solver_.mkTerm(cvc5::Kind::GT, {a, b});
      default: return solver_.mkTerm(cvc5::Kind::GEQ, {a, b});
    }
  }

  cvc5::Term member(const Claim& claim) {
    if (claim.child(1).op() != Op::kSet) throw NotEncoded{};
    cvc5::Term any = solver_.mkFalse();
    for (const Claim& each : claim.child(1).children())
      any = any.orTerm(compared(claims::binary(Op::kEqual, claim.child(0), each)));
    return any;
  }

  cvc5::Term near(const cvc5::Term& a, const claims::Literal& b) {
    const Rational half = claims::half_unit(b) * units_.scale_of(b), value = units_.value_of(b);
    return solver_.mkTerm(cvc5::Kind::GEQ, {a, real(value - half)})
        .andTerm(solver_.mkTerm(cvc5::Kind::LEQ, {a, real(value + half)}));
  }

  cvc5::Term real(const Rational& value) { return solver_.mkReal(value.get_str()); }

  cvc5::Term as_real(const cvc5::Term& t) {
    if (t.getSort().isReal()) return t;
    return solver_.mkTerm(cvc5::Kind::TO_REAL, {t});
  }

  cvc5::Term term(const Claim& claim) {
    switch (claim.op()) {
      case Op::kName: return symbol(claim.name());
      case Op::kApply: return applied(claim);
      case Op::kNumber: {
        const Rational value = units_.value_of(claim.literal());
        return claims::is_integer(value) ? solver_.mkInteger(value.get_num().get_str())
                                         : real(value);
      }
      case Op::kVariable:
        for (auto it = bound_.rbegin(); it != bound_.rend(); ++it)
          if (it->first == claim.name()) return it->second;
        throw NotEncoded{};
      case Op::kNegate: return solver_.mkTerm(cvc5::Kind::NEG, {term(claim.child(0))});
      case Op::kPower: return power(claim);
      case Op::kProbability: return probability(claim);
      case Op::kSet: case Op::kString: throw NotEncoded{};
      default: return arithmetic(claim.op(), term(claim.child(0)), term(claim.child(1)));
    }
  }

  cvc5::Term arithmetic(Op op, cvc5::Term a, cvc5::Term b) {
    if (op == Op::kDivide) return solver_.mkTerm(cvc5::Kind::DIVISION, {as_real(a), as_real(b)});
    if (op == Op::kIntegerDivide) return floor_div(a, b);
    if (a.getSort().isReal() || b.getSort().isReal()) {
      a = as_real(a);
      b = as_real(b);
    }
    switch (op) {
      case Op::kAdd: return solver_.mkTerm(cvc5::Kind::ADD, {a, b});
      case Op::kSubtract: return solver_.mkTerm(cvc5::Kind::SUB, {a, b});
      case Op::kMultiply: return solver_.mkTerm(cvc5::Kind::MULT, {a, b});
      default: break;
    }
    cvc5::Term whole = floor_div(a, b);  // a mod b = a - b * (a div b)
    if (a.getSort().isReal()) whole = as_real(whole);
    return solver_.mkTerm(cvc5::Kind::SUB, {a, solver_.mkTerm(cvc5::Kind::MULT, {b, whole})});
  }

  // By its definition, the floor of the quotient: to_int of a real.
  cvc5::Term floor_div(const cvc5::Term& a, const cvc5::Term& b) {
    return solver_.mkTerm(cvc5::Kind::TO_INTEGER,
                          {solver_.mkTerm(cvc5::Kind::DIVISION, {as_real(a), as_real(b)})});
  }

  cvc5::Term power(const Claim& claim) {
    bool negative = claim.child(1).op() == Op::kNegate;
    const Claim& exponent = negative ? claim.child(1).child(0) : claim.child(1);
    if (exponent.op() != Op::kNumber || !claims::is_integer(exponent.literal().value) ||
        exponent.literal().value > kMaxFactors)
      throw NotEncoded{};
    const cvc5::Term base = term(claim.child(0));
    cvc5::Term product = solver_.mkInteger(1);
    for (long i = exponent.literal().value.get_num().get_si(); i > 0; --i)
      product = arithmetic(Op::kMultiply, product, base);
    if (!negative) return product;
    return arithmetic(Op::kDivide, solver_.mkInteger(1), product);
  }

  // The weights of the points under `do`: a measure of its own.
  struct Regime {
    std::vector<std::size_t> points;
    std::vector<cvc5::Term> weights;
  };

  const Regime& regime_of(const Claim& claim) {
    std::set<std::string> settings;
    std::vector<Claim> set;
    for (const Claim& part : claim.children())
      if (part.op() == Op::kDo)
        for (const Claim& setting : part.children())
          if (settings.insert(claims::print(setting)).second) set.push_back(setting);
    const auto [at, is_new] = regimes_.try_emplace(settings);
    Regime& regime = at->second;
    if (!is_new) return regime;
    const auto is_set = [&](const Claim& setting, std::size_t point) {
      return measure_->holds(setting, point);
    };
    for (std::size_t point = 0; point < measure_->size(); ++point) {
      if (!std::all_of(set.begin(), set.end(), [&](const Claim& s) { return is_set(s, point); }))
        continue;
      const std::string name = "w!" + std::to_string(regimes_.size()) + '!' + std::to_string(point);
      regime.points.push_back(point);
      regime.weights.push_back(solver_.mkConst(solver_.getRealSort(), name));
      solver_.assertFormula(
          solver_.mkTerm(cvc5::Kind::GEQ, {regime.weights.back(), solver_.mkReal(0)}));
    }
    solver_.assertFormula(sum(regime.weights).eqTerm(solver_.mkReal(1)));
    return regime;
  }

  cvc5::Term sum(const std::vector<cvc5::Term>& weights) {
    if (weights.empty()) return solver_.mkReal(0);
    return weights.size() == 1 ? weights.front() : solver_.mkTerm(cvc5::Kind::ADD, weights);
  }

  template <typename Holds>
  cvc5::Term mass(const Regime& regime, const Holds& holds) {
    std::vector<cvc5::Term> weights;
    for (std::size_t i = 0; i < regime.points.size(); ++i)
      if (holds(regime.points[i])) weights.push_back(regime.weights[i]);
    return sum(weights);
  }

  // Where the conditions have the probability 0 the term has no value: such models are left out, for
  // that it has one is asked and answered apart.
  cvc5::Term probability(const Claim& claim) {
    const std::string key = claims::print(claim);
    if (const auto known = probabilities_.find(key); known != probabilities_.end())
      return known->second;
    const Regime& regime = regime_of(claim);
    bool conditioned = false;
    const auto observed = [&](std::size_t point) {
      bool all = true;
      for (std::size_t i = 1; i < claim.children().size(); ++i)
        if (claim.child(i).op() != Op::kDo) {
          conditioned = true;
          all = all && measure_->holds(claim.child(i), point);
        }
      return all;
    };
    const cvc5::Term evidence = mass(regime, observed);
    cvc5::Term value = mass(regime, [&](std::size_t point) {
      return observed(point) && measure_->holds(claim.child(0), point);
    });
    if (conditioned) {
      const cvc5::Term quotient = solver_.mkConst(solver_.getRealSort(), key);
      solver_.assertFormula(solver_.mkTerm(cvc5::Kind::GT, {evidence, solver_.mkReal(0)}));
      solver_.assertFormula(solver_.mkTerm(cvc5::Kind::MULT, {quotient, evidence}).eqTerm(value));
      value = quotient;
    }
    return probabilities_.emplace(key, value).first->second;
  }

  // P(a, b, c) P(c) = P(a, c) P(b, c) at every value of both and of the conditions.
  cvc5::Term independent(const Claim& claim) {
    const Regime& regime = regime_of(claim);
    using Values = std::vector<std::string>;
    std::set<Values> left, right;
    const auto conditions = [&](std::size_t point) {
      Values values;
      for (std::size_t i = 2; i < claim.children().size(); ++i)
        if (claim.child(i).op() != Op::kDo)
          values.push_back(measure_->value(claim.child(i), point));
      return values;
    };
    const auto with = [&](std::size_t part, std::size_t point) {
      Values values = conditions(point);
      values.push_back(measure_->value(claim.child(part), point));
      return values;
    };
    for (const std::size_t point : regime.points) {
      left.insert(with(0, point));
      right.insert(with(1, point));
    }
    cvc5::Term all = solver_.mkTrue();
    for (const Values& a : left)
      for (const Values& b : right) {
        if (!std::equal(a.begin(), a.end() - 1, b.begin())) continue;
        const Values given(a.begin(), a.end() - 1);
        const auto in_a = [&](std::size_t point) { return with(0, point) == a; };
        const auto in_b = [&](std::size_t point) { return with(1, point) == b; };
        const cvc5::Term both =
            mass(regime, [&](std::size_t point) { return in_a(point) && in_b(point); });
        const cvc5::Term under =
            mass(regime, [&](std::size_t point) { return conditions(point) == given; });
        all = all.andTerm(
            solver_.mkTerm(cvc5::Kind::MULT, {both, under})
                .eqTerm(solver_.mkTerm(cvc5::Kind::MULT, {mass(regime, in_a), mass(regime, in_b)})));
      }
    return all;
  }

  const Theory& theory_;
  std::optional<SecondMeasure> measure_;
  std::map<std::set<std::string>, Regime> regimes_;  // by settings
  std::map<std::string, cvc5::Term> probabilities_;
  encode::QueryUnits units_;
  cvc5::Solver solver_;
  cvc5::Sort entity_;
  std::map<std::string, cvc5::Term> symbols_;
  std::vector<std::pair<std::string, cvc5::Term>> bound_;
};

}  // namespace

bool has_double_check() { return true; }

Decision second_opinion(const Theory& theory, const SolverQuery& query) {
  Decision decision;
  try {
    return Second(theory).denied(query);
  } catch (const NotEncoded&) {
    decision.reason = "cvc5: outside its encoding";
  } catch (const NoSecondMeasure&) {
    decision.reason = "cvc5: no measure for its events";
  } catch (const cvc5::CVC5ApiException& failure) {
    decision.reason = "cvc5: " + failure.getMessage();
  }
  return decision;
}

}  // namespace modus::symbolic
