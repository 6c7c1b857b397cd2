#include "symbolic/applications.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "claims/parse.h"
#include "claims/print.h"

namespace modus::symbolic {
namespace {

using Strings = std::vector<std::string>;

// The premises are s1, s2, ...: "s1 s2 patient(ann)".
Strings applied(const Strings& premises, std::size_t limit = 100) {
  std::vector<Premise> read;
  for (const std::string& premise : premises)
    read.push_back({claims::StepId{static_cast<std::uint32_t>(read.size() + 1)},
                    claims::parse_claim(premise, "test")});
  Strings told;
  for (const Application& application : applications(read, limit)) {
    std::string text;
    for (const claims::StepId id : application.premises)
      text += "s" + std::to_string(id.value) + " ";
    told.push_back(text + claims::print(application.conclusion));
  }
  return told;
}

TEST(Applications, OfOneRuleToLiterals) {
  EXPECT_EQ(applied({"kind(ann)", "kind(X) -> patient(X)", "patient(X) -> calm(X)"}),
            Strings{"s1 s2 patient(ann)"});
  EXPECT_EQ(applied({"kind(ann)", "kind(X) and not rough(X) -> not loud(X)", "not rough(ann)"}),
            Strings{"s1 s2 s3 not loud(ann)"});
  EXPECT_EQ(applied({"kind(ann)", "kind(bob)", "kind(X) -> calm(X)"}),
            (Strings{"s1 s3 calm(ann)", "s2 s3 calm(bob)"}));
}

TEST(Applications, WhatIsStatedIsNothingNew) {
  EXPECT_EQ(applied({"kind(ann)", "kind(X) -> patient(X)", "patient(ann)"}), Strings{});
  EXPECT_EQ(applied({"kind(X) -> patient(X)", "not patient(ann)"}), Strings{});
  EXPECT_EQ(applied({}), Strings{});
}

TEST(Applications, SeveralLiteralsOfOnePremise) {
  EXPECT_EQ(applied({"kind(ann) and tall(ann)", "kind(X) and tall(X) -> calm(X)"}),
            Strings{"s1 s2 calm(ann)"});
}

TEST(Applications, OutsideTheFragmentAndBeyondTheLimitThereAreNone) {
  EXPECT_EQ(applied({"kind(ann) or tall(ann)", "kind(ann)", "kind(X) -> calm(X)"}), Strings{});
  EXPECT_EQ(applied({"kind(ann)", "kind(bob)", "kind(X) -> calm(X)"}, 1).size(), 1u);
}

}  // namespace
}  // namespace modus::symbolic
