#include <set>

#include "claims/print.h"
#include "claims/sorts.h"
#include "tools/soundness/closed_extension.h"
#include "tools/soundness/dependencies.h"
#include "tools/soundness/directed.h"

namespace modus::soundness {

using claims::AnswerKind;
using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;
using symbolic::Verdict;

namespace {

Claim opposite(const Claim& literal) {
  return literal.op() == Op::kNot ? literal.child(0) : claims::unary(Op::kNot, literal);
}

class DirectedJudge {
 public:
  DirectedJudge(const claims::Chain& chain, const symbolic::ChainResult& result)
      : chain_(chain), result_(result), dependencies_(chain) {
    for (const Step& step : chain.steps) names_.merge(names_of_step(step));
    if (!chain.header.closed.empty()) absent_from_ = closure_of(givens(), names_, {});
  }

  Judgement run() {
    for (std::size_t i = 0; i < chain_.steps.size(); ++i) judge_step(i);
    return std::move(judgement_);
  }

 private:
  static constexpr const char* kFrozen = "frozen";

  std::vector<Claim> givens() const {
    std::vector<Claim> claims;
    for (const Step& step : chain_.steps)
      if (step.kind == StepKind::kGiven) claims.push_back(step.claim);
    return claims;
  }
  std::vector<Claim> cited(std::size_t i) const {
    std::vector<Claim> claims;
    for (const std::size_t c : dependencies_.cited(i)) claims.push_back(chain_.steps[c].claim);
    return claims;
  }

  bool in_closure(std::vector<Claim> premises, const Claim& goal) const {
    if (goal.op() == Op::kForall) return in_closure(std::move(premises), goal.child(0));
    if (goal.op() == Op::kAnd)
      return in_closure(premises, goal.child(0)) && in_closure(premises, goal.child(1));
    if (goal.op() == Op::kImplies) return rule_in_closure(std::move(premises), goal);
    const GroundLiteral literal = ground_literal(goal, {});
    if (literal.empty()) return false;
    return is_ruled_out(goal) || closure_of(premises, names_, absent_from_).contains(literal);
  }

  // `not p(a)` of a closed p that the givens do not derive of a.
  bool is_ruled_out(const Claim& goal) const {
    return goal.op() == Op::kNot && is_closed(goal.child(0)) &&
           !absent_from_.contains(ground_literal(goal.child(0), {}));
  }

  // Its variables frozen to one fresh name each, its body assumed, its head is to follow. With two
  // variables the oracle freezes both; the names differ.
  bool rule_in_closure(std::vector<Claim> premises, const Claim& rule) const {
    std::set<std::string> names = names_;
    std::set<GroundLiteral> absent_from = absent_from_;
    std::vector<claims::Replacement> frozen;
    for (const std::string& variable : claims::free_variables(rule)) {
      const std::string name = kFrozen + std::to_string(frozen.size());
      names.insert(name);
      frozen.push_back({variable, claims::name(name)});
      for (const claims::PredicateArity& closed : chain_.header.closed)
        absent_from.insert({closed.name, name});  // anything: nothing is absent of it
    }
    const Claim ground = claims::substitute_variables(rule, frozen);
    premises.push_back(ground.child(0));
    const GroundLiteral head = ground_literal(ground.child(1), {});
    return closure_of(premises, names, absent_from).contains(head);
  }

  void found(std::size_t i, Wrong wrong, std::string why) {
    judgement_.findings.push_back({i, wrong, std::move(why)});
  }

  void judge_step(std::size_t i) {
    const Step& step = chain_.steps[i];
    const Verdict verdict = result_.steps[i].verdict;
    const std::string malformed = dependencies_.must_be_malformed(i);
    if (!malformed.empty() && verdict != Verdict::kMalformed &&
        result_.verdict != symbolic::ChainVerdict::kMalformed)
      found(i, Wrong::kAccepted, malformed);
    if (step.kind == StepKind::kAnswer && verdict == Verdict::kProved) return judge_answer(i);
    if (step.kind != StepKind::kHave) return;
    const bool has_absent = mentions_absent(step.claim);
    if (has_absent) return;  // a rule with `absent` says more than a closure can show
    const bool entailed = in_closure(cited(i), step.claim);
    if (verdict == Verdict::kProved && !entailed)
      found(i, Wrong::kProved, "the closure of the cited steps does not hold it");
    if (verdict == Verdict::kRefuted &&
        (!claims::is_literal(step.claim) || !in_closure(cited(i), opposite(step.claim))))
      found(i, Wrong::kRefuted, "the closure of the cited steps does not hold its opposite");
    if (verdict == Verdict::kProved || verdict == Verdict::kRefuted) ++judgement_.witnesses;
    if (verdict == Verdict::kUnproved && entailed && result_.steps[i].rests_on.empty())
      found(i, Wrong::kUnproved, "the closure of the cited steps holds it");
  }

  static bool mentions_absent(const Claim& claim) {
    if (claim.op() == Op::kAbsent) return true;
    for (const Claim& child : claim.children())
      if (mentions_absent(child)) return true;
    return false;
  }

  bool is_closed(const Claim& atom) const {
    for (const claims::PredicateArity& closed : chain_.header.closed)
      if (closed.name == atom.name()) return true;
    return false;
  }

  void judge_answer(std::size_t i) {
    const Claim& asked = chain_.question()->claim;
    const bool yes = in_closure(cited(i), asked);
    const bool no = in_closure(cited(i), opposite(asked));
    switch (chain_.steps[i].answer) {
      case AnswerKind::kTrue:
        if (!yes) found(i, Wrong::kProved, "answer true, not in the closure");
        return;
      case AnswerKind::kFalse:
        if (!no) found(i, Wrong::kProved, "answer false, its opposite not in the closure");
        return;
      case AnswerKind::kOpen:
        if (in_closure(givens(), asked) || in_closure(givens(), opposite(asked)))
          found(i, Wrong::kProved, "answer open, the givens decide the question");
        return;
      default:
        return;
    }
  }

  const claims::Chain& chain_;
  const symbolic::ChainResult& result_;
  Dependencies dependencies_;
  std::set<std::string> names_;
  std::set<GroundLiteral> absent_from_;
  Judgement judgement_;
};

}  // namespace

Judgement judge_directed(const claims::Chain& chain, const symbolic::ChainResult& result) {
  return DirectedJudge(chain, result).run();
}

}  // namespace modus::soundness
