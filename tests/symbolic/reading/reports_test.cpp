// Reports through the reading of givens: what somebody says is not what the text says.
#include "symbolic/reading/reports.h"

#include <gtest/gtest.h>

#include "claims/parse.h"
#include "symbolic/grounding.h"

namespace modus::symbolic {
namespace {

const std::string kEither = "Everyone here is either a knight or a knave.";
const std::string kManners = "Knights always tell the truth, and knaves always lie.";

// The last sentence's claim, read beside the first sentence's.
GivenReading read(const std::vector<std::string>& text, const std::string& claim,
                  std::vector<std::size_t> sentences) {
  claims::Chain chain;
  chain.text = text;
  for (const std::string& source : {std::string("forall X: knight(X) xor knave(X)"), claim}) {
    claims::Step step;
    step.kind = claims::StepKind::kGiven;
    step.id = claims::StepId{static_cast<std::uint32_t>(chain.steps.size() + 1)};
    step.claim = claims::parse_claim(source, "test");
    step.sentences = chain.steps.empty() ? std::vector<std::size_t>{1} : sentences;
    chain.steps.push_back(step);
  }
  return read_givens(chain).back();
}

GivenReading read_report(const std::string& sentence, const std::string& claim) {
  return read({kEither, kManners, sentence}, claim, {3, 1, 2});
}

struct Pair {
  std::string sentence;
  std::string claim;
};

class Reported : public testing::TestWithParam<Pair> {};
TEST_P(Reported, IsReadAsWhatTheSpeakersKindMakesOfIt) {
  const GivenReading reading = read_report(GetParam().sentence, GetParam().claim);
  EXPECT_TRUE(reading.grounded) << GetParam().claim << " from \"" << GetParam().sentence
                                << "\": " << reading.reason;
  EXPECT_EQ(reading.unused_words, std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(
    Reports, Reported,
    testing::Values(Pair{"Ann says that Bob is a knave.", "knight(ann) <-> knave(bob)"},
                    Pair{"Ann says Bob is a knave.", "knight(ann) <-> knave(bob)"},
                    Pair{"Ann claims that Bob is not a knave.", "knight(ann) <-> not knave(bob)"},
                    Pair{"According to Ann, Bob is a knave.", "knight(ann) <-> knave(bob)"},
                    Pair{"Ann said: \"I am a knight.\"", "knight(ann) <-> knight(ann)"},
                    Pair{"Ann says, \"Bob and I are knaves.\"",
                         "knight(ann) <-> knave(bob) and knave(ann)"},
                    Pair{"Ann says that Bob is a knight or Cleo is a knave.",
                         "knight(ann) <-> knight(bob) or knave(cleo)"},
                    Pair{"Ann says that Bob is a knight and Cleo is not a knight.",
                         "knight(ann) <-> knight(bob) and not knight(cleo)"},
                    Pair{"Ann says that if Bob is a knight then Cleo is a knave.",
                         "knight(ann) <-> (knight(bob) -> knave(cleo))"}));

class Smuggled : public testing::TestWithParam<Pair> {};
TEST_P(Smuggled, IsRefused) {
  const GivenReading reading = read_report(GetParam().sentence, GetParam().claim);
  EXPECT_FALSE(reading.grounded) << GetParam().claim << " from \"" << GetParam().sentence << '"';
}

INSTANTIATE_TEST_SUITE_P(
    Reports, Smuggled,
    testing::Values(
        Pair{"Ann says that Bob is a knave.", "knave(bob)"},
        Pair{"Ann says that Bob is a knave.", "knight(ann)"},
        Pair{"Ann says that Bob is a knave.", "knight(ann) -> knave(bob)"},
        Pair{"Ann says that Bob is a knave.", "knave(ann) <-> knave(bob)"},
        Pair{"Ann says that Bob is a knave.", "knave(bob) <-> knight(ann)"},
        Pair{"Ann says that Bob is a knave.", "knight(bob) <-> knave(bob)"},
        Pair{"Ann says that Bob is a knave.", "knight(ann) <-> knight(bob)"},
        Pair{"Ann says that Bob is a knave.", "knight(ann) <-> knave(ann)"},
        Pair{"Ann says that Bob is a knave.", "knight(ann) <-> not knave(bob)"},
        Pair{"Ann says that Bob is a knave.", "not knight(ann) <-> knave(bob)"},
        Pair{"Ann says that Bob is not a knave.", "knight(ann) <-> knave(bob)"},
        Pair{"Ann does not say that Bob is a knave.", "knight(ann) <-> knave(bob)"},
        Pair{"Ann never says that Bob is a knave.", "knight(ann) <-> knave(bob)"},
        Pair{"Ann and Bob say that Cleo is a knave.", "knight(ann) <-> knave(cleo)"},
        Pair{"Ann says that Bob says that Cleo is a knave.", "knight(ann) <-> knave(cleo)"},
        Pair{"Ann says that Bob says that Cleo is a knave.", "knight(bob) <-> knave(cleo)"},
        Pair{"If Cleo is a knave then Ann says that Bob is a knave.", "knight(ann) <-> knave(bob)"},
        Pair{"Ann says that Bob is a knave if Cleo is a knave.", "knight(ann) <-> knave(bob)"},
        Pair{"Ann says that Bob is a knight or Cleo is a knave.",
             "knight(ann) <-> knight(bob) and knave(cleo)"},
        Pair{"Ann says that Bob is a knight and Cleo is a knave.", "knight(ann) <-> knight(bob)"},
        Pair{"Ann says that Bob is a knave if and only if Cleo is a knave.",
             "knave(bob) <-> knave(cleo)"},
        Pair{"\"Bob is a knave,\" says Ann.", "knave(bob)"},
        Pair{"Ann says, \"I am a knave.\"", "knight(ann) <-> knave(bob)"}));

TEST(Reports, RestOnWhatTheCitedSentencesSayOfSpeakers) {
  const std::string says = "Ann says that Bob is a knave.";
  const std::string claim = "knight(ann) <-> knave(bob)";
  EXPECT_FALSE(read({kEither, kManners, says}, claim, {3}).grounded);
  EXPECT_FALSE(read({kEither, kManners, says}, claim, {3, 1}).grounded);
  EXPECT_FALSE(read({kEither, kManners, says}, claim, {3, 2}).grounded);
  for (const std::string manners : {"Every knight tells the truth, and every knave lies.",
                                    "Knaves lie and knights tell the truth.",
                                    "A knight always tells the truth, but a knave always lies.",
                                    "All knights speak the truth, while all knaves tell lies."})
    EXPECT_TRUE(read({kEither, manners, says}, claim, {3, 1, 2}).grounded) << manners;
  for (const std::string manners :
       {"Knights always lie, and knaves always tell the truth.", "Knights always tell the truth.",
        "Knights sometimes tell the truth, and knaves always lie.",
        "Knights do not tell the truth, and knaves always lie.",
        "Some knights tell the truth, and all knaves lie.",
        "If it rains, knights tell the truth, and knaves lie.",
        "On Mondays, knights tell the truth, and knaves lie.",
        "Cleo says that knights tell the truth and knaves lie."})
    EXPECT_FALSE(read({kEither, manners, says}, claim, {3, 1, 2}).grounded) << manners;
  for (const std::string either :
       {"Someone is either a knight or a knave.", "Everyone is either a knight or a spy.",
        "Cleo says that everyone is either a knight or a knave.",
        "Everyone is either a knight or a knave or a spy."})
    EXPECT_FALSE(read({either, kManners, says}, claim, {3, 1, 2}).grounded) << either;
}

TEST(Reports, OtherKindsMaySpeakSo) {
  const std::vector<std::string> text = {"Everybody is a lorpus or a grimpus.",
                                         "Lorpuses lie and grimpuses tell the truth.",
                                         "Ann says that Bob is a lorpus."};
  claims::Chain chain;
  chain.text = text;
  claims::Step step;
  step.kind = claims::StepKind::kGiven;
  step.id = claims::StepId{1};
  step.claim = claims::parse_claim("grimpus(ann) <-> lorpus(bob)", "test");
  step.sentences = {3, 1, 2};
  chain.steps.push_back(step);
  EXPECT_TRUE(read_givens(chain).front().grounded) << read_givens(chain).front().reason;
  chain.steps[0].claim = claims::parse_claim("lorpus(ann) <-> lorpus(bob)", "test");
  EXPECT_FALSE(read_givens(chain).front().grounded);
}

}  // namespace
}  // namespace modus::symbolic
