#include "neural/suffix.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace modus::neural {
namespace {

struct Split {
  const char* word;
  const char* stem;
  const char* suffix;
};

class Suffix : public testing::TestWithParam<Split> {};

TEST_P(Suffix, IsSplitOffWhereRegular) {
  const StemAndSuffix parts = split_suffix(GetParam().word);
  EXPECT_EQ(parts.stem, GetParam().stem);
  EXPECT_EQ(parts.suffix, GetParam().suffix);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Suffix,
    testing::Values(Split{"dogs", "dog", "+s"}, Split{"chases", "chase", "+s"},
                    Split{"yumpuses", "yumpus", "+es"}, Split{"yumpus", "yumpus", ""},
                    Split{"buses", "bus", "+es"}, Split{"houses", "house", "+s"},
                    Split{"uses", "use", "+s"}, Split{"causes", "cause", "+s"},
                    Split{"boxes", "box", "+es"}, Split{"watches", "watch", "+es"},
                    Split{"glasses", "glass", "+es"}, Split{"sizes", "size", "+s"},
                    Split{"goes", "go", "+es"}, Split{"shoes", "shoe", "+s"},
                    Split{"puppies", "puppy", "+ies"}, Split{"flies", "fly", "+ies"},
                    Split{"ties", "tie", "+s"}, Split{"cookies", "cookie", "+s"},
                    Split{"knaves", "knave", "+s"}, Split{"likes", "like", "+s"},
                    Split{"is", "is", ""}, Split{"this", "this", ""}, Split{"always", "always", ""},
                    Split{"less", "less", ""}, Split{"bus", "bus", ""}, Split{"has", "has", ""},
                    Split{"does", "does", ""}, Split{"was", "was", ""},
                    Split{"series", "series", ""}, Split{"exists", "exists", ""}, Split{"", "", ""},
                    Split{"s", "s", ""}, Split{"x2s1s", "x2s1s", ""},
                    Split{"caf\u00e9s", "caf\u00e9s", ""}));

// A word that one suffix was added to is split at that suffix again or at another that gives the
// same word back.
RC_GTEST_PROP(SuffixProperty, StemAndSuffixGiveTheWordBack, ()) {
  const auto letters =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("aeiouxyzsch")));
  const auto ending = *rc::gen::element<std::string>("", "s", "es", "ies", "ss", "us", "zes");
  const std::string word = *letters + ending;
  const StemAndSuffix parts = split_suffix(word);
  RC_ASSERT((parts.suffix.empty() ? parts.stem : with_suffix(parts.stem, parts.suffix)) == word);
}

}  // namespace
}  // namespace modus::neural
