// What a problem makes sayable: the names that its words can stand for and its numbers, sentence by
// sentence, and the words that carry logic.
//
//   "The old otters chase Ann."   old  otter  otters  chase  ann  old_otter  otter_chase  ...
//   "Ann is not kind."            ann  kind; negation
//   "Twenty-one of them"          21
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/guide/token_trie.h"
#include "neural/tokenizer.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {

// "how many", "how far"; "what number", "find the total".
bool asks_for_amount(const std::vector<symbolic::reading::Token>& question);

struct SentenceLexicon {
  TokenTrie names;
  TokenTrie numbers;
  std::vector<std::string> far_names;  // those of them that reach over a verb or `not`; sorted
  bool negates = false;                // not, no, never, without
  bool generalises = false;  // if, all, every, a plural, someone: what a rule may be read from
  bool combines = false;     // and, a comma: more than one given may be read from it
  bool asks_which = false;   // who, what, which, how: what a question asks values for
  bool repeats = false;      // a content word stands twice
  std::size_t amounts = 0;   // number words and numbers, each time that it says one
  std::map<std::string, std::size_t> said;  // how often each of `numbers`
  bool asks_amount = false;  // how many, what number: what a question asks a number for
};

// Immutable; made once a problem. Names are lemmas and words as written, one to three in a row;
// names of quantities (ann_stamp) are joined of them by the grammar.
class Lexicon {
 public:
  Lexicon(const neural::Tokenizer& tokenizer, std::span<const std::string> sentences,
          std::string_view question);

  std::size_t sentences() const { return sentences_.size(); }
  const SentenceLexicon& sentence(std::size_t k) const;  // counted from 1; checked
  const SentenceLexicon& question() const { return question_; }
  // The question asks for an amount, and a sentence states one.
  bool is_word_problem() const;
  const SentenceLexicon& all() const { return all_; }  // the whole problem, question included

 private:
  std::vector<SentenceLexicon> sentences_;
  SentenceLexicon question_;
  SentenceLexicon all_;
};

}  // namespace modus::bridge
