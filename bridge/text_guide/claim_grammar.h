// The claim language as a TextGrammar, restricted to what a problem, or a sentence, can speak of.
//
//   predicates kind/1, sees/2, constants ann, bob, variables X, with negation and conditional:
//   kind(ann)   not sees(ann, bob)   forall X: kind(X) and sees(X, bob) -> not kind(X)
//
// Spaces stand where claims/print.h writes them, one each; brackets where claims/parse.h takes
// them. All that is accepted parses (tests/bridge/text_guide/claim_grammar_test.cpp). What is left
// out of the language on purpose: `not not`, `- -`, a power of a power, chained `->` is as written;
// strings, dates, probabilities, graphs, sets by a condition, modal words; `absent`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bridge/text_guide/text_grammar.h"

namespace modus::bridge {

struct NameWithArity {
  std::string name;
  std::size_t arity = 0;
};

// A name may stand in several lists, and with several arities.
struct TextLexicon {
  std::vector<NameWithArity> predicates = {};  // arity 0: a proposition
  std::vector<NameWithArity> functions = {};   // of terms, arity >= 1: also sqrt, min, ...
  std::vector<std::string> constants = {};  // entities, quantities, capital letters bound by a step
  std::vector<std::string> variables = {};  // X, Y1: free, and bound by quantifiers
  std::vector<std::string> numbers = {};    // as they are to be written: 24, 2.5, 15%
  std::vector<std::string> units = {};      // km/h: may stand behind any number

  bool any_number = false;   // besides `numbers`: up to 12 digits, 6 behind a point, a percent sign
  bool negation = false;     // not
  bool conditional = false;  // ->, <->
  bool connectives = false;  // and, or, xor
  bool quantifiers = false;  // forall, exists, where there are variables
  bool comparison = false;   // = != < <= > >= between terms, ~= before a number
  bool arithmetic = false;   // + - * / ^ and brackets in terms, a minus before them
  bool sets = false;         // x in {ann, bob}
  bool truths = false;       // true, false
};

// Where a line of a chain stands.
struct ChainLine {
  std::uint32_t next_step = 1;         // the id that the line gets
  std::vector<std::uint32_t> steps;    // that may be cited
  std::vector<std::string> rules;      // that may be named behind `by`
  std::vector<std::string> new_names;  // that `let` may bring in
  std::vector<std::string> new_words;  // or names made of one to four of these: eggs_per_day
  bool have = true;                    // s3 have CLAIM by RULE s1 s2
  bool let = false;                    // s3 let NAME := TERM
  bool answer = false;                 // answer VALUE by s3, where a step may be cited
};

// One claim and a line end. ConfigError: a name, variable, number or unit that is none, an arity
// that does not fit, more than kMaxLexicon names, nothing that can be said within the limits.
inline constexpr std::size_t kMaxLexicon = 10'000;
std::shared_ptr<const TextGrammar> claim_grammar(const TextLexicon& lexicon);

// One line of a chain and its line end. The same errors.
std::shared_ptr<const TextGrammar> chain_line_grammar(const TextLexicon& lexicon,
                                                      const ChainLine& line);

}  // namespace modus::bridge
