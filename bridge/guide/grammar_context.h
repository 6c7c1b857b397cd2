// What the grammar of the next step depends on beside the tokens written: the steps before it, and
// what may be named. Plain values, set at each boundary between steps.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bridge/guide/token_mask.h"
#include "bridge/guide/token_trie.h"
#include "claims/chain.h"
#include "claims/sorts.h"

namespace modus::bridge {

// Where the names and numbers of a claim may come from. No tries: any word is a name.
struct Sayables {
  std::vector<const TokenTrie*> names;
  std::vector<const TokenTrie*> numbers;
  std::vector<const TokenTrie*> known;  // names that accepted steps have
  std::vector<std::string> spent;       // numbers of the tries that givens have used up
  const std::vector<std::string>* barred = nullptr;  // names of the tries all the same; sorted
  bool joins = false;                                // names of the trie may be joined by `_`
  bool any_word = true;                              // no restriction at all
  bool negation = true;                              // `not` may be written
  bool conditional = true;                           // `->` may be written
  bool conjunction = true;                           // `and` may be written
  bool propositions = true;                          // an atom may be without arguments
  bool repeats = true;                               // a predicate may stand twice in the claim
  bool which = true;                     // of a question: it may ask for values, `X: tall X`
  const TokenMask* variables = nullptr;  // those that may be written; null: any
};

// Steps that rest on something still open, ids ascending.
struct Suppositions {
  std::vector<std::uint32_t> all;    // no answer cites them
  std::vector<std::uint32_t> apart;  // of a case while a later one of the same is open: no `have`
};

// A given has read it from a sentence.
struct ReadNumber {
  std::uint32_t sentence = 0;
  std::string number;  // "" where the given has none
};

struct GrammarContext {
  bool directed = false;
  bool quantities = false;   // the problem asks for an amount: see grammar_quantities.cpp
  bool asked = false;        // the ask step is written
  bool past_givens = false;  // no more givens: a have, assume, ... was written
  claims::QuestionKind question = claims::QuestionKind::kYesNo;
  std::uint32_t next_id = 1;
  std::vector<std::uint32_t> citable;       // ids, ascending
  std::vector<std::uint32_t> open;          // assumptions that may be discharged
  Suppositions suppositions;                // among the citable
  std::vector<std::uint32_t> cases;         // of `parted`, all of them: closed together
  bool settled = false;                     // this case says what is asked, or `false`
  std::uint32_t parted = 0;                 // a disjunction; 0: no discharge is by cases
  std::vector<std::uint32_t> disjunctions;  // what a case may be of
  std::vector<ReadNumber> read;             // by the givens so far
  bool relates = false;                     // a given says an amount by another: `twice as many`
  std::vector<std::uint32_t> with_amounts;  // of quantities: sentences with more to read
  std::uint32_t first_mark = 1, last_mark = 64;  // sentences that a given may read
  std::size_t most_marks = 3;                // of a given: its sentence, and whom its pronouns mean
  bool givens_only = false;                  // a sentence has more to say
  bool answer_only = false;                  // no rule applies to anything: there is no other step
  bool needs_premises = false;               // a have cites at least one step
  std::vector<std::string> numbers;          // that accepted steps have, sorted
  const claims::Signature* known = nullptr;  // roles and arities fixed so far; may be null
};

}  // namespace modus::bridge
