// Somebody's prose answer, checked: the claims that can be read from it become a chain, and the
// kernel checks that chain. A sentence that uses a number which only a failed sentence brought in
// rests on that sentence and is never the first mistake.
//
//   4  "so 18 + 36 = 44"         refuted   18 + 36 = 54
//   5  "each shelf gets 22"      rests on sentence 4
//
// A sentence without a claim is understood where it only mentions numbers that an accepted claim
// arrived at.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/extract/extract.h"
#include "symbolic/checker.h"

namespace modus::symbolic {

struct SentenceVerdict {
  std::size_t sentence = 0;  // counts from 1
  claims::Span span;         // of the claim in the answer
  std::string quoted;        // the claim's text, as written
  std::string claim;         // canonical; the number where one is only mentioned
  Verdict verdict = Verdict::kNone;
  std::string detail;                 // "18 + 36 = 54", "rests on sentence 4"
  std::vector<std::size_t> rests_on;  // sentences
  Evidence evidence;                  // counter-model, rules, where the kernel was asked
};

struct AnswerCheck {
  ChainVerdict verdict = ChainVerdict::kUndecided;
  std::string reason;                        // "unread: 2 5"
  std::vector<SentenceVerdict> claims;       // in text order
  std::optional<std::size_t> first_mistake;  // sentence
  std::size_t sentences = 0;
  std::size_t understood = 0;
  // By somebody else for unread sentences, where the caller asks for it (proposals.h): no part of
  // the verdict.
  std::vector<SentenceVerdict> proposed;
  std::vector<claims::Span> unread;         // sentences that were not understood, in text order
  std::optional<std::string> final_answer;  // canonical value
  claims::Chain chain;                      // what was checked
};

// problem may be empty. Numbers of the problem need no proof; claims about them are not givens, so
// the best verdict is `valid`: what is written holds; whether it fits the problem is not judged.
AnswerCheck check_answer(std::string_view answer, std::string_view problem,
                         const CheckOptions& options);

}  // namespace modus::symbolic
