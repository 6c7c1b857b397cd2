#include "tests/claims/generators.h"

#include <algorithm>

namespace modus::claims {
namespace {

// Uniform whatever the size of the case, so that every kind is drawn from the first case on.
int below(int bound) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, bound)); }

template <typename T>
T one_of(const std::vector<T>& values) {
  return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
}

Claim any_number() {
  Literal literal = *parse_literal(
      one_of<std::string>({"0", "24", "5.0", "007", "15%", "0.25", "12345678901234567890"}));
  if (literal.digits.back() != '%')
    literal.unit = one_of<std::string>({"", "", "km/h", "m/s^2", "mg", "h", "s^-1"});
  return number(std::move(literal), {});
}

class ClaimDraw {
 public:
  explicit ClaimDraw(const Vocabulary& vocabulary) : words_(vocabulary) {}

  Claim term(int depth) const {
    if (depth <= 0) return leaf();
    switch (below(8)) {
      case 7:
        return make(Op::kProbability, "", given({event(depth - 1)}, depth - 1), {});
      case 0:
        return apply(one_of(words_.symbols), terms(1 + below(3), depth - 1));
      case 1:
        return unary(Op::kNegate, term(depth - 1));
      case 2:
        return make(Op::kSet, "", terms(below(3), depth - 1), {});
      case 3:
        return make(Op::kString, one_of(strings()), {}, {});
      case 4:
        return leaf();
      default: {
        const Op op = one_of<Op>({Op::kPower, Op::kMultiply, Op::kDivide, Op::kIntegerDivide,
                                  Op::kModulo, Op::kAdd, Op::kSubtract});
        return binary(op, term(depth - 1), term(depth - 1));
      }
    }
  }

  Claim formula(int depth) const {
    if (depth <= 0) return below(8) == 0 ? truth(below(2) == 0) : atom(0);
    switch (below(9)) {
      case 8:
        if (below(2) == 0) return graph();
        return make(Op::kIndependent, "", given({event(depth - 1), event(depth - 1)}, depth - 1),
                    {});
      case 0:
        return atom(depth - 1);
      case 1:
      case 2:
        return comparison(depth - 1);
      case 3:
        return unary(Op::kNot, formula(depth - 1));
      case 4:
        return unary(Op::kAbsent, atom(depth - 1));
      case 5:
        return quantified(below(2) == 0 ? Op::kForall : Op::kExists, one_of(words_.variables),
                          formula(depth - 1));
      default: {
        const Op op = one_of<Op>({Op::kAnd, Op::kOr, Op::kXor, Op::kImplies, Op::kIff});
        return binary(op, formula(depth - 1), formula(depth - 1));
      }
    }
  }

 private:
  Claim node() const { return name(one_of(words_.names)); }

  Claim state() const { return below(2) == 0 ? node() : number(*parse_literal("1"), {}); }

  std::vector<Claim> settings() const {
    std::vector<Claim> drawn;
    for (int i = 1 + below(2); i > 0; --i) {
      const int kind = below(3);
      drawn.push_back(kind == 0   ? node()
                      : kind == 1 ? unary(Op::kNot, node())
                                  : binary(Op::kEqual, node(), state()));
    }
    return drawn;
  }

  Claim event(int depth) const {
    if (depth > 0 && below(2) == 0) {
      const Op op = one_of<Op>({Op::kAnd, Op::kOr, Op::kXor, Op::kImplies, Op::kIff});
      return binary(op, event(depth - 1), unary(Op::kNot, event(depth - 1)));
    }
    if (below(3) == 0) return atom(0);
    Claim variable = node();
    if (below(2) == 0) {
      std::vector<Claim> parts = settings();
      parts.insert(parts.begin(), variable);
      variable = make(Op::kWorld, "", std::move(parts), {});
    }
    return below(2) == 0 ? variable : binary(Op::kEqual, variable, state());
  }

  std::vector<Claim> given(std::vector<Claim> parts, int depth) const {
    for (int i = below(3); i > 0; --i)
      parts.push_back(below(2) == 0 ? event(depth) : make(Op::kDo, "", settings(), {}));
    return parts;
  }

  Claim graph() const {
    std::vector<Claim> items;
    for (int i = 1 + below(4); i > 0; --i) {
      const std::string from = one_of(words_.names), to = one_of(words_.names);
      const int kind = below(4);
      if (kind == 0)
        items.push_back(name(from));
      else if (kind == 1)
        items.push_back(unary(Op::kHidden, name(from)));
      else if (from != to)
        items.push_back(binary(kind == 2 ? Op::kCauses : Op::kConfounds, name(from), name(to)));
    }
    if (items.empty()) items.push_back(node());
    return make(Op::kGraph, "", std::move(items), {});
  }

  static const std::vector<std::string>& strings() {
    static const std::vector<std::string> all = {
        "", "a \"b\" \\ c", "two\nlines\t", "caf\u00e9", "# no comment", "; by s1 @2", "\x01"};
    return all;
  }

  Claim leaf() const {
    switch (below(4)) {
      case 0:
        return any_number();
      case 1:
        return variable(one_of(words_.variables));
      case 2:
        return words_.constants.empty() ? name("ann") : name(one_of(words_.constants));
      default:
        return name(one_of(words_.names));
    }
  }

  std::vector<Claim> terms(int count, int depth) const {
    std::vector<Claim> drawn;
    for (int i = 0; i < count; ++i) drawn.push_back(term(depth));
    return drawn;
  }

  Claim atom(int depth) const {
    if (below(3) == 0) return name(one_of(words_.names));
    return apply(one_of(words_.symbols), terms(1 + below(3), depth));
  }

  Claim comparison(int depth) const {
    const Op op = one_of<Op>({Op::kEqual, Op::kNotEqual, Op::kLess, Op::kLessEqual, Op::kGreater,
                              Op::kGreaterEqual, Op::kApproximately, Op::kIn});
    Claim right = term(depth);
    if (op == Op::kApproximately) right = any_number();
    if (op == Op::kIn)
      right = below(2) == 0 ? name(one_of(words_.names))
                            : make(Op::kSet, "", terms(below(3), depth), {});
    return binary(op, term(depth), std::move(right));
  }

  const Vocabulary& words_;
};

class ChainDraw {
 public:
  Chain draw() {
    if (below(2) == 0) words_.constants = {"A", "B"};
    header();
    for (int i = below(4); i > 0; --i)
      chain_.text.push_back(one_of<std::string>({"Ann is kind.", "", " x ", "a\nb", "\"Hi.\"",
                                                 "\"Hi,\" she said.", "# 5", "@1 x", "\u00e9"}));
    if (below(4) != 0) ask();
    // What makes the capital letters of the vocabulary constants.
    for (const std::string& constant : words_.constants) {
      Step& step = next(below(2) == 0 ? StepKind::kLet : StepKind::kFix);
      step.name = constant;
    }
    for (int i = below(6); i > 0; --i) any_step();
    if (below(2) == 0) answer();
    return std::move(chain_);
  }

 private:
  ClaimDraw claims() const { return ClaimDraw(words_); }
  Claim formula() const { return claims().formula(below(4)); }

  Sort sort() const {
    Sort drawn;
    drawn.kind = one_of<SortKind>({SortKind::kTruth, SortKind::kEntity, SortKind::kInt,
                                   SortKind::kReal, SortKind::kQuantity, SortKind::kSet});
    if (drawn.kind == SortKind::kQuantity)
      drawn.dimension = one_of<Dimension>(
          {{{"length", 1}, {"time", -2}}, {{"time", -1}}, {{"mass", 2}, {"usd", 1}}});
    if (drawn.kind == SortKind::kSet)
      drawn.element = one_of<SortKind>({SortKind::kEntity, SortKind::kInt, SortKind::kReal});
    return drawn;
  }

  void header() {
    Header& header = chain_.header;
    header.logic = below(2) == 0 ? Logic::kClassical : Logic::kDirected;
    header.unique_names = below(2) == 0;
    if (below(2) == 0) header.closed = {{"kind", 1}, {"p", 0}};
    if (below(2) == 0) header.domain = {{"bob", "ann"}};
    if (below(2) == 0) header.sorts.push_back({"max", {}, sort(), {}});
    if (below(2) == 0) header.sorts.push_back({"likes", {sort(), sort()}, sort(), {}});
  }

  std::vector<StepId> ids(int fewest) {
    std::vector<StepId> drawn;
    for (int i = fewest + below(3); i > 0; --i)
      drawn.push_back(StepId{static_cast<std::uint32_t>(1 + below(20))});
    std::sort(drawn.begin(), drawn.end());
    drawn.erase(std::unique(drawn.begin(), drawn.end()), drawn.end());
    return drawn;
  }

  void ask() {
    Step step;
    step.kind = StepKind::kAsk;
    step.question = static_cast<QuestionKind>(below(4));
    if (step.question == QuestionKind::kChoice)
      step.options = {{"A", formula()}, {"B", formula()}, {"C", formula()}};
    else
      step.claim = formula();
    if (step.question == QuestionKind::kValue || step.question == QuestionKind::kSet)
      step.name = one_of(words_.variables);
    chain_.steps.push_back(step);
  }

  Step& next(StepKind kind) {
    last_ += static_cast<std::uint32_t>(1 + below(3));
    chain_.steps.emplace_back();
    chain_.steps.back().kind = kind;
    chain_.steps.back().id = StepId{last_};
    return chain_.steps.back();
  }

  void any_step() {
    const StepKind kind = one_of<StepKind>({StepKind::kGiven, StepKind::kLet, StepKind::kFix,
                                            StepKind::kObtain, StepKind::kHave, StepKind::kAssume,
                                            StepKind::kCase, StepKind::kDischarge});
    Step& step = next(kind);
    const bool names =
        kind == StepKind::kLet || kind == StepKind::kFix || kind == StepKind::kObtain;
    const bool rests =
        kind == StepKind::kObtain || kind == StepKind::kHave || kind == StepKind::kDischarge;
    if (names) step.name = one_of<std::string>({"c", "x", "chain", "step"});
    if (kind != StepKind::kLet && kind != StepKind::kFix) step.claim = formula();
    if (rests) {
      step.rule = static_cast<Rule>(below(static_cast<int>(Rule::kClosure) + 1));
      step.cites = ids(0);
    }
    if (kind == StepKind::kGiven)
      for (int i = below(3); i > 0; --i)
        step.sentences.push_back(static_cast<std::size_t>(1 + below(9)));
    if (kind == StepKind::kCase) step.closes = {StepId{1}};
    if (kind == StepKind::kDischarge) step.closes = ids(1);
    if (kind == StepKind::kLet && below(2) == 0) step.declared = sort();
    if (kind == StepKind::kLet && below(2) == 0) step.definition = claims().term(below(4));
  }

  void answer() {
    Step step;
    step.kind = StepKind::kAnswer;
    step.cites = ids(0);
    step.answer = static_cast<AnswerKind>(below(5));
    const bool choice = chain_.question() && chain_.question()->question == QuestionKind::kChoice;
    if (step.answer == AnswerKind::kLetter && !choice) step.answer = AnswerKind::kTerm;
    if (step.answer == AnswerKind::kLetter) step.letter = one_of<std::string>({"A", "B"});
    if (step.answer == AnswerKind::kTerm) {
      // A capital letter alone would be a choice.
      step.value = claims().term(below(4));
      if (step.value->op() == Op::kVariable || step.value->op() == Op::kName)
        step.value = name("ann");
    }
    chain_.steps.push_back(step);
  }

  Vocabulary words_;
  Chain chain_;
  std::uint32_t last_ = 0;
};

}  // namespace

rc::Gen<Claim> any_term(Vocabulary vocabulary, int depth) {
  return rc::gen::exec([=] { return ClaimDraw(vocabulary).term(depth); });
}

rc::Gen<Claim> any_formula(Vocabulary vocabulary, int depth) {
  return rc::gen::exec([=] { return ClaimDraw(vocabulary).formula(depth); });
}

rc::Gen<Chain> any_chain() {
  return rc::gen::exec([] { return ChainDraw().draw(); });
}

}  // namespace modus::claims
