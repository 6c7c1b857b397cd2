// Claims that somebody else proposes as what the unread sentences of an answer say: judged like any
// other, and kept apart from what was read. They prove nothing for the answer and refute nothing
// of it: where one is false, it may be the reading that is wrong.
//
//   sentence 2 "A dozen boxes of six make 72."   12 * 6 = 72    proved
//   sentence 3 "She has 18 rolls."               rolls = 18     no verdict: gives rolls its value
//   sentence 5 "Twice the rolls are 38."         2 * rolls = 38   refuted: 2 * rolls = 36
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/claim.h"
#include "symbolic/answer.h"
#include "symbolic/checker.h"

namespace modus::symbolic {

// One answer, its proposals in the order of its sentences.
class Proposals {
 public:
  Proposals(std::string_view answer, const CheckOptions& options);

  // `sentence` counts from 1. The first equation `NAME = TERM` of a name without a value gives it
  // one, from that sentence on. Malformed, with the reason in the detail, where a name without a
  // value is spoken of or the chain would be malformed: then nothing is kept of it. The span is the
  // whole sentence.
  SentenceVerdict judge(std::size_t sentence, const claims::Claim& claim);

  // Where the sentences of the answer stand, behind markers such as "Step 2:".
  const std::vector<claims::Span>& sentences() const { return sentences_; }

  // The names that have a value in a sentence, sorted.
  std::vector<std::string> names_at(std::size_t sentence) const;

 private:
  struct Definition {
    std::size_t sentence = 0;
    claims::Claim term;
  };

  bool has_value(const std::string& name, std::size_t sentence) const;
  bool defines(std::size_t sentence, const claims::Claim& claim) const;
  std::string without_value(std::size_t sentence, const claims::Claim& claim) const;

  std::string_view answer_;
  CheckOptions options_;
  std::vector<claims::Span> sentences_;
  std::vector<std::pair<std::string, Definition>> lets_;  // by rising sentence
};

}  // namespace modus::symbolic
