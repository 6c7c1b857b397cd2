#include "neural/piece.h"

#include <vector>

#include <gtest/gtest.h>

namespace modus::neural {
namespace {

TEST(Piece, JoinGluesSuffixesNamesNumbersAndUnits) {
  EXPECT_EQ(join(std::vector<Piece>{}), "");
  EXPECT_EQ(join(std::vector<Piece>{{"puppy"}, {"+ies", false}, {"chase"}}), "puppies chase");
  EXPECT_EQ(join(std::vector<Piece>{{"old"}, {"_", false}, {"bear"}, {"+s", false}, {";"}}),
            "old_bears ;");
  EXPECT_EQ(join(std::vector<Piece>{{"5"}, {"5"}, {"0", false}, {".", false}, {"1", false}}),
            "5 50.1");
  EXPECT_EQ(join(std::vector<Piece>{{"6"}, {"km"}, {"/", false}, {"h"}, {"/"}, {"2"}}),
            "6 km/h / 2");
  EXPECT_EQ(join(std::vector<Piece>{{"x"}, {"^", false}, {"2"}, {"-"}, {"y"}}), "x^2 - y");
}

TEST(Piece, TheThreeSuffixesStandApartFromTheirLetters) {
  EXPECT_EQ(join(std::vector<Piece>{{"a"}, {"+s"}, {"b"}}), "a +s b");
  EXPECT_TRUE(is_always_joined("+es"));
  EXPECT_FALSE(is_always_joined("+"));
  EXPECT_FALSE(is_always_joined("/"));
}

TEST(Piece, JointsAreMarkedForOtherTokenizers) {
  EXPECT_EQ(with_marked_joints(std::vector<Piece>{{"dog"}, {"+s", false}, {"bark"}}),
            " dog\x1f+s bark");
}

}  // namespace
}  // namespace modus::neural
