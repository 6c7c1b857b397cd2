// The tokens of one source part, read from the front, with errors that point into the whole text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/lexer.h"
#include "claims/parse.h"

namespace modus::claims {

class TokenStream {
 public:
  // Tokenizes all: throws ParseError as tokenize does. The source must outlive the stream.
  TokenStream(const Source& source, std::size_t max_tokens);
  TokenStream(Source&& source, std::size_t max_tokens) = delete;

  const Token& peek() const { return tokens_[next_]; }
  const Token& peek_second() const;  // the one behind peek(); kEnd at the end
  Token take();                      // kEnd is never passed
  bool at_end() const { return peek().kind == TokenKind::kEnd; }
  std::size_t end_of_last() const;  // where the last token taken ends

  bool at(std::string_view text) const;  // a symbol or keyword
  bool accept(std::string_view text);    // takes it if it is there
  // Takes it, or fails with "expected `:` after the variable, found `p`".
  void expect(std::string_view text, std::string_view after);

  // A capital letter that the source binds as a constant.
  bool is_constant(std::string_view name) const;

  [[noreturn]] void fail(std::size_t offset, std::string_view message) const;
  [[noreturn]] void fail(const Token& token, std::string_view message) const;

 private:
  const Source& source_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
};

}  // namespace modus::claims
