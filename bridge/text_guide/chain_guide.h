// A chain under the mask, line by line: a step that was written can be cited in the next line, a
// name that `let` brought in can be used there, and `answer` ends it.
//
//   givens s1 eggs_per_day = 16, s2 eaten = 3, new words eggs, left
//     s3 let eggs_left := eggs_per_day - eaten
//     s4 have eggs_left = 13 by calculate s1 s2 s3
//     answer 13 by s4
//
// Whether a line follows is for the checker to say: copy the guide before a line, and go back to
// the copy where the line is refused. A value; copies share nothing that is written. Thread-safe as
// a value is.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "bridge/text_guide/claim_grammar.h"
#include "bridge/text_guide/text_guide.h"

namespace modus::bridge {

class ChainGuide {
 public:
  // What may be said in the first line; `line` and `lexicon` grow with the chain. After most_lines
  // (at least 1) without an answer only the answer may follow. Errors as chain_line_grammar's;
  // line.answer is taken to be true.
  ChainGuide(std::shared_ptr<const VocabularyTrie> trie, TextLexicon lexicon, ChainLine line,
             std::size_t most_lines);

  // As TextGuide's, of the line that is being written.
  void allowed(TokenMask& mask) const { guide_->allowed(mask); }
  bool take(neural::TokenId token);
  bool take_text(std::string_view text);  // of one line at most
  std::string forced() const { return finished_ ? "" : guide_->forced(); }

  bool at_boundary() const { return line_.empty(); }      // no line is begun
  bool finished() const { return finished_; }             // the answer's line has ended
  const std::string& last_line() const { return last_; }  // with its line end; "" before the first

 private:
  void end_line();
  void begin_line();

  std::shared_ptr<const VocabularyTrie> trie_;
  TextLexicon lexicon_;
  ChainLine scope_;
  std::size_t lines_left_;
  std::optional<TextGuide> guide_;
  std::string line_, last_;
  bool finished_ = false;
};

}  // namespace modus::bridge
