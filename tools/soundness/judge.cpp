#include "tools/soundness/judge.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/core.h>

#include "claims/print.h"
#include "claims/sorts.h"
#include "tools/soundness/closed_extension.h"
#include "tools/soundness/dependencies.h"
#include "tools/soundness/oracle.h"
#include "tools/soundness/own_functions.h"
#include "tools/soundness/sample.h"
#include "tools/soundness/show.h"

namespace modus::soundness {

using claims::Chain;
using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;
using symbolic::ChainVerdict;
using symbolic::Verdict;

std::string_view to_string(Wrong wrong) {
  switch (wrong) {
    case Wrong::kProved:
      return "wrong proved";
    case Wrong::kRefuted:
      return "wrong refuted";
    case Wrong::kUnproved:
      return "wrong unproved";
    case Wrong::kAccepted:
      return "wrong accepted";
    case Wrong::kInconsistent:
      return "wrong inconsistent";
  }
  return "";
}

namespace {

constexpr std::size_t kModels = 1200;

// The truth of a step's claim in a model, computed when first asked for.
class TruthTable {
 public:
  TruthTable(const Claim& claim, const World& world, std::size_t models)
      : statement_(claim, world), known_(models) {}
  Truth in(const std::vector<Model>& models, std::size_t m) {
    if (!known_[m]) known_[m] = statement_.in(models[m]);
    return *known_[m];
  }

 private:
  Statement statement_;
  std::vector<std::optional<Truth>> known_;
};

class ClassicalJudge {
 public:
  ClassicalJudge(const Chain& chain, const World& world, const symbolic::ChainResult& result,
                 RandomStream random)
      : chain_(chain), world_(world), result_(result), dependencies_(chain) {
    collect_models(random);
    for (const Step& step : chain.steps)
      tables_.emplace_back(step.kind == StepKind::kAsk ? claims::truth(true) : step.claim, world,
                           models_.size());
  }

  Judgement run() {
    for (std::size_t i = 0; i < chain_.steps.size(); ++i) judge_form(i);
    if (result_.verdict == ChainVerdict::kInconsistent) {
      judge_inconsistent();
    } else {
      for (std::size_t i = 0; i < chain_.steps.size(); ++i) judge_step(i);
    }
    return std::move(judgement_);
  }

 private:
  void collect_models(RandomStream random) {
    std::vector<std::string> bound;
    for (const Step& step : chain_.steps)
      if (step.kind == StepKind::kLet || step.kind == StepKind::kFix ||
          step.kind == StepKind::kObtain)
        bound.push_back(step.name);
    const World used = used_part(chain_, world_);
    for (const std::string& thing : world_.things)
      if (!used.thing(thing)) bound.push_back(thing);  // no name of this chain
    Models drawn = models_of(used, kModels, random);
    complete_ = drawn.complete && chain_.header.domain && used.numbers.empty() &&
                std::all_of(used.functions.begin(), used.functions.end(),
                            [](const World::Function& f) { return f.to_entity; });
    for (const Step& step : chain_.steps)  // opinions differ beyond what is drawn
      complete_ = complete_ && !is_modal(step.claim);
    const auto closed = closed_extensions(chain_);
    for (Model& model : drawn.all) {
      Model whole = widened(model, used, world_);
      const bool repair = !used.numbers.empty() && random.chance(0.6);
      define_names(whole, repair);
      if (fits_header(whole, world_, chain_.header, bound) && fits_closed(whole, world_, closed))
        models_.push_back(std::move(whole));
    }
  }

  // `let` names get their values; a drawn model also takes the values that equations ask for.
  void define_names(Model& model, bool repair) const {
    for (const Step& step : chain_.steps) {
      if (step.kind == StepKind::kLet && step.definition)
        set_value(model, world_, step.name, TermValue(*step.definition, world_));
      if (repair && (step.kind == StepKind::kGiven || step.kind == StepKind::kAssume ||
                     step.kind == StepKind::kCase))
        satisfy(step.claim, model);
    }
    if (!repair) return;
    for (const Step& step : chain_.steps)  // once more: what a `let` rests on may have changed
      if (step.kind == StepKind::kLet && step.definition)
        set_value(model, world_, step.name, TermValue(*step.definition, world_));
  }

  // cost = price + 1, or the other way round: cost takes the value.
  void satisfy(const Claim& claim, Model& model) const {
    if (claim.op() != Op::kEqual) return;
    for (const std::size_t side : {0u, 1u}) {
      const Claim& name = claim.child(side);
      const auto number = name.op() == Op::kName ? world_.number(name.name()) : std::nullopt;
      if (!number) continue;
      const auto value = TermValue(claim.child(1 - side), world_).number_in(model);
      const bool fits =
          value && (world_.numbers[*number].kind == NumberKind::kReal || value->is_whole());
      if (fits) model.numbers[*number] = value;
      return;
    }
  }

  static bool is_modal(const Claim& claim) {
    if (claim.op() == Op::kApply && soundness::is_modal(claim.name())) return true;
    return std::any_of(claim.children().begin(), claim.children().end(),
                       [](const Claim& child) { return is_modal(child); });
  }

  void found(std::size_t step, Wrong wrong, std::string why) {
    judgement_.findings.push_back({step, wrong, std::move(why)});
  }
  void found_in(std::size_t step, Wrong wrong, std::string_view what, std::size_t model) {
    found(step, wrong, fmt::format("{} where {}", what, show(models_[model], world_)));
  }

  void judge_form(std::size_t i) {
    const std::string why = dependencies_.must_be_malformed(i);
    if (!why.empty() && result_.steps[i].verdict != Verdict::kMalformed &&
        result_.verdict != ChainVerdict::kMalformed)
      found(i, Wrong::kAccepted, why);
  }

  void judge_inconsistent() {
    for (std::size_t m = 0; m < models_.size(); ++m) {
      if (givens_hold(chain_.steps.size(), m))
        return found_in(chain_.steps.size() - 1, Wrong::kInconsistent, "all givens hold", m);
    }
  }

  bool holds(std::size_t step, std::size_t model) {
    const StepKind kind = chain_.steps[step].kind;
    if (kind == StepKind::kFix || kind == StepKind::kLet || kind == StepKind::kAsk) return true;
    return tables_[step].in(models_, model) == Truth::kTrue;
  }

  void judge_step(std::size_t i) {
    const Step& step = chain_.steps[i];
    const Verdict verdict = result_.steps[i].verdict;
    if (verdict == Verdict::kRefuted) return judge_refuted(i);
    if (verdict == Verdict::kUnproved && step.kind == StepKind::kHave) return judge_unproved(i);
    if (verdict != Verdict::kProved) return;
    if (complete_ && !givens_have_model(i))
      return found(i, Wrong::kProved, "the givens before it have no model");
    if (step.kind == StepKind::kAnswer) return judge_answer(i);
    if (step.kind == StepKind::kHave) judge_cited(i);
    judge_proved(i, tables_[i]);
  }

  bool givens_have_model(std::size_t before) {
    for (std::size_t m = 0; m < models_.size(); ++m)
      if (givens_hold(before, m)) return true;
    return false;
  }

  bool givens_hold(std::size_t before, std::size_t model) {
    for (std::size_t s = 0; s < before; ++s)
      if (chain_.steps[s].kind == StepKind::kGiven && !holds(s, model)) return false;
    return true;
  }

  // Where the cited claims hold, the claim holds.
  void judge_cited(std::size_t i) {
    bool any = false;
    for (std::size_t m = 0; m < models_.size(); ++m) {
      if (!cited_hold(i, m)) continue;
      any = true;
      const Truth truth = tables_[i].in(models_, m);
      if (truth == Truth::kFalse || truth == Truth::kUndefined)
        return found_in(i, Wrong::kProved,
                        truth == Truth::kFalse ? "the cited claims hold and it is false"
                                               : "the cited claims hold and it is undefined",
                        m);
    }
    if (any) ++judgement_.witnesses;
    if (!any && complete_ && chain_.steps[i].claim.op() != Op::kFalse)
      found(i, Wrong::kProved, "the cited claims contradict each other");
  }

  bool cited_hold(std::size_t i, std::size_t m) {
    const std::vector<std::size_t>& cited = dependencies_.cited(i);
    return std::all_of(cited.begin(), cited.end(), [&](std::size_t c) { return holds(c, m); });
  }

  // Where the givens and the open assumptions hold, the claim holds.
  bool foundation_holds(std::size_t i, const Claim& claim, std::size_t m) {
    const RestsOn& rests = dependencies_.of(i);
    bool of_obtained = dependencies_.speaks_of_obtained(claim);
    for (const std::size_t open : rests.open)
      of_obtained = of_obtained || dependencies_.speaks_of_obtained(chain_.steps[open].claim);
    const auto all_hold = [&](const std::set<std::size_t>& steps) {
      return std::all_of(steps.begin(), steps.end(), [&](std::size_t s) { return holds(s, m); });
    };
    return all_hold(rests.givens) && all_hold(rests.open) && (!of_obtained || obtained_hold(i, m));
  }

  bool obtained_hold(std::size_t i, std::size_t m) {
    for (std::size_t s = 0; s <= i; ++s)
      if (chain_.steps[s].kind == StepKind::kObtain && !holds(s, m)) return false;
    return true;
  }

  void judge_proved(std::size_t i, TruthTable& table) {
    if (chain_.steps[i].kind == StepKind::kObtain) return;
    for (std::size_t m = 0; m < models_.size(); ++m) {
      if (!foundation_holds(i, chain_.steps[i].claim, m)) continue;
      const Truth truth = table.in(models_, m);
      if (truth == Truth::kFalse || truth == Truth::kUndefined)
        return found_in(i, Wrong::kProved, "givens and open assumptions hold and it fails", m);
    }
  }

  void judge_refuted(std::size_t i) {
    const Step& step = chain_.steps[i];
    if (step.kind != StepKind::kHave) return;  // `open`: the givens decide, judged where proved
    for (std::size_t m = 0; m < models_.size(); ++m) {
      if (!cited_hold(i, m)) continue;
      const Truth truth = tables_[i].in(models_, m);
      if (truth == Truth::kTrue || truth == Truth::kUndefined)
        return found_in(i, Wrong::kRefuted,
                        truth == Truth::kTrue ? "the cited claims hold and it is true"
                                              : "the cited claims hold and it is undefined",
                        m);
    }
    ++judgement_.witnesses;
  }

  // `unproved` says that neither the claim nor its negation follows; of givens without a model
  // nothing is proved, not even what cites none of them.
  void judge_unproved(std::size_t i) {
    if (!complete_ || !result_.steps[i].rests_on.empty() || !givens_have_model(i)) return;
    bool any = false;
    for (std::size_t m = 0; m < models_.size(); ++m) {
      if (!cited_hold(i, m)) continue;
      any = true;
      if (tables_[i].in(models_, m) != Truth::kTrue) return;
    }
    if (any) found(i, Wrong::kUnproved, "it holds in all models of the cited claims");
  }

  void judge_answer(std::size_t i) {
    const Step& answer = chain_.steps[i];
    const Step& ask = *chain_.question();
    if (!dependencies_.of(i).open.empty())
      return found(i, Wrong::kProved, "the answer rests on an open assumption");
    if (answer.answer == claims::AnswerKind::kOpen) return judge_open(i, ask.claim);
    for (const Claim& goal : goals_of(ask, answer)) {
      TruthTable table(goal, world_, models_.size());
      judge_goal(i, goal, table);
    }
  }

  void judge_goal(std::size_t i, const Claim& goal, TruthTable& table) {
    for (std::size_t m = 0; m < models_.size(); ++m) {
      if (!foundation_holds(i, goal, m)) continue;
      const Truth truth = table.in(models_, m);
      if (truth == Truth::kFalse || truth == Truth::kUndefined)
        return found_in(i, Wrong::kProved,
                        fmt::format("the givens hold and {} fails", claims::print(goal)), m);
    }
  }

  // What an answer says, goal by goal.
  static std::vector<Claim> goals_of(const Step& ask, const Step& answer) {
    switch (answer.answer) {
      case claims::AnswerKind::kTrue:
        return {ask.claim};
      case claims::AnswerKind::kFalse:
        return {claims::unary(Op::kNot, claims::universal_closure(ask.claim))};
      case claims::AnswerKind::kLetter:
        for (const claims::Option& option : ask.options)
          if (option.letter == answer.letter) return {option.claim};
        return {};
      default:
        break;
    }
    std::vector<Claim> members;
    if (answer.value->op() == Op::kSet) {
      members.assign(answer.value->children().begin(), answer.value->children().end());
    } else {
      members = {*answer.value};
    }
    std::vector<Claim> goals;
    Claim among = claims::truth(false);
    for (const Claim& member : members) {
      const claims::Replacement replacement{ask.name, member};
      goals.push_back(claims::substitute_variables(ask.claim, {&replacement, 1}));
      among = claims::binary(Op::kOr, among,
                             claims::binary(Op::kEqual, claims::variable(ask.name), member));
    }
    goals.push_back(
        claims::quantified(Op::kForall, ask.name, claims::binary(Op::kImplies, ask.claim, among)));
    return goals;
  }

  // `open` needs a model of the givens with the claim and one without.
  void judge_open(std::size_t i, const Claim& asked) {
    if (!complete_) return;
    TruthTable table(asked, world_, models_.size());
    bool with = false;
    bool without = false;
    for (std::size_t m = 0; m < models_.size(); ++m) {
      if (!givens_hold(i, m)) continue;
      with = with || table.in(models_, m) == Truth::kTrue;
      without = without || table.in(models_, m) == Truth::kFalse;
    }
    if (!with || !without) found(i, Wrong::kProved, "the givens decide the question");
  }

  const Chain& chain_;
  const World& world_;
  const symbolic::ChainResult& result_;
  Dependencies dependencies_;
  std::vector<Model> models_;
  bool complete_ = false;
  std::vector<TruthTable> tables_;
  Judgement judgement_;
};

}  // namespace

Judgement judge_classical(const Chain& chain, const World& world,
                          const symbolic::ChainResult& result, RandomStream random) {
  return ClassicalJudge(chain, world, result, random).run();
}

}  // namespace modus::soundness
