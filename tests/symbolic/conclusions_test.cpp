#include "symbolic/conclusions.h"

#include <gtest/gtest.h>

#include <string>

#include "claims/parse.h"
#include "claims/print.h"

namespace modus::symbolic {
namespace {

std::vector<std::string> concluded(const std::vector<std::string>& premises) {
  std::vector<Premise> read;
  for (const std::string& premise : premises)
    read.push_back({claims::StepId{1}, claims::parse_claim(premise, "test")});
  std::vector<std::string> printed;
  for (const claims::Claim& claim : conclusions(read)) printed.push_back(claims::print(claim));
  return printed;
}

using Strings = std::vector<std::string>;

TEST(Conclusions, AreWhatThePremisesDoNotState) {
  EXPECT_EQ(concluded({"kind(ann)", "kind(X) -> patient(X)", "patient(X) -> calm(X)"}),
            (Strings{"patient(ann)", "calm(ann)"}));
  EXPECT_EQ(concluded({"kind(ann)", "not rough(ann)", "kind(X) and not rough(X) -> not loud(X)"}),
            (Strings{"not loud(ann)"}));
}

TEST(Conclusions, NothingFollowsForwardFromWhatIsMissing) {
  EXPECT_EQ(concluded({"kind(X) -> patient(X)", "not patient(ann)"}), Strings{});
  EXPECT_EQ(concluded({"kind(ann)"}), Strings{});
  EXPECT_EQ(concluded({}), Strings{});
}

TEST(Conclusions, OutsideTheFragmentThereAreNone) {
  EXPECT_EQ(concluded({"kind(ann) or tall(ann)", "kind(ann)"}), Strings{});
}

}  // namespace
}  // namespace modus::symbolic
