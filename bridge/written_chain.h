// The chain that a model is writing, as far as it has been accepted: header items and steps, each
// judged when it closes.
//
//   close("s3 have modus_ponens s1 s2 tall ann ;")    refused: nothing given speaks of tall
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/guide/guide.h"
#include "bridge/problem.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {

struct Judgement {
  bool accepted = false;
  std::string reason;         // why not
  symbolic::StepResult step;  // of a step that the checker saw
  // Steps of which one was misread: givens that clash, or the question. Then the step itself may be
  // right.
  std::vector<claims::StepId> clash;
};

// Not copied or moved: what it lends refers to it. One thread.
class WrittenChain : public Premises {
 public:
  // The problem is borrowed.
  WrittenChain(const Problem& problem, symbolic::Limits limits);
  WrittenChain(const WrittenChain&) = delete;
  WrittenChain& operator=(const WrittenChain&) = delete;

  // A header item or a step in token form, to its `;`. What is refused leaves nothing behind.
  Judgement close(const std::string& token_form);
  std::size_t parts() const { return parts_; }  // accepted header items and steps
  void rollback(std::size_t parts);
  std::size_t header_items() const { return header_ends_.size(); }

  GrammarContext context(MaskLevel level) const;
  claims::Chain chain() const;      // with the problem's text
  std::string unsupported() const;  // supported.h, of what has been accepted
  const symbolic::LiveChain* live() const { return live_ ? &*live_ : nullptr; }

  std::vector<std::string> applications() const override;
  std::optional<std::vector<std::string>> answers() const override;
  std::vector<std::string> definitions() const override;
  std::vector<std::string> calculations() const override;
  std::optional<Conclusions> conclusions(const StepDraft& draft) const override;
  std::optional<std::string> value(std::string_view term,
                                   std::span<const std::uint32_t> cites) const override;

 private:
  Judgement judge(claims::Step step);
  Judgement close_header_item(const std::string& token_form);
  std::optional<Judgement> misread_question(const claims::Step& next) const;
  std::optional<claims::StepId> said_before(const claims::Step& step) const;
  std::vector<symbolic::Premise> premises(std::span<const std::uint32_t> cites,
                                          const claims::Claim& goal) const;

  const Problem& problem_;
  const symbolic::Limits limits_;
  std::string header_;                    // items in token form
  std::vector<std::size_t> header_ends_;  // in header_, one an item
  std::size_t parts_ = 0;
  std::optional<symbolic::LiveChain> live_;  // from the first step on
};

}  // namespace modus::bridge
