#include <algorithm>
#include <array>
#include <set>

#include "tools/soundness/closed_extension.h"
#include "tools/soundness/directed.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

constexpr std::array kThings = {"ann", "bob", "cay"};
constexpr std::array kUnary = {"kind", "wise", "calm"};

class Maker {
 public:
  explicit Maker(RandomStream random) : random_(random) {}

  RandomChain run() {
    chain_.header.logic = claims::Logic::kDirected;
    if (chance(0.3)) chain_.header.closed = {{"tall", 1}};
    if (chance(0.6)) ask();
    const std::size_t givens = 2 + pick(6);
    for (std::size_t i = 0; i < givens; ++i) add(StepKind::kGiven, given());
    const std::size_t haves = 1 + pick(5);
    for (std::size_t i = 0; i < haves; ++i) have();
    if (chain_.question() != nullptr) answer();
    return {std::move(chain_), {}, {}};
  }

 private:
  std::size_t pick(std::size_t count) { return random_.below(static_cast<std::uint32_t>(count)); }
  bool chance(double p) { return random_.chance(p); }

  Claim thing() { return claims::name(kThings[pick(kThings.size())]); }
  Claim signed_literal(Claim atom, double negative) {
    return chance(negative) ? claims::unary(Op::kNot, std::move(atom)) : atom;
  }
  Claim atom_of(const Claim& term) {
    if (chance(0.25)) return claims::apply("sees", {term, thing()});
    return claims::apply(kUnary[pick(kUnary.size())], {term});
  }
  Claim literal() {
    const bool closed = !chain_.header.closed.empty() && chance(0.25);
    return signed_literal(closed ? claims::apply("tall", {thing()}) : atom_of(thing()), 0.25);
  }

  Claim given() {
    const bool closed = !chain_.header.closed.empty();
    if (closed && chance(0.2)) return claims::apply("tall", {thing()});
    if (closed && chance(0.1))
      return claims::binary(Op::kImplies, claims::apply("sees", {claims::variable("X"), thing()}),
                            claims::apply("tall", {claims::variable("X")}));
    return chance(0.55) ? signed_literal(atom_of(thing()), 0.25) : rule();
  }

  Claim rule() {
    const Claim x = claims::variable("X");
    if (chance(0.1))  // two variables
      return claims::binary(
          Op::kImplies,
          claims::binary(Op::kAnd, claims::apply("sees", {x, claims::variable("Y")}),
                         atom_of(claims::variable("Y"))),
          signed_literal(atom_of(x), 0.25));
    Claim body = signed_literal(atom_of(x), 0.2);
    if (chance(0.4)) body = claims::binary(Op::kAnd, body, signed_literal(atom_of(x), 0.2));
    if (!chain_.header.closed.empty() && chance(0.3)) {
      body = claims::binary(Op::kAnd, body, claims::unary(Op::kAbsent, claims::apply("tall", {x})));
      return claims::binary(Op::kImplies, body, claims::apply("noted", {x}));
    }
    return claims::binary(Op::kImplies, body, signed_literal(atom_of(x), 0.25));
  }

  Step& add(StepKind kind, Claim claim) {
    Step step;
    step.kind = kind;
    step.id = StepId{++last_id_};
    step.claim = std::move(claim);
    chain_.steps.push_back(std::move(step));
    return chain_.steps.back();
  }

  std::vector<StepId> cites() {
    std::vector<StepId> ids;
    const bool all = chance(0.5);
    for (const Step& step : chain_.steps)
      if (step.id.value != 0 && (all || chance(0.5))) ids.push_back(step.id);
    if (chance(0.02)) ids.push_back(StepId{last_id_ + 1});
    return ids;
  }

  std::set<GroundLiteral> closure(const std::vector<StepId>& ids) const {
    std::vector<Claim> claims;
    for (const Step& step : chain_.steps)
      if (std::find(ids.begin(), ids.end(), step.id) != ids.end() && step.id.value != 0)
        claims.push_back(step.claim);
    return closure_of(claims, {kThings.begin(), kThings.end()}, {});
  }

  static Claim claim_of(const GroundLiteral& literal) {
    const bool negative = literal.front() == "not";
    std::vector<Claim> arguments;
    for (std::size_t i = negative ? 2 : 1; i < literal.size(); ++i)
      arguments.push_back(claims::name(literal[i]));
    const Claim atom = claims::apply(literal[negative ? 1 : 0], std::move(arguments));
    return negative ? claims::unary(Op::kNot, atom) : atom;
  }

  Claim goal(const std::vector<StepId>& ids) {
    const std::set<GroundLiteral> facts = closure(ids);
    if (chance(0.15)) return rule();
    if (facts.empty() || chance(0.25)) return literal();
    const auto chosen = std::next(facts.begin(), static_cast<std::ptrdiff_t>(pick(facts.size())));
    const Claim derived = claim_of(*chosen);
    if (chance(0.85)) return derived;
    return derived.op() == Op::kNot ? derived.child(0) : claims::unary(Op::kNot, derived);
  }

  void have() {
    const std::vector<StepId> ids = cites();
    Claim claim = goal(ids);
    add(StepKind::kHave, std::move(claim)).cites = ids;
  }

  void ask() {
    Step step;
    step.kind = StepKind::kAsk;
    if (chance(0.2) && !chain_.header.closed.empty()) {
      step.claim = claims::apply("tall", {thing()});
    } else {
      step.claim = literal();
    }
    chain_.steps.push_back(std::move(step));
  }

  void answer() {
    Step step;
    step.kind = StepKind::kAnswer;
    step.cites = cites();
    const std::set<GroundLiteral> facts = closure(step.cites);
    const Claim& asked = chain_.question()->claim;
    const Claim opposite = asked.op() == Op::kNot ? asked.child(0) : claims::unary(Op::kNot, asked);
    step.answer = facts.contains(ground_literal(asked, {}))      ? claims::AnswerKind::kTrue
                  : facts.contains(ground_literal(opposite, {})) ? claims::AnswerKind::kFalse
                                                                 : claims::AnswerKind::kOpen;
    if (chance(0.1)) step.answer = static_cast<claims::AnswerKind>(pick(3));
    if (!chain_.header.closed.empty() && asked.name() == "tall" && chance(0.7))
      step.answer = claims::AnswerKind::kFalse;
    chain_.steps.push_back(std::move(step));
  }

  RandomStream random_;
  claims::Chain chain_;
  std::uint32_t last_id_ = 0;
};

}  // namespace

RandomChain random_directed_chain(RandomStream random) { return Maker(random).run(); }

}  // namespace modus::soundness
