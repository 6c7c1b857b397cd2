// The match language: a Datalog body over a reified chain, with claim patterns as sugar.
//
//   have(S, P), cites(S, R), claim(R, P -> Q), absent repeats(S, R), S != R
//     ->  have(S, P)  cites(S, R)  claim(R, _1)  node(_1, implies, P, Q)  absent repeats(S, R)
//         and the condition S != R
//
// A variable is one capital letter with optional digits. In the place of a claim a pattern may
// stand: `P -> Q`, `not P`, `E1 = E2`, `kind(X1)`, `A + B = 0`, its capitals standing for any claim
// or term (rules/claim_pattern.h). A relation's words are lower case (`by(S, modus_ponens)`) or
// strings in double quotes.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/vocabulary.h"

namespace modus::rules {

inline constexpr std::size_t kMaxMatchBytes = 4000;
inline constexpr std::size_t kMaxBodyLiterals = 64;

struct Argument {
  bool is_variable = false;
  std::string text;  // "S", or the word; variables that a pattern brought in are "_1", "_2", ...
  bool operator==(const Argument&) const = default;
};

struct BodyLiteral {
  RelationId relation = RelationId::kStep;
  bool absent = false;
  std::vector<Argument> arguments;  // of node: the claim, the operator's name, its arguments
  bool operator==(const BodyLiteral&) const = default;
};

struct Body {
  std::vector<BodyLiteral> literals;
  std::vector<std::pair<std::string, std::string>> distinct;  // variables
  std::map<std::string, ArgumentSort> variables;  // every variable and what it ranges over
};

// Throws ParseError (source "match") naming the nearest known relation or operator: an unknown one,
// a variable used for two sorts or bound by no plain literal, a relation that is not provided yet,
// a body that is too long.
Body parse_body(std::string_view text);

}  // namespace modus::rules
