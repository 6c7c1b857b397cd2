// What one reply of a model is worth as the reading of a sentence: the claims that it writes,
// compared with the sentence behind what has been read before.
//
//   "The cow does not see Ann."   not see(ann, cow)   refused; near: not see(cow, ann)
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/problem.h"
#include "bridge/text_guide/claim_grammar.h"
#include "claims/chain.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {

struct Candidate {
  std::vector<claims::Step> steps;  // empty: no claims, or claims that do not fit the chain
  bool grounded = false;
  symbolic::Verdict verdict = symbolic::Verdict::kMalformed;
  std::string reason;
  std::string near;                 // a claim near to the one refused that would be grounded
  std::vector<std::string> unused;  // content words of the sentence
};

// Has the sentence a pronoun that means nobody in it? In "if something barks then it ..." it does.
bool refers_back(std::string_view sentence);

// The chain and the problem are borrowed; the chain stays as it is.
class ReplyJudge {
 public:
  ReplyJudge(symbolic::LiveChain& live, const Problem& problem, const symbolic::Limits& limits)
      : live_(live), problem_(problem), limits_(limits) {}

  // sentence: counted from 1; 0: the question. lexicon: what the reply could be made of.
  Candidate judge(const std::string& reply, std::size_t sentence, const TextLexicon& lexicon);

 private:
  Candidate judge_givens(const std::vector<claims::Claim>& claims, std::size_t sentence,
                         std::size_t antecedents);
  Candidate judge_question(const std::vector<claims::Claim>& claims) const;
  std::string near_claim(const claims::Claim& claim, std::size_t sentence,
                         const TextLexicon& lexicon);
  void call_by_whole_name(Candidate& candidate, const claims::Claim& claim, std::size_t sentence,
                          const TextLexicon& lexicon);
  std::vector<claims::Claim> terms_in(std::string_view sentence, const claims::Claim& claim,
                                      const TextLexicon& lexicon) const;

  symbolic::LiveChain& live_;
  const Problem& problem_;
  const symbolic::Limits limits_;
};

}  // namespace modus::bridge
