// The language of claim_grammar.h once more, written for these tests: sets of places where a part
// of a text may end, by backtracking. Slow, and never optimised. Without the limit on bytes.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "bridge/text_guide/claim_grammar.h"

namespace modus::bridge {

class ClaimRecogniser {
 public:
  struct Verdict {
    bool begins = false;  // some text of the language begins so
    bool whole = false;   // it is a text of the language
    bool operator==(const Verdict&) const = default;
  };

  ClaimRecogniser(TextLexicon lexicon, std::size_t max_nesting)
      : lexicon_(std::move(lexicon)), max_nesting_(max_nesting) {}

  Verdict claim_line(std::string_view text);
  Verdict chain_line(std::string_view text, const ChainLine& line);

 private:
  using Ends = std::set<std::size_t>;

  void begin(std::string_view text);
  Verdict verdict(const Ends& ends) const;
  Ends literal(const Ends& from, std::string_view wanted);
  Ends any_of(const Ends& from, const std::vector<std::string>& wanted);
  Ends digits(const Ends& from, std::size_t most);
  Ends number(const Ends& from, bool percent);
  Ends quantity(const Ends& from);
  Ends listed(Ends from, std::size_t count, std::size_t depth);
  Ends applied(std::size_t at, const std::vector<NameWithArity>& names, std::size_t depth);
  Ends base(const Ends& from, std::size_t depth);
  Ends signed_part(const Ends& from, std::size_t depth);
  Ends terms(const Ends& from, std::size_t depth);
  Ends term(std::size_t at, std::size_t depth);
  Ends set(const Ends& from, std::size_t depth);
  Ends relation(std::size_t at, std::size_t depth);
  Ends operand(std::size_t at, std::size_t depth);
  Ends quantifiers(std::size_t at);
  Ends claim(std::size_t at, std::size_t depth);
  Ends ids(const Ends& from, const ChainLine& line);
  bool has_numbers(bool percent) const;
  bool has_terms() const;
  bool has_claims() const;

  TextLexicon lexicon_;
  std::size_t max_nesting_;
  std::string text_;
  bool reached_end_ = false;  // somewhere the text stopped in the middle of what was wanted
  std::map<std::tuple<char, std::size_t, std::size_t>, Ends> known_;
};

}  // namespace modus::bridge
