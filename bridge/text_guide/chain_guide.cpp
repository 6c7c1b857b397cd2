#include "bridge/text_guide/chain_guide.h"

#include <utility>

#include "base/error.h"

namespace modus::bridge {
namespace {

// The name of `s3 let NAME := TERM`, or nothing.
std::string name_brought_in(const std::string& line) {
  constexpr std::string_view kLet = " let ";
  const std::size_t let = line.find(' ');
  if (line.compare(let, kLet.size(), kLet) != 0) return "";
  const std::size_t begin = let + kLet.size();
  return line.substr(begin, line.find(' ', begin) - begin);
}

}  // namespace

ChainGuide::ChainGuide(std::shared_ptr<const VocabularyTrie> trie, TextLexicon lexicon,
                       ChainLine line, std::size_t most_lines)
    : trie_(std::move(trie)),
      lexicon_(std::move(lexicon)),
      scope_(std::move(line)),
      lines_left_(most_lines) {
  MODUS_CHECK(most_lines > 0, "a chain of no lines");
  scope_.answer = true;
  begin_line();
}

void ChainGuide::begin_line() {
  ChainLine now = scope_;
  if (lines_left_ == 1) now.have = now.let = false;
  guide_.emplace(trie_, chain_line_grammar(lexicon_, now));
}

bool ChainGuide::take(neural::TokenId token) {
  if (finished_ || !guide_->take(token)) return false;
  line_ += trie_->bytes(token);
  if (guide_->may_end()) end_line();
  return true;
}

bool ChainGuide::take_text(std::string_view text) {
  if (finished_ || !guide_->take_text(text)) return false;
  line_ += text;
  if (guide_->may_end()) end_line();
  return true;
}

void ChainGuide::end_line() {
  last_ = std::exchange(line_, "");
  if (last_.starts_with("answer ")) {
    finished_ = true;
    return;
  }
  if (std::string name = name_brought_in(last_); !name.empty()) {
    std::erase(scope_.new_names, name);
    lexicon_.constants.push_back(std::move(name));
  }
  scope_.steps.push_back(scope_.next_step++);
  --lines_left_;
  begin_line();
}

}  // namespace modus::bridge
