// What claims say of probabilities and causes, read by claim_parser at the words that begin it.
//
//   probability   "P" "(" event given ")"
//   expectation   ( "E" | "variance" ) "(" term given ")"       see expectation.h
//   independence  "independent" "(" event "," event given ")"
//   given         [ "|" condition { "," condition } ]
//   condition     event | "do" "(" setting { "," setting } ")"
//   event         a claim without quantifiers, over propositions, NAME "=" STATE and worlds
//   world         NAME "[" setting { "," setting } "]"        y[x = 0]: y had x been 0
//   setting       NAME | "not" NAME | NAME "=" STATE
//   STATE         NAME | ["-"] NUMBER
//   graph         "graph" "{" item { "," item } "}"
//   item          "hidden" NAME | NAME { ("~>" | "<~>") NAME }
//
// Internal to claims. Each throws ParseError with position and remedy.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "claims/claim.h"
#include "claims/token_stream.h"

namespace modus::claims {

// Reads one event or term, up to a comma, `|` or a closing bracket.
using EventReader = std::function<Claim()>;

// The head word was taken and `(` is next.
Claim parse_probability(TokenStream& tokens, const Token& head, const EventReader& event);
Claim parse_expectation(TokenStream& tokens, const Token& head, const EventReader& term,
                        const EventReader& event);
// `independent(x)` is a predicate like others.
Claim parse_independence(TokenStream& tokens, const Token& head, const EventReader& event);

// The name was read and `[` is next.
Claim parse_world(TokenStream& tokens, const Claim& name);

// The word `graph` is next.
Claim parse_graph(TokenStream& tokens);

// The capital letters that the graphs of a text have as nodes: they are constants everywhere. Looks
// at the bytes alone, so that it can be asked before anything is read; a graph in a comment or in a
// string is none.
std::set<std::string, std::less<>> graph_letters(std::string_view source);

}  // namespace modus::claims
