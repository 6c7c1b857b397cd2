#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "claims/print.h"
#include "symbolic/grounding.h"
#include "tasks/generate.h"
#include "tasks/generate/case_analysis.h"
#include "tasks/generate/supposition.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

ProblemShape of_people(std::size_t people) {
  return {.family = Family::kKnights, .min_depth = people, .max_depth = people};
}

TEST(Supposition, IsFollowedToAClashOrToWhatIsAsked) {
  const Island island{
      "knight",
      "knave",
      {"ann", "bob"},
      {{0, {{1, false, false}}, true}, {1, {{0, true, false}, {1, true, false}}, true}}};
  const Supposition knight = suppose(island, 0, true, 1);
  EXPECT_FALSE(knight.clash);
  ASSERT_TRUE(knight.settles);
  EXPECT_FALSE(knight.known[*knight.settles].knight);
  const Supposition knave = suppose(island, 0, false, 1);
  ASSERT_TRUE(knave.clash);
  EXPECT_EQ(knave.clash->testimony, 1u);
}

TEST(CaseAnalysis, IsWrittenFromTheFirstSpeakerThatSettlesIt) {
  const Island island{
      "knight",
      "knave",
      {"ann", "bob"},
      {{0, {{1, false, false}}, true}, {1, {{0, true, false}, {1, true, false}}, true}}};
  claims::Chain chain = claims::parse_chain(R"(
ask knight(bob)
s1 given forall X: knight(X) xor knave(X)
s2 given knight(ann) <-> knave(bob)
s3 given knight(bob) <-> knight(ann) and knight(bob)
)",
                                            "test");
  ASSERT_TRUE(append_case_analysis(island, {1, true, false}, chain));
  EXPECT_EQ(claims::chain_to_tokens(chain),
            "ask knight bob ; s1 given forall X: knight X xor knave X ; "
            "s2 given knight ann <-> knave bob ; "
            "s3 given knight bob <-> knight ann and knight bob ; "
            "s4 have instantiate s1 knight ann or knave ann ; s5 case s4 knight ann ; "
            "s6 have step s2 s5 knave bob ; s7 case s4 knave ann ; "
            "s8 have step s1 s2 s7 knight bob ; s9 have contradiction s1 s3 s7 s8 false ; "
            "s10 discharge s5 s7 by cases s4 s6 s9 knave bob ; "
            "s11 have step s1 s10 not knight bob ; answer s11 false ;");
}

TEST(GenerateKnights, AsManyPeopleAsAskedForAndShortChains) {
  for (std::size_t people = 2; people <= 4; ++people) {
    RandomStream random(21, people);
    for (int i = 0; i < 60; ++i) {
      const GeneratedProblem problem = generate_unchecked(of_people(people), random);
      std::set<std::string> spoken;
      for (const Step& step : problem.chain.steps)
        if (step.kind == StepKind::kGiven && step.claim.op() == Op::kIff)
          spoken.insert(step.claim.child(0).child(0).name());
      EXPECT_GE(spoken.size() + 1, people);
      EXPECT_LE(spoken.size(), people);
      EXPECT_LE(problem.chain.steps.size(), 24u) << claims::print_chain(problem.chain);
    }
  }
}

TEST(GenerateKnights, AnswersAreAlikeOften) {
  RandomStream random(22);
  int is_true = 0;
  for (int i = 0; i < 300; ++i)
    is_true += generate_unchecked(of_people(3), random).chain.answer()->answer ==
               claims::AnswerKind::kTrue;
  EXPECT_GT(is_true, 110);
  EXPECT_LT(is_true, 190);
}

// A given of a report that says something else than the report.
class Smuggler {
 public:
  Smuggler(const claims::Chain& chain, RandomStream& random) : chain_(chain), random_(random) {
    for (std::size_t i = 0; i < chain.steps.size(); ++i)
      if (chain.steps[i].claim.op() == Op::kIff) reports_.push_back(i);
  }

  // The changed step's place; nullopt where the change drawn leaves the claim as it is.
  std::optional<std::size_t> plant(claims::Chain& chain) {
    const std::size_t at = reports_[random_.below(static_cast<std::uint32_t>(reports_.size()))];
    Step& step = chain.steps[at];
    const Claim before = step.claim;
    const Claim speaks = before.child(0), said = before.child(1);
    const auto iff = [](Claim a, Claim b) {
      return claims::binary(Op::kIff, std::move(a), std::move(b));
    };
    switch (random_.below(9)) {
      case 0:
        step.claim = said;
        break;
      case 1:
        step.claim = speaks;
        break;
      case 2:
        step.claim = iff(other_kind(speaks), said);
        break;
      case 3:
        step.claim = iff(speaks, claims::unary(Op::kNot, said));
        break;
      case 4:
        step.claim = iff(said, speaks);
        break;
      case 5:
        step.claim = claims::binary(Op::kImplies, speaks, said);
        break;
      case 6:
        step.claim =
            iff(speaks, in_first_atom(said, [&](const Claim& a) { return other_kind(a); }));
        break;
      case 7:
        step.claim = iff(other_person(speaks), said);
        break;
      default:
        step.claim =
            iff(speaks, in_first_atom(said, [&](const Claim& a) { return other_person(a); }));
    }
    if (step.claim == before || is_given(step.claim, chain)) return std::nullopt;
    return at;
  }

 private:
  static bool is_given(const Claim& claim, const claims::Chain& chain) {
    return std::count_if(chain.steps.begin(), chain.steps.end(),
                         [&](const Step& step) { return step.claim == claim; }) > 1;
  }
  Claim other_kind(const Claim& atom) const {
    const Claim& either = chain_.steps[1].claim.child(0);
    const Claim& other = either.child(either.child(0).name() == atom.name() ? 1 : 0);
    return claims::apply(other.name(), {atom.child(0)});
  }
  Claim other_person(const Claim& atom) const {
    const Claim& other =
        chain_.steps[reports_[random_.below(static_cast<std::uint32_t>(reports_.size()))]].claim;
    return claims::apply(atom.name(), {other.child(0).child(0)});
  }
  template <typename Change>
  static Claim in_first_atom(const Claim& claim, Change change) {
    if (claims::is_atom(claim)) return change(claim);
    const Claim first = in_first_atom(claim.child(0), change);
    return claim.children().size() == 1 ? claims::unary(claim.op(), first)
                                        : claims::binary(claim.op(), first, claim.child(1));
  }

  const claims::Chain& chain_;
  RandomStream& random_;
  std::vector<std::size_t> reports_;
};

TEST(GenerateKnights, AThousandSmuggledGivensAreRefused) {
  RandomStream random(23);
  int planted = 0;
  while (planted < 1000) {
    const GeneratedProblem problem = generate_unchecked(of_people(2 + random.below(3)), random);
    claims::Chain chain = problem.chain;
    const auto at = Smuggler(problem.chain, random).plant(chain);
    if (!at) continue;
    ++planted;
    for (const symbolic::GivenReading& reading : symbolic::read_givens(chain))
      EXPECT_EQ(reading.grounded, reading.step != *at)
          << chain.text[chain.steps[reading.step].sentences.front() - 1] << "  "
          << claims::print(chain.steps[reading.step].claim) << ' ' << reading.reason;
  }
}

}  // namespace
}  // namespace modus::tasks
