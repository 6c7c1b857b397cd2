// The grammar of claims in one place: the parser, the printer and the token mask read these tables.
//
//   claim      prefix { INFIX prefix }                     grouped by the operator table
//   prefix     ("not" | "absent" | "-") claim
//            | ("forall" | "exists") VARIABLE { "," VARIABLE } ":" claim
//            | primary
//   primary    NAME [ "(" claim { "," claim } ")" ] | VARIABLE | NUMBER [ UNIT ] | STRING
//            | "true" | "false" | "{" [ claim { "," claim } ] "}" | "(" claim ")"
//            | "{" VARIABLE [ "in" claim ] ":" claim "}"
//            | probability | independence | graph      see probability_parser.h
//   NAME       [a-z][a-z0-9_]*, neither a keyword nor a step id
//   VARIABLE   [A-Z][0-9]*
//   NUMBER     digits [ "." digits ] [ "%" ]
//   UNIT       unit { ("*" | "/") unit } without a space, unit: a name of the unit table [ "^" int
//   ]
//
// A quantifier reaches as far right as it can and may be the operand of any connective.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace modus::claims {

// Binding strength; a larger number binds tighter.
inline constexpr int kLoosest = 0;        // a whole claim
inline constexpr int kNotPrecedence = 6;  // `not`, `absent`; formulas up to here, terms beyond
inline constexpr int kComparisonPrecedence = 7;
inline constexpr int kMinusPrecedence = 10;  // unary
inline constexpr int kPowerPrecedence = 11;
inline constexpr int kTightest = 12;  // primaries

enum class Fixity : std::uint8_t {
  kPrefix,
  kLeft,        // a - b - c is (a - b) - c
  kRight,       // a -> b -> c is a -> (b -> c)
  kNeighbours,  // a < b <= c is a < b and b <= c
  kAlone,       // a <-> b <-> c is refused
};

struct Operator {
  Op op;
  std::string_view text;
  int precedence;
  Fixity fixity;
};

std::span<const Operator> operators();
const Operator* prefix_operator(std::string_view text);  // nullptr when there is none
const Operator* infix_operator(std::string_view text);
const Operator* operator_of(Op op);  // nullptr for primaries and quantifiers

// How an atom is written: kind(ann), or without brackets in the token form: kind ann.
enum class AtomForm : std::uint8_t { kBracketed, kJuxtaposed };

inline constexpr std::size_t kMaxNameLength = 200;

std::span<const std::string_view> keywords();
bool is_keyword(std::string_view word);   // and, forall, given, by, ...: no names
bool is_name(std::string_view word);      // may be used as a name: ann, rolls_noon
bool is_variable(std::string_view word);  // X, Y1
bool is_step_id(std::string_view word);   // s3

// What a word is kept for when it is no name although it is no keyword: "before" gives "time".
std::optional<std::string_view> reserved_word(std::string_view word);
std::vector<std::string_view> reserved_words();

// A name for words as somebody wrote them: "Old Bear" -> old_bear, "Ann's" -> ann_s. Empty when no
// letter is left; a keyword or step id gets a trailing underscore.
std::string name_from(std::string_view words);
// The name with the ending behind it, cut where both would be longer than a name may be.
std::string name_with_ending(std::string_view name, std::string_view ending);

}  // namespace modus::claims
