// What people say of each other on an island of two kinds: one that tells the truth and one that
// lies.
//
//   Ann says that Bob is a knave.               knight(ann) <-> knave(bob)
//   Bob said: "I am a knight or Ann is a knave."   knight(bob) <-> knight(bob) or knave(ann)
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "claims/claim.h"

namespace modus::tasks {

// One person is of one kind, or is not.
struct KindLiteral {
  std::size_t person = 0;
  bool knight = true;  // else knave
  bool negated = false;
  bool operator==(const KindLiteral&) const = default;
};

// What somebody says: all of it, or at least one part of it.
struct Testimony {
  std::size_t speaker = 0;
  std::vector<KindLiteral> parts;  // of distinct persons
  bool all = true;
  bool operator==(const Testimony&) const = default;
};

struct Island {
  std::string knight, knave;           // predicates
  std::vector<std::string> people;     // names
  std::vector<Testimony> testimonies;  // in the order of the text
};

bool holds(const KindLiteral& literal, const std::vector<bool>& knights);
bool holds(const Testimony& testimony, const std::vector<bool>& knights);  // what is said

claims::Claim claim_of(const KindLiteral& literal, const Island& island);
claims::Claim claim_of(const Testimony& testimony, const Island& island);  // knight(ann) <-> ...

}  // namespace modus::tasks
