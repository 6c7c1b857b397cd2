// A word problem as the accepted steps have read it: which quantity comes from which sentence, what
// is counted there, what the question counts and whom it names.
//
//   "Nora has 12 stamps. Nora loses 3 stamps. How many stamps does Nora have left?"
//     nora_stamp: sentence 1, counts stamps;  nora_lose_stamp: sentence 2, counts stamps
//     the question counts stamps and names nora
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/asked_about.h"
#include "bridge/story_words.h"
#include "claims/chain.h"
#include "symbolic/reading/change_words.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {

struct Quantity {
  std::size_t sentence = 0;    // that a given read it from, counted from 1
  std::size_t clause = 0;      // of it, counted from 0 (clauses.h); past the last: it is not known
  bool plain = false;          // it is a number there, and no relation
  claims::Rational value = 0;  // plain: the number
  bool is_of_some = false;     // "9 were torn", "but missed 7": it is no number more
  std::vector<std::string> base;    // what the relation is to
  std::vector<std::string> counts;  // plain: the words behind the number, at most two: its noun, or
                                    // that of the number before where it has none
};

// The chain is borrowed.
class WordProblem {
 public:
  WordProblem(const claims::Chain& chain, std::string_view question);

  const std::vector<symbolic::reading::Token>& question() const { return question_; }
  const std::vector<std::vector<symbolic::reading::Token>>& sentences() const { return sentences_; }
  // The clause of it that says the quantity; the whole where that is not known.
  const std::vector<symbolic::reading::Token>& sentence_of(const Quantity& quantity) const {
    const auto& clauses = clauses_.at(quantity.sentence - 1);
    return quantity.clause < clauses.size() ? clauses[quantity.clause]
                                            : sentences_.at(quantity.sentence - 1);
  }
  const Quantity* quantity(const std::string& name) const;  // nullptr: no given states it
  const std::map<std::string, Quantity>& quantities() const { return quantities_; }
  const claims::Claim* definition(const std::string& name) const;  // nullptr: no `let` binds it
  // A term over givens and definitions, worked out; nullopt where that is no plain number.
  std::optional<claims::Rational> value_of(const claims::Claim& term) const;
  bool says_whole_numbers_only() const;  // all its quantities are
  // "" or why no question for an amount has this answer: nobody has less than nothing, nor a part
  // of what is counted in whole ones.
  std::string impossible(const claims::Claim& term) const;
  bool reads_question() const { return reads_question_; }  // the question is a sentence of the text
  bool is_question(std::size_t sentence) const {
    return reads_question_ && sentence == sentences_.size();
  }
  bool was_read(std::size_t sentence) const { return read_.contains(sentence); }
  // Whom or what the question is about (asked_about.h).
  const std::vector<std::string>& people() const { return about_.names; }
  bool asks_about_somebody() const { return about_.kind == AskedAbout::Kind::kSomebody; }
  bool asks_about_a_thing() const { return about_.kind == AskedAbout::Kind::kThing; }
  // What a sentence does to what they have, or others. "How many did he have at first?": what it
  // did.
  symbolic::reading::StoryChange change_of(
      const std::vector<symbolic::reading::Token>& sentence) const;
  symbolic::reading::StoryChange change_of(const std::vector<symbolic::reading::Token>& sentence,
                                           std::span<const std::string> people) const;
  bool asks_for_the_start() const;  // of the story
  // "How many old stamps", "the number of stamps": the words between the count and the verb, any of
  // which may be the noun. Empty where the question counts nothing by name.
  const std::vector<std::string>& asked_nouns() const { return asked_nouns_; }
  // It asks for dollars, miles, hours: these are the nouns (measures.h).
  bool asks_for_measure() const { return asks_for_measure_; }
  bool asks_for_whole() const;      // together, in total
  bool asks_for_remainder() const;  // left, remaining
  // The question asks for all of it (plus), or for what is left or lies between.
  bool asks_for_sum(bool plus) const;
  bool counts_asked(const Quantity& quantity) const;  // is it an amount of what is asked for?

  // "How many did she sell in all?": the sentence says that something is sold, too. True of any
  // sentence where the question asks for no change.
  bool does_as_asked(const std::vector<symbolic::reading::Token>& sentence) const;

  bool names_the_asked(const std::vector<symbolic::reading::Token>& sentence) const;
  // "how many candles will she use": the question without its conditions.
  const std::vector<symbolic::reading::Token>& asking() const { return asking_; }
  // The question has one of these words.
  bool question_says(const std::set<std::string_view>& words) const;
  bool asks_for(const claims::Step& let) const;  // the question's claim names what it binds

 private:
  void read_steps();
  void find_asked_nouns();
  void take_noun_of_the_text();
  void take_unit_of_the_text();
  std::string pronoun_of_both(const std::vector<symbolic::reading::Token>& sentence) const;
  bool is_spent_on_asked(const Quantity& quantity) const;

  const claims::Chain& chain_;
  std::vector<symbolic::reading::Token> question_, asking_;
  std::vector<std::vector<symbolic::reading::Token>> sentences_;
  std::vector<std::vector<std::vector<symbolic::reading::Token>>> clauses_;  // a sentence
  std::map<std::string, Quantity> quantities_;
  std::map<std::string, const claims::Claim*> definitions_;
  std::map<std::string, const claims::Claim*> stated_;  // what a given equates a name with
  std::set<std::size_t> read_;
  bool reads_question_ = false;
  AskedAbout about_;
  std::vector<std::string> asked_nouns_;
  bool asks_for_measure_ = false;
};

}  // namespace modus::bridge
