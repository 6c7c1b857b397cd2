// Facts and rules of generated worlds in English, each in one of many forms.
//
//   kind(X) and not green(X) -> see(X, cow)
//     "If someone is kind and not green then they see the cow."
//   red(X) and cold(X) -> round(X)
//     "Red, cold things are round."   "All red and cold people are round."   ...
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "claims/claim.h"
#include "tasks/generate/word_maker.h"

namespace modus::tasks {

struct Entity {
  std::string name;  // bald_eagle
  std::string text;  // "the bald eagle", "Ann"
};
struct Predicate {
  std::string name;  // adjective, singular noun or base form of a verb
  WordClass word_class = WordClass::kAdjective;
};
struct Cast {
  std::vector<Entity> entities;
  std::vector<Predicate> predicates;
};

struct RuleLiteral {
  std::size_t predicate = 0;           // into the cast
  std::optional<std::size_t> subject;  // nullopt: the variable X
  std::optional<std::size_t> object;   // of a verb
  bool negated = false;
  bool operator==(const RuleLiteral&) const = default;
};
struct Statement {
  std::vector<RuleLiteral> body;  // empty: the head is a fact
  RuleLiteral head;
};

claims::Claim claim_of(const RuleLiteral& literal, const Cast& cast);
claims::Claim claim_of(const Statement& statement, const Cast& cast);

struct Saying {
  std::string text;  // a whole sentence
  std::string form;  // the template that it fills: "If someone A and P not A then P V E"
};

// Any form that says the statement. Requires: facts have no X; a rule with an X in its head has one
// in its body; at most one noun among the body's literals of X.
Saying say(const Statement& statement, const Cast& cast, RandomStream& random);

// "Is Ann kind?", "Does the cat see the cow?", or the literal as a statement.
Saying ask_about(const RuleLiteral& literal, const Cast& cast, RandomStream& random);

}  // namespace modus::tasks
