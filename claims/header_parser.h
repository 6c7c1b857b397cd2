// The items of a problem header: `logic directed`, `closed p/1, q/2`, `names unique`,
// `domain {a, b}`, `sort age(entity): int`. The same in printed and in token form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "claims/token_stream.h"

namespace modus::claims {

bool is_header_word(std::string_view word);  // logic, closed, names, domain, sort
std::vector<std::string_view> header_words();

class HeaderParser {
 public:
  // One item from the front of the stream, which begins with a header word. Throws ParseError for a
  // second `logic`, `names`, `closed` or `domain`, and for a member, predicate or sort named twice.
  void parse_item(TokenStream& tokens);

  const Header& header() const { return header_; }

 private:
  void parse_closed(TokenStream& tokens);
  void parse_domain(TokenStream& tokens);
  void parse_sort_item(TokenStream& tokens);

  Header header_;
  std::vector<std::string> seen_;
};

// Every item other than the default, in the order above.
std::vector<std::string> print_header_items(const Header& header);

}  // namespace modus::claims
