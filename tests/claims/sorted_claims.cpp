#include "tests/claims/sorted_claims.h"

#include <string>
#include <vector>

namespace modus::claims {
namespace {

using Names = std::vector<std::string>;

rc::Gen<Claim> any_entity(const Names& variables) {
  auto constant = rc::gen::map(rc::gen::elementOf(Names{"a", "b"}),
                               [](const std::string& n) { return name(n); });
  if (variables.empty()) return constant;
  return rc::gen::oneOf(constant, rc::gen::map(rc::gen::elementOf(variables),
                                               [](const std::string& v) { return variable(v); }));
}

rc::Gen<Claim> any_number(Names names, Names variables, int depth) {
  const auto leaf = rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(-2, 4), [](int n) { return number_term(n); }),
      rc::gen::map(rc::gen::elementOf(names), [](const std::string& n) { return name(n); }),
      rc::gen::map(any_entity(variables), [](const Claim& e) { return apply("f", {e}); }));
  if (depth == 0) return leaf;
  const auto part = rc::gen::lazy([=] { return any_number(names, variables, depth - 1); });
  const auto op = rc::gen::element(Op::kAdd, Op::kSubtract, Op::kMultiply, Op::kDivide, Op::kDivide,
                                   Op::kIntegerDivide, Op::kModulo, Op::kPower);
  const auto function =
      rc::gen::element<std::string>("sqrt", "abs", "floor", "ceil", "ln", "exp", "factorial");
  const auto pair =
      rc::gen::element<std::string>("min", "max", "mean_of", "median_of", "relative_change", "gcd",
                                     "lcm", "binomial", "root", "log");
  return rc::gen::oneOf(
      leaf, rc::gen::map(part, [](const Claim& t) { return unary(Op::kNegate, t); }),
      rc::gen::apply([](const std::string& f, const Claim& t) { return apply(f, {t}); }, function,
                     part),
      rc::gen::apply(
          [](const std::string& f, const Claim& l, const Claim& r) {
            return apply(f, {l, r});
          },
          pair, part, part),
      rc::gen::apply([](Op o, const Claim& l, const Claim& r) { return binary(o, l, r); }, op, part,
                     part),
      rc::gen::apply([](Op o, const Claim& l, const Claim& r) { return binary(o, l, r); }, op, part,
                     part));
}

rc::Gen<Claim> any_atom(const Names& variables, int depth) {
  const auto entity = any_entity(variables);
  const auto term = any_number({"m", "n", "x"}, variables, depth);
  const auto comparison = rc::gen::element(Op::kEqual, Op::kNotEqual, Op::kLess, Op::kLessEqual,
                                           Op::kGreater, Op::kGreaterEqual);
  return rc::gen::oneOf(
      rc::gen::just(name("r")),
      rc::gen::map(entity, [](const Claim& e) { return apply("p", {e}); }),
      rc::gen::apply(
          [](const Claim& l, const Claim& r) {
            return apply("q", {l, r});
          },
          entity, entity),
      rc::gen::apply([](const Claim& l, const Claim& r) { return binary(Op::kEqual, l, r); },
                     entity, entity),
      rc::gen::apply([](Op o, const Claim& l, const Claim& r) { return binary(o, l, r); },
                     comparison, term, term),
      rc::gen::apply(
          [](const Claim& l, const Claim& r, const Claim& s) {
            return binary(Op::kIn, l, make(Op::kSet, "", {r, s}, {}));
          },
          term, term, term));
}

rc::Gen<Claim> any_formula_over(Names variables, int depth) {
  if (depth == 0) return any_atom(variables, 1);
  const auto part = rc::gen::lazy([=] { return any_formula_over(variables, depth - 1); });
  const auto op = rc::gen::element(Op::kAnd, Op::kOr, Op::kXor, Op::kImplies, Op::kIff);
  const auto quantified_over = [=](const std::string& bound) {
    Names inner = variables;
    inner.push_back(bound);
    return rc::gen::lazy([=] { return any_formula_over(inner, depth - 1); });
  };
  return rc::gen::oneOf(
      any_atom(variables, 2), rc::gen::map(part, [](const Claim& c) { return unary(Op::kNot, c); }),
      rc::gen::apply([](Op o, const Claim& l, const Claim& r) { return binary(o, l, r); }, op, part,
                     part),
      rc::gen::apply([](Op o, const Claim& l, const Claim& r) { return binary(o, l, r); }, op, part,
                     part),
      rc::gen::apply([](Op o, const Claim& body) { return quantified(o, "X", body); },
                     rc::gen::element(Op::kForall, Op::kExists), quantified_over("X")),
      rc::gen::apply([](Op o, const Claim& body) { return quantified(o, "Y", body); },
                     rc::gen::element(Op::kForall, Op::kExists), quantified_over("Y")));
}

rc::Gen<Value> any_small_number() {
  return rc::gen::map(rc::gen::element(Rational(0), Rational(0), Rational(1), Rational(-1),
                                       Rational(2), Rational(1, 2)),
                      [](const Rational& r) {
                        return Value(Quantity{r, {}});
                      });
}

rc::Gen<Value> any_truth() {
  return rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Value(b); });
}

}  // namespace

rc::Gen<Claim> any_sorted_formula(int depth) { return any_formula_over({}, depth); }

rc::Gen<Claim> any_sorted_term(int depth) { return any_number({"m", "n"}, {}, depth); }

rc::Gen<Model> any_small_model() {
  return rc::gen::exec([] {
    Model model;
    model.domain = {"a", "b"};
    for (const char* number : {"m", "n"}) model.constants[number] = *any_small_number();
    model.constants["r"] = *any_truth();
    for (const std::string& element : model.domain) {
      const Value e = Entity{element};
      model.tables["p"].rows.push_back({{e}, *any_truth()});
      model.tables["f"].rows.push_back({{e}, *any_small_number()});
      for (const std::string& other : model.domain) {
        model.tables["q"].rows.push_back({{e, Entity{other}}, *any_truth()});
      }
    }
    model.tables["f"].otherwise = Quantity{0, {}};
    return model;
  });
}

}  // namespace modus::claims
