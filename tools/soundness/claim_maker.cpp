#include "tools/soundness/claim_maker.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace modus::soundness {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::array kComparisons = {Op::kEqual,        Op::kNotEqual, Op::kLess,
                                     Op::kLessEqual,    Op::kGreater,  Op::kGreaterEqual,
                                     Op::kApproximately};

Claim literal_of(const std::string& digits, const std::string& unit) {
  auto parsed = *claims::parse_literal(digits);
  parsed.unit = unit;
  return claims::number(std::move(parsed), {});
}

}  // namespace

bool ClaimMaker::has_logic() const { return !scope_.predicates.empty(); }
bool ClaimMaker::has_dates() const {
  return std::any_of(scope_.numbers.begin(), scope_.numbers.end(),
                     [](const World::Number& n) { return n.kind == NumberKind::kDate; });
}
bool ClaimMaker::has_numbers() const {
  return !scope_.numbers.empty() ||
         std::any_of(scope_.functions.begin(), scope_.functions.end(),
                     [](const World::Function& f) { return !f.to_entity; });
}

Claim ClaimMaker::claim() {
  bound_.clear();
  if (!has_logic() && !has_numbers()) return ground_arithmetic();
  return formula(3);
}

Claim ClaimMaker::modal(Claim said) {
  static constexpr std::array kWords = {"likely", "possible", "usually"};
  return claims::apply(kWords[pick(kWords.size())], {std::move(said)});
}
Claim ClaimMaker::opinion() {
  const Claim said = modal(random_.chance(0.7) ? atom() : claim());
  return random_.chance(0.2) ? claims::binary(Op::kAnd, said, atom()) : said;
}

Claim ClaimMaker::rule() {
  if (!has_logic()) return equation();
  std::vector<World::Predicate> unary;
  for (const World::Predicate& p : scope_.predicates)
    if (p.arity == 1 && !p.is_set) unary.push_back(p);
  if (unary.empty()) return atom();
  const auto literal = [&] {
    const Claim made = claims::apply(unary[pick(unary.size())].name, {claims::variable("X")});
    return random_.chance(0.2) ? claims::unary(Op::kNot, made) : made;
  };
  Claim body = claims::apply(unary[pick(unary.size())].name, {claims::variable("X")});
  if (random_.chance(0.4)) body = claims::binary(Op::kAnd, body, literal());
  return claims::binary(Op::kImplies, body, literal());
}

Claim ClaimMaker::atom() {
  bound_.clear();
  if (!has_logic()) return comparison();
  return atom_of(scope_.predicates[pick(scope_.predicates.size())]);
}

Claim ClaimMaker::atom_of(const World::Predicate& predicate) {
  if (predicate.is_set) return membership();
  if (predicate.arity == 0) return claims::name(predicate.name);
  std::vector<Claim> arguments;
  for (std::size_t i = 0; i < predicate.arity; ++i) arguments.push_back(thing_term());
  return claims::apply(predicate.name, std::move(arguments));
}

Claim ClaimMaker::set_equation() {
  bound_.clear();
  for (const World::Predicate& p : scope_.predicates)
    if (p.is_set) return claims::binary(Op::kEqual, claims::name(p.name), some_things());
  return atom();
}

Claim ClaimMaker::some_things() {
  return claims::make(Op::kSet, "", {thing_term(), thing_term()}, {});
}

Claim ClaimMaker::membership() {
  for (const World::Predicate& p : scope_.predicates) {
    if (!p.is_set || !random_.chance(0.7)) continue;
    if (random_.chance(0.25))
      return claims::binary(random_.chance(0.7) ? Op::kEqual : Op::kNotEqual, claims::name(p.name),
                            some_things());
    return claims::binary(Op::kIn, thing_term(), claims::name(p.name));
  }
  if (has_numbers() && (scope_.things.empty() || random_.chance(0.5)))
    return claims::binary(
        Op::kIn, number_term("", 1),
        claims::make(Op::kSet, "", {literal_of("1", ""), literal_of("2", ""), literal("")}, {}));
  if (scope_.things.empty()) return claims::truth(random_.chance(0.5));
  return claims::binary(Op::kIn, thing_term(), some_things());
}

// box, {ann, bob}, union(box, {ann})
Claim ClaimMaker::set_term(int depth) {
  static constexpr std::array kJoins = {"union", "intersection", "difference"};
  if (depth > 0 && random_.chance(0.5))
    return claims::apply(kJoins[pick(kJoins.size())], {set_term(depth - 1), set_term(depth - 1)});
  std::vector<std::string> named;
  for (const World::Predicate& p : scope_.predicates)
    if (p.is_set) named.push_back(p.name);
  if (named.empty() || random_.chance(0.25)) return some_things();
  return claims::name(named[pick(named.size())]);
}

Claim ClaimMaker::set_claim() {
  switch (pick(4)) {
    case 0:
      return claims::binary(Op::kIn, thing_term(), set_term(2));
    case 1:
      return claims::apply("subset", {set_term(1), set_term(1)});
    case 2:
      return claims::binary(random_.chance(0.7) ? Op::kEqual : Op::kNotEqual, set_term(1),
                            set_term(1));
    default:
      return claims::binary(kComparisons[pick(6)], claims::apply("card", {set_term(1)}),
                            random_.chance(0.5) ? literal_of(random_.chance(0.5) ? "1" : "2", "")
                                                : claims::apply("card", {set_term(1)}));
  }
}

Claim ClaimMaker::interval_claim() {
  static constexpr std::array kRelations = {"before",
                                            "during",
                                            "interval_before",
                                            "interval_after",
                                            "interval_meets",
                                            "interval_met_by",
                                            "interval_overlaps",
                                            "interval_overlapped_by",
                                            "interval_starts",
                                            "interval_started_by",
                                            "interval_during",
                                            "interval_contains",
                                            "interval_finishes",
                                            "interval_finished_by",
                                            "interval_equals"};
  if (random_.chance(0.3)) {
    const Claim thing = thing_term();
    return claims::binary(Op::kLess, claims::apply("start", {thing}),
                          claims::apply("end", {thing}));
  }
  return claims::apply(kRelations[pick(kRelations.size())], {thing_term(), thing_term()});
}

Claim ClaimMaker::thing_term() {
  for (const World::Function& f : scope_.functions)
    if (f.to_entity && random_.chance(0.15)) return claims::apply(f.name, {thing_term()});
  if (!bound_.empty() && random_.chance(0.7)) return claims::variable(bound_[pick(bound_.size())]);
  return claims::name(scope_.things[pick(scope_.things.size())]);
}

Claim ClaimMaker::formula(int depth) {
  if (depth == 0 || random_.chance(0.25)) {
    if (random_.chance(0.03)) return claims::truth(random_.chance(0.5));
    if (random_.chance(0.01)) return modal(formula(0));
    if (!scope_.closed.empty() && random_.chance(0.15))
      for (const World::Predicate& p : scope_.predicates)
        if (p.name == scope_.closed.front()) return claims::unary(Op::kAbsent, atom_of(p));
    if (!scope_.things.empty() && random_.chance(0.12))
      return claims::binary(random_.chance(0.5) ? Op::kEqual : Op::kNotEqual, thing_term(),
                            thing_term());
    if (random_.chance(0.08)) return membership();
    const bool sets = std::any_of(scope_.predicates.begin(), scope_.predicates.end(),
                                  [](const World::Predicate& p) { return p.is_set; });
    if (sets && random_.chance(0.25)) return set_claim();
    const bool intervals = std::any_of(scope_.functions.begin(), scope_.functions.end(),
                                       [](const World::Function& f) { return f.name == "start"; });
    if (intervals && random_.chance(0.35)) return interval_claim();
    if (has_numbers() && (!has_logic() || random_.chance(0.5))) return comparison();
    return atom_of(scope_.predicates[pick(scope_.predicates.size())]);
  }
  switch (pick(9)) {
    case 0:
    case 1:
      return claims::unary(Op::kNot, formula(depth - 1));
    case 2:
      return claims::binary(Op::kAnd, formula(depth - 1), formula(depth - 1));
    case 3:
      return claims::binary(Op::kOr, formula(depth - 1), formula(depth - 1));
    case 4:
      return claims::binary(Op::kXor, formula(depth - 1), formula(depth - 1));
    case 5:
      return claims::binary(Op::kIff, formula(depth - 1), formula(depth - 1));
    case 6:
      return claims::binary(Op::kImplies, formula(depth - 1), formula(depth - 1));
    default:
      return quantified(depth);
  }
}

Claim ClaimMaker::quantified(int depth) {
  const Op op = random_.chance(0.5) ? Op::kForall : Op::kExists;
  if (scope_.things.empty()) return over_numbers();
  const std::string variable = fmt::format("{}", "XYZUVW"[std::min<std::size_t>(bound_.size(), 5)]);
  bound_.push_back(variable);
  // `forall X` reads well over a conditional, `exists X` over a conjunction.
  Claim body = formula(depth - 1);
  if (random_.chance(0.5))
    body = claims::binary(op == Op::kForall ? Op::kImplies : Op::kAnd, formula(0), body);
  bound_.pop_back();
  const std::vector<std::string> free = claims::free_variables(body);
  if (std::find(free.begin(), free.end(), variable) == free.end()) return body;
  return claims::quantified(op, variable, body);
}

// exists N: N = cost + 1, forall N: N > price -> N > price - 1
Claim ClaimMaker::over_numbers() {
  const Claim variable = claims::variable("N");
  const Claim term = number_term("", 1);
  if (random_.chance(0.5))
    return claims::quantified(Op::kExists, "N",
                              claims::binary(kComparisons[pick(6)], variable, term));
  const Claim condition = claims::binary(kComparisons[2 + pick(4)], variable, term);
  const Claim other = claims::binary(kComparisons[2 + pick(4)], variable, number_term("", 1));
  return claims::quantified(Op::kForall, "N", claims::binary(Op::kImplies, condition, other));
}

Claim ClaimMaker::equation() {
  bound_.clear();
  if (!has_numbers()) return has_logic() ? atom() : ground_arithmetic();
  if (scope_.numbers.empty() || random_.chance(0.3)) return comparison();
  const World::Number& number = scope_.numbers[pick(scope_.numbers.size())];
  const Claim value = random_.chance(0.5) ? literal(number.unit) : number_term(number.unit, 2);
  return claims::binary(Op::kEqual, claims::name(number.name), value);
}

Claim ClaimMaker::comparison() {
  std::string unit;
  if (!scope_.numbers.empty() && random_.chance(0.6))
    unit = scope_.numbers[pick(scope_.numbers.size())].unit;
  if (random_.chance(0.06)) return claims::apply("divides", {literal(""), number_term("", 1)});
  if (unit.empty() && has_dates() && random_.chance(0.4))
    return claims::binary(kComparisons[pick(6)], days(), literal(""));
  const Op op = kComparisons[pick(unit == kDateUnit ? 6 : kComparisons.size())];
  const Claim left = number_term(unit, 2);
  const bool needs_literal = op == Op::kApproximately;
  return claims::binary(op, left, needs_literal ? literal(unit) : number_term(unit, 2));
}

Claim ClaimMaker::literal(const std::string& unit) {
  static constexpr std::array kWhole = {"0", "1", "2", "3", "4", "6", "12"};
  static constexpr std::array kOther = {"0.5", "1.5", "2.0", "2.25", "50%", "150%", "0.33"};
  static constexpr std::array kMetres = {"500", "1000", "2000", "3000"};
  if (unit == kDateUnit) return date();
  if (unit == "km" && random_.chance(0.2)) return literal_of(kMetres[pick(kMetres.size())], "m");
  const bool whole = random_.chance(0.7) || !unit.empty();
  return literal_of(whole ? kWhole[pick(kWhole.size())] : kOther[pick(kOther.size())], unit);
}

Claim ClaimMaker::number_term(const std::string& unit) {
  bound_.clear();
  return number_term(unit, 2);
}

Claim ClaimMaker::number_term(const std::string& unit, int depth) {
  if (depth == 0 || random_.chance(0.35)) {
    std::vector<Claim> names;
    for (const World::Number& n : scope_.numbers)
      if (n.unit == unit) names.push_back(claims::name(n.name));
    if (unit.empty() && !scope_.things.empty())
      for (const World::Function& f : scope_.functions)
        if (!f.to_entity) names.push_back(claims::apply(f.name, {thing_term()}));
    if (names.empty() || random_.chance(0.3)) return literal(unit);
    return names[pick(names.size())];
  }
  if (unit == kDateUnit) return date_term(depth);
  if (!unit.empty()) {  // only what keeps the dimension
    switch (pick(4)) {
      case 0:
        return claims::binary(Op::kMultiply, literal(""), number_term(unit, depth - 1));
      case 1:
        return claims::binary(Op::kDivide, number_term(unit, depth - 1), literal(""));
      case 2:
        return claims::binary(Op::kSubtract, number_term(unit, depth - 1),
                              number_term(unit, depth - 1));
      default:
        return claims::binary(Op::kAdd, number_term(unit, depth - 1), number_term(unit, depth - 1));
    }
  }
  return operation(depth);
}

Claim ClaimMaker::operation(int depth) {
  const auto part = [&] { return number_term("", depth - 1); };
  const auto literal_mostly = [&] { return random_.chance(0.75) ? literal("") : part(); };
  static constexpr std::array kDivisors = {"2", "3", "4", "0"};
  if (has_dates() && random_.chance(0.25)) return days();
  if (random_.chance(0.25)) return own_function(part);
  switch (pick(10)) {
    case 0:
      return claims::unary(Op::kNegate, part());
    case 1:
    case 2:
      return claims::binary(Op::kAdd, part(), part());
    case 3:
    case 4:
      return claims::binary(Op::kSubtract, part(), part());
    case 5:
      return claims::binary(Op::kMultiply, literal_mostly(), part());
    case 6:
      return claims::binary(Op::kDivide, part(), literal_mostly());
    case 7:
      return claims::binary(Op::kIntegerDivide, part(), literal_of(kDivisors[pick(4)], ""));
    case 8:
      return claims::binary(Op::kModulo, part(), literal_of(kDivisors[pick(4)], ""));
    default:
      return claims::binary(Op::kPower, part(), literal_of(kDivisors[pick(4)], ""));
  }
}

// Mostly of literals where the function is partial, so that some of it has a value.
Claim ClaimMaker::own_function(const std::function<Claim()>& part) {
  static constexpr std::array kTotal = {"abs", "floor", "ceil", "exp"};
  static constexpr std::array kPairs = {"min", "max", "gcd", "lcm", "binomial"};
  static constexpr std::array kSmall = {"1", "2", "3", "4", "5"};
  const auto mostly = [&] { return random_.chance(0.5) ? literal("") : part(); };
  switch (pick(9)) {
    case 8:
      return numbers_of_a_set(part);
    case 0:
    case 1:
      return claims::apply(kTotal[pick(kTotal.size())], {part()});
    case 2:
    case 3:
      return claims::apply(kPairs[pick(kPairs.size())], {mostly(), mostly()});
    case 4:
      return claims::apply(random_.chance(0.6) ? "sqrt" : "ln", {mostly()});
    case 5:
      return claims::apply("factorial", {mostly()});
    case 6:
      return claims::apply(random_.chance(0.5) ? "root" : "log",
                           {mostly(), literal_of(kSmall[pick(kSmall.size())], "")});
    default:
      return claims::binary(Op::kPower, mostly(),
                            literal_of(random_.chance(0.5) ? "0.5" : "1.5", ""));
  }
}

// sum({1, cost, 2}), card({1, 1.0}), sum(union({1, 2}, {2, 3}))
Claim ClaimMaker::numbers_of_a_set(const std::function<Claim()>& part) {
  const auto listed = [&] {
    std::vector<Claim> members = {literal(""), random_.chance(0.6) ? part() : literal("")};
    if (random_.chance(0.5)) members.push_back(literal(""));
    return claims::make(Op::kSet, "", std::move(members), {});
  };
  static constexpr std::array kJoins = {"union", "intersection", "difference"};
  const Claim set = random_.chance(0.2)
                        ? claims::apply(kJoins[pick(kJoins.size())], {listed(), listed()})
                        : listed();
  return claims::apply(random_.chance(0.75) ? "sum" : "card", {set});
}

Claim ClaimMaker::date() {
  static constexpr int kDates[][3] = {{2024, 2, 28}, {2024, 2, 29},  {2024, 3, 1}, {2024, 3, 2},
                                      {2024, 1, 1},  {2023, 12, 31}, {1900, 3, 1}, {2024, 12, 31}};
  static constexpr int kNone[][3] = {{2023, 2, 29}, {1900, 2, 29}, {2024, 4, 31}, {2024, 13, 1}};
  const auto& [year, month, day] = random_.chance(0.04) ? kNone[pick(4)] : kDates[pick(8)];
  const auto part = [](int number) { return literal_of(fmt::format("{}", number), ""); };
  return claims::apply("calendar_date", {part(year), part(month), part(day)});
}

Claim ClaimMaker::date_term(int depth) {
  if (depth > 0 && random_.chance(0.4)) {
    const Claim number =
        random_.chance(0.7) ? literal_of(random_.chance(0.5) ? "1" : "30", "") : number_term("", 0);
    return claims::apply("days_after", {date_term(depth - 1), number});
  }
  std::vector<std::string> named;
  for (const World::Number& n : scope_.numbers)
    if (n.kind == NumberKind::kDate) named.push_back(n.name);
  if (named.empty() || random_.chance(0.35)) return date();
  return claims::name(named[pick(named.size())]);
}

Claim ClaimMaker::days() {
  if (random_.chance(0.4)) return claims::apply("iso_weekday", {date_term(1)});
  return claims::apply("days_between", {date_term(1), date_term(1)});
}

Claim ClaimMaker::ground_arithmetic() {
  const Claim left = operation(2);
  return claims::binary(kComparisons[pick(kComparisons.size())], left, literal(""));
}

}  // namespace modus::soundness
