#include "tasks/generate/case_analysis.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "symbolic/derivation.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

constexpr std::size_t kSupposed = static_cast<std::size_t>(-1);  // no testimony, but the case

// What is known in one case, and why.
struct Known {
  std::size_t person = 0;
  bool knight = true;
  std::size_t testimony = kSupposed;
  std::vector<std::size_t> from;  // indices of what was known before
};
struct Case {
  std::vector<Known> known;        // the supposition first
  std::optional<Known> clash;      // its person and kind mean nothing
  std::optional<std::size_t> end;  // what is asked, where there is no clash
};

// One case, followed by steps that use one testimony each: always the first testimony that says
// more.
class Following {
 public:
  Following(const Island& island, std::size_t person, bool knight) : island_(island) {
    add({person, knight, kSupposed, {}});
  }

  Case run(std::size_t asked) {
    while (!clashes() && extends()) {
    }
    if (!found_.clash)
      for (std::size_t i = 0; i < found_.known.size(); ++i)
        if (found_.known[i].person == asked) found_.end = i;
    return std::move(found_);
  }

 private:
  const Known* known(std::size_t person) const {
    const auto found = std::find_if(found_.known.begin(), found_.known.end(),
                                    [&](const Known& k) { return k.person == person; });
    return found == found_.known.end() ? nullptr : &*found;
  }
  std::size_t index(const Known& fact) const {
    return static_cast<std::size_t>(&fact - found_.known.data());
  }
  void add(Known fact) { found_.known.push_back(std::move(fact)); }

  std::optional<bool> value(const KindLiteral& part) const {
    const Known* fact = known(part.person);
    if (fact == nullptr) return std::nullopt;
    return (fact->knight == part.knight) != part.negated;
  }

  // Whether what is said is true, as far as it is known; and what it rests on.
  std::optional<bool> value(const Testimony& testimony, std::vector<std::size_t>& from) const {
    std::vector<std::size_t> all;
    for (const KindLiteral& part : testimony.parts) {
      const auto holds = value(part);
      if (!holds) continue;
      all.push_back(index(*known(part.person)));
      if (*holds == testimony.all) continue;
      from = {all.back()};  // one false part of all, one true part of some
      return *holds;
    }
    if (all.size() < testimony.parts.size()) return std::nullopt;
    from = std::move(all);
    return testimony.all;
  }

  bool clashes() {
    for (std::size_t i = 0; i < island_.testimonies.size(); ++i) {
      const Testimony& testimony = island_.testimonies[i];
      const Known* speaker = known(testimony.speaker);
      std::vector<std::size_t> from;
      const auto said = value(testimony, from);
      if (speaker == nullptr || !said || *said == speaker->knight) continue;
      from.push_back(index(*speaker));
      found_.clash = Known{0, true, i, std::move(from)};
      return true;
    }
    return false;
  }

  bool extends() {
    for (std::size_t i = 0; i < island_.testimonies.size(); ++i)
      if (says_speaker(i) || says_part(i)) return true;
    return false;
  }

  bool says_speaker(std::size_t i) {
    const Testimony& testimony = island_.testimonies[i];
    std::vector<std::size_t> from;
    const auto said = value(testimony, from);
    if (known(testimony.speaker) != nullptr || !said) return false;
    add({testimony.speaker, *said, i, std::move(from)});
    return true;
  }

  // Of a true `all`, or a false `some`, every part is settled; else the last one that is left.
  bool says_part(std::size_t i) {
    const Testimony& testimony = island_.testimonies[i];
    const Known* speaker = known(testimony.speaker);
    if (speaker == nullptr) return false;
    std::vector<std::size_t> from = {index(*speaker)};
    const KindLiteral* left = nullptr;
    std::size_t open = 0;
    for (const KindLiteral& part : testimony.parts) {
      const auto holds = value(part);
      if (holds && *holds != testimony.all) return false;  // nothing more is known of the others
      if (holds) continue;
      ++open;
      if (left == nullptr) left = &part;
    }
    const bool each = speaker->knight == testimony.all;
    if (open == 0 || (!each && open > 1)) return false;
    if (!each)
      for (const KindLiteral& part : testimony.parts)
        if (&part != left) from.push_back(index(*known(part.person)));
    add({left->person, (left->knight == speaker->knight) != left->negated, i, std::move(from)});
    return true;
  }

  const Island& island_;
  Case found_;
};

class Writing {
 public:
  Writing(const Island& island, claims::Chain& chain) : island_(island), chain_(chain) {
    for (const Step& step : chain.steps)
      if (step.kind == StepKind::kGiven) givens_.push_back(step.id);
    MODUS_CHECK(givens_.size() == island.testimonies.size() + 1, "{} givens", givens_.size());
  }

  void write(std::size_t parted, const std::array<Case, 2>& cases, const KindLiteral& asked) {
    const StepId either = have(claims::binary(Op::kOr, claim(parted, true), claim(parted, false)),
                               claims::Rule::kInstantiate, {givens_.front()});
    Step discharge;
    discharge.kind = StepKind::kDischarge;
    discharge.rule = claims::Rule::kCases;
    discharge.cites = {either};
    bool knight = true;
    for (const Case& one : cases) {
      discharge.closes.push_back(symbolic::next_id(chain_));
      discharge.cites.push_back(write(one, either));
      if (one.end) knight = one.known[*one.end].knight;
    }
    discharge.claim = claim(asked.person, knight);
    const StepId settled = add(std::move(discharge));
    answer((knight == asked.knight) != asked.negated, asked, settled);
  }

 private:
  Claim claim(std::size_t person, bool knight) const {
    return claim_of(KindLiteral{person, knight, false}, island_);
  }

  StepId add(Step step) {
    step.id = symbolic::next_id(chain_);
    chain_.steps.push_back(std::move(step));
    return chain_.steps.back().id;
  }
  StepId have(Claim claim, claims::Rule rule, std::vector<StepId> cites) {
    Step step;
    step.kind = StepKind::kHave;
    step.claim = std::move(claim);
    step.rule = rule;
    std::sort(cites.begin(), cites.end());
    cites.erase(std::unique(cites.begin(), cites.end()), cites.end());
    step.cites = std::move(cites);
    return add(std::move(step));
  }

  // The steps of one case that its end rests on; the id of the last.
  StepId write(const Case& one, StepId either) {
    std::vector<bool> needed(one.known.size(), false);
    if (one.end) needed[*one.end] = true;
    if (one.clash)
      for (const std::size_t i : one.clash->from) needed[i] = true;
    for (std::size_t i = one.known.size(); i-- > 0;)
      if (needed[i])
        for (const std::size_t from : one.known[i].from) needed[from] = true;
    std::vector<StepId> steps(one.known.size());
    Step supposed;
    supposed.kind = StepKind::kCase;
    supposed.claim = claim(one.known[0].person, one.known[0].knight);
    supposed.closes = {either};
    steps[0] = add(std::move(supposed));
    for (std::size_t i = 1; i < one.known.size(); ++i)
      if (needed[i])
        steps[i] = have(claim(one.known[i].person, one.known[i].knight), claims::Rule::kStep,
                        cited(one, one.known[i], one.known[i].knight, steps));
    if (!one.clash) return steps[*one.end];
    return have(claims::truth(false), claims::Rule::kContradiction,
                cited(one, *one.clash, std::nullopt, steps));
  }

  std::vector<StepId> cited(const Case& one, const Known& fact, std::optional<bool> knight,
                            const std::vector<StepId>& steps) const {
    std::vector<StepId> cites = {givens_[fact.testimony + 1]};
    for (const std::size_t i : fact.from) cites.push_back(steps[i]);
    if (needs_either(one, fact, knight)) cites.push_back(givens_.front());
    return cites;
  }

  // Does the step need that nobody is both or neither? By all ways to be knight, knave, both,
  // neither: two bits a person.
  bool needs_either(const Case& one, const Known& fact, std::optional<bool> knight) const {
    const Testimony& testimony = island_.testimonies[fact.testimony];
    for (std::size_t kinds = 0; kinds < std::size_t{1} << (2 * island_.people.size()); ++kinds) {
      const auto is = [&](const KindLiteral& part) {
        return ((kinds >> (2 * part.person + (part.knight ? 0 : 1)) & 1) != 0) != part.negated;
      };
      const auto is_so = [&](const KindLiteral& part) { return is(part) == testimony.all; };
      const bool said =
          testimony.all == std::all_of(testimony.parts.begin(), testimony.parts.end(), is_so);
      const bool premises = is({testimony.speaker, true, false}) == said &&
                            std::all_of(fact.from.begin(), fact.from.end(), [&](std::size_t i) {
                              return is({one.known[i].person, one.known[i].knight, false});
                            });
      if (premises && !(knight && is({fact.person, *knight, false}))) return true;
    }
    return false;
  }

  void answer(bool is_true, const KindLiteral& asked, StepId settled) {
    const Claim claim = claim_of(asked, island_);
    if (!is_true)
      settled =
          have(claims::unary(Op::kNot, claim), claims::Rule::kStep, {givens_.front(), settled});
    Step answer;
    answer.kind = StepKind::kAnswer;
    answer.answer = is_true ? claims::AnswerKind::kTrue : claims::AnswerKind::kFalse;
    answer.cites = {settled};
    chain_.steps.push_back(std::move(answer));
  }

  const Island& island_;
  claims::Chain& chain_;
  std::vector<StepId> givens_;
};

}  // namespace

bool holds(const KindLiteral& literal, const std::vector<bool>& knights) {
  return (knights[literal.person] == literal.knight) != literal.negated;
}

bool holds(const Testimony& testimony, const std::vector<bool>& knights) {
  const auto is = [&](const KindLiteral& part) { return holds(part, knights); };
  return testimony.all ? std::all_of(testimony.parts.begin(), testimony.parts.end(), is)
                       : std::any_of(testimony.parts.begin(), testimony.parts.end(), is);
}

Claim claim_of(const KindLiteral& literal, const Island& island) {
  Claim claim = claims::apply(literal.knight ? island.knight : island.knave,
                              {claims::name(island.people[literal.person])});
  return literal.negated ? claims::unary(Op::kNot, std::move(claim)) : claim;
}

Claim claim_of(const Testimony& testimony, const Island& island) {
  std::optional<Claim> said;
  for (const KindLiteral& part : testimony.parts) {
    Claim claim = claim_of(part, island);
    said = said ? claims::binary(testimony.all ? Op::kAnd : Op::kOr, *said, std::move(claim))
                : std::move(claim);
  }
  return claims::binary(Op::kIff, claim_of({testimony.speaker, true, false}, island), *said);
}

bool append_case_analysis(const Island& island, const KindLiteral& asked, claims::Chain& chain) {
  for (const Testimony& testimony : island.testimonies) {
    const std::array<Case, 2> cases = {
        Following(island, testimony.speaker, true).run(asked.person),
        Following(island, testimony.speaker, false).run(asked.person)};
    if (cases[0].clash && cases[1].clash) return false;
    if (std::any_of(cases.begin(), cases.end(),
                    [](const Case& one) { return !one.clash && !one.end; }))
      continue;
    if (cases[0].end && cases[1].end &&
        cases[0].known[*cases[0].end].knight != cases[1].known[*cases[1].end].knight)
      return false;
    Writing(island, chain).write(testimony.speaker, cases, asked);
    return true;
  }
  return false;
}

}  // namespace modus::tasks
