#include "claims/token_stream.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/token_remedies.h"

namespace modus::claims {

TokenStream::TokenStream(const Source& source, std::size_t max_tokens)
    : source_(source), tokens_(tokenize(source, max_tokens)) {}

const Token& TokenStream::peek_second() const {
  return tokens_[std::min(next_ + 1, tokens_.size() - 1)];
}

Token TokenStream::take() {
  const Token token = tokens_[next_];
  if (next_ + 1 < tokens_.size()) ++next_;
  return token;
}

std::size_t TokenStream::end_of_last() const {
  return next_ == 0 ? peek().span.begin : tokens_[next_ - 1].span.end;
}

bool TokenStream::at(std::string_view text) const {
  const Token& token = peek();
  return (token.kind == TokenKind::kSymbol || token.kind == TokenKind::kKeyword) &&
         token.text == text;
}

bool TokenStream::accept(std::string_view text) {
  if (!at(text)) return false;
  take();
  return true;
}

void TokenStream::expect(std::string_view text, std::string_view after) {
  if (!accept(text))
    fail(peek(), fmt::format("expected `{}` after {}, found {}", text, after, shown(peek())));
}

bool TokenStream::is_constant(std::string_view name) const {
  return source_.constants.contains(name);
}

void TokenStream::fail(std::size_t offset, std::string_view message) const {
  throw ParseError(source_.name, source_.text, offset, message);
}
void TokenStream::fail(const Token& token, std::string_view message) const {
  fail(token.span.begin, message);
}

}  // namespace modus::claims
