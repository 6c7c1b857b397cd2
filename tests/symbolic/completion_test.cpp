#include "symbolic/completion.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/error.h"
#include "claims/chain_text.h"
#include "claims/print.h"

namespace modus::symbolic {
namespace {

std::string completed(const std::string& text) {
  std::string result;
  try {
    for (const claims::Claim& axiom : completions(claims::parse_chain(text, "test.chain")))
      result += (result.empty() ? "" : " ; ") + claims::print(axiom);
  } catch (const ParseError& error) {
    return "line " + std::to_string(error.position().line) + ": " + error.message();
  }
  return result;
}

TEST(Completion, IsTheLeastModelOfTheGivens) {
  EXPECT_EQ(completed("closed guest/1\nnames unique\n"
                      "s1 given guest(ann)\n"
                      "s2 given invited(X) -> guest(X)\n"
                      "s3 given invited(bob)\n"),
            "forall X1: guest(X1) -> X1 = ann or X1 = bob");
  EXPECT_EQ(completed("closed guest/1\nnames unique\ns1 given kind(ann)\n"),
            "forall X1: guest(X1) -> false");
  EXPECT_EQ(completed("closed likes/2\nnames unique\ns1 given likes(ann, bob)\n"),
            "forall X1, X2: likes(X1, X2) -> X1 = ann and X2 = bob");
}

TEST(Completion, AbsentIsStratified) {
  EXPECT_EQ(completed("closed late/1, home/1\nnames unique\n"
                      "s1 given guest(ann) and guest(bob)\n"
                      "s2 given late(bob)\n"
                      "s3 given guest(X) and absent late(X) -> home(X)\n"),
            "forall X1: home(X1) -> X1 = ann ; forall X1: late(X1) -> X1 = bob");
}

TEST(Completion, ClassicalNotOfAClosedPredicateIsItsAbsence) {
  EXPECT_EQ(completed("closed late/1, home/1\nnames unique\n"
                      "s1 given guest(ann)\n"
                      "s2 given guest(X) and not late(X) -> home(X)\n"),
            "forall X1: home(X1) -> X1 = ann ; forall X1: late(X1) -> false");
}

TEST(Completion, OtherGivensMaySayWhatTheyLike) {
  EXPECT_EQ(completed("closed guest/1\nnames unique\n"
                      "s1 given guest(ann)\n"
                      "s2 given guest(X) -> kind(X) or tall(X)\n"
                      "s3 given exists Y: rich(Y)\n"),
            "forall X1: guest(X1) -> X1 = ann");
}

TEST(Completion, RefusesWhatItCannotClose) {
  EXPECT_EQ(completed("closed p/1\ns1 given p(a)\n"),
            "line 1: `closed p/1` needs `names unique` in the header");
  EXPECT_EQ(
      completed("closed p/1\nnames unique\ns1 given p(a) or p(b)\n"),
      "line 3: p decides a closed predicate, so its givens are facts and Horn rules: `or` in a "
      "fact");
  EXPECT_EQ(
      completed("closed p/1\nnames unique\ns1 given q(X) -> p(X)\ns2 given q(a) or q(b)\n"),
      "line 4: q decides a closed predicate, so its givens are facts and Horn rules: `or` in a "
      "fact");
  EXPECT_EQ(completed("closed p/1\nnames unique\ns1 given d(X) and absent q(X) -> p(X)\n"),
            "line 3: `absent q`: q is not closed, write `closed q/1` in the header");
  EXPECT_EQ(completed("closed p/1, q/1\nnames unique\n"
                      "s1 given d(X) and absent q(X) -> p(X)\n"
                      "s2 given d(X) and absent p(X) -> q(X)\n"),
            "line 4: a closed predicate depends on its own absence: p -> q -> p");
}

TEST(Completion, AxiomsAreReadBack) {
  EXPECT_TRUE(rc::check("completed_by(completion_of(c)) == c", [] {
    ClosedPredicate closed{"p", *rc::gen::inRange<std::size_t>(0, 4), {}};
    const auto rows = *rc::gen::inRange<std::size_t>(0, closed.arity == 0 ? 2 : 5);
    for (std::size_t i = 0; i < rows; ++i) {
      std::vector<std::string>& row = closed.rows.emplace_back();
      for (std::size_t j = 0; j < closed.arity; ++j)
        row.push_back(*rc::gen::elementOf(std::vector<std::string>{"ann", "bob", "carl"}));
    }
    const auto read = completed_by(completion_of(closed));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == closed);
  }));
}

}  // namespace
}  // namespace modus::symbolic
