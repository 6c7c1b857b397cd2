// Somebody's prose answer, checked: the claims that can be read from it become a chain whose steps
// cite all earlier accepted ones, and the kernel checks that chain.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/extract/extract.h"
#include "symbolic/checker.h"

namespace modus::symbolic {

struct SentenceVerdict {
  std::size_t sentence = 0;              // counts from 1
  claims::Span span;                     // of the claim in the answer
  std::string quoted;                    // the claim's text, as written
  std::string claim;                     // canonical
  Verdict verdict = Verdict::kNone;
  std::string detail;                    // "18 + 36 = 54", "rests on sentence 4"
  std::vector<std::size_t> rests_on;     // sentences
};

struct AnswerCheck {
  ChainVerdict verdict = ChainVerdict::kUndecided;
  std::string reason;                          // "unread: 2 5"
  std::vector<SentenceVerdict> claims;         // in text order
  std::optional<std::size_t> first_mistake;    // sentence
  std::size_t sentences = 0;
  std::size_t understood = 0;
  std::optional<std::string> final_answer;     // canonical value
  claims::Chain chain;                         // what was checked
};

// problem may be empty. Numbers of the problem need no proof; claims about them are not givens.
AnswerCheck check_answer(std::string_view answer, std::string_view problem,
                         const CheckOptions& options);

}  // namespace modus::symbolic
