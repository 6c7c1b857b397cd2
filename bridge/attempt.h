// One problem on its way to a chain, as a state machine: what to ask of the decoder next, and what
// to make of its logits. No threads, no decoder.
//
//   Attempt attempt(...);
//   while (auto action = attempt.next())      roll back, or append tokens:
//     attempt.take_logits(...)                choose, force, close, check; accept, ban, branch
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "bridge/branches.h"
#include "bridge/guide/guide.h"
#include "bridge/problem.h"
#include "bridge/written_chain.h"
#include "symbolic/checker.h"

namespace modus::bridge {

struct Refusal {
  std::size_t after = 0;  // accepted header items and steps at that time
  std::string step;       // in token form, as far as it was written
  symbolic::Verdict verdict = symbolic::Verdict::kNone;  // kNone: nothing may follow
  std::string reason;
};

struct Outcome {
  claims::Chain chain;           // what was accepted
  symbolic::ChainResult result;  // of checking it; undecided (effort) where the budget was spent
  std::vector<Refusal> refusals;
  std::size_t tokens = 0;     // written, refused ones included, the prompt not
  std::size_t steps = 0;      // that were closed for the first time at their boundary
  std::size_t first_try = 0;  // of these, accepted
  double seconds = 0;
};

// What happens, as it happens.
struct Happening {
  enum class Kind : std::uint8_t { kAccepted, kRefused, kFinished };
  Kind kind = Kind::kAccepted;
  const claims::Step* step = nullptr;            // kAccepted: nullptr for a header item
  const symbolic::StepResult* judged = nullptr;  // kAccepted
  const Refusal* refusal = nullptr;              // kRefused
};
using Watch = std::function<void(const Happening&)>;

struct AttemptOptions {
  MaskLevel mask = MaskLevel::kConclusions;
  float temperature = 0;
  std::uint64_t seed = 0;
  std::size_t max_refusals = 64;
  std::size_t max_tokens = 2048;
  std::size_t context = 1024;    // tokens that a sequence may hold
  symbolic::CheckOptions check;  // of the finished chain; its limits also while it is written
  Watch watch;                   // may be empty; one call at a time, from any thread
};

struct Action {
  enum class Kind : std::uint8_t { kRollback, kAppend };
  Kind kind = Kind::kAppend;
  std::size_t length = 0;                   // kRollback: tokens to keep
  std::span<const neural::TokenId> tokens;  // kAppend; valid until the next call
};

class Attempt {
 public:
  // signs and problem are borrowed. `number` tells the random stream of this problem.
  Attempt(const Signs& signs, const Problem& problem, const AttemptOptions& options,
          std::uint64_t number);
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  // nullopt when it is finished. After kAppend, take_logits() comes next.
  std::optional<Action> next();
  // float32 [V], after the last token appended.
  void take_logits(std::span<const float> logits);

  bool finished() const { return is_written_ || outcome_.has_value(); }
  // What has been written, checked as a whole; where it is not finished, what there is. Once, and
  // from any thread: nothing else may be asked of it then.
  Outcome conclude();

  const std::vector<neural::TokenId>& tokens() const { return tokens_; }  // of the sequence
  const TokenMask& mask_taken() const { return mask_taken_; }  // over the last logits taken

 private:
  // Everything that a step may change, as it was between two steps.
  struct Boundary {
    std::size_t tokens = 0;
    Guide guide;
    std::uint64_t draws = 0;
    std::size_t refusals = 0;  // here, since it was last reached
    std::size_t closings = 0;
    float step_log_probability = 0;  // of the step that led on from here
  };

  void write(neural::TokenId token, float log_probability);
  bool choose(std::span<const float> logits);
  void look();
  void note_branches(std::span<const float> logits, neural::TokenId chosen, float log_probability);
  void settle();
  void close();
  void accept(const Judgement& judgement);
  void refuse(Judgement judgement);
  void reopen(const std::vector<claims::StepId>& clash);
  void branch();
  void go_back(std::size_t boundary);
  void finish();
  void finish_undecided(const std::string& reason);
  void tell_finished(claims::Chain chain, symbolic::ChainResult result);
  void ban(Ban ban);
  Ban ban_of(symbolic::Verdict verdict) const;
  bool at_head() const;
  void tell(const Happening& happening) const;

  const Signs& signs_;
  const AttemptOptions options_;
  const RandomStream random_;
  Lexicon lexicon_;
  WrittenChain chain_;
  Guide guide_;
  TokenMask mask_;
  bool mask_is_current_ = false;
  TokenMask mask_taken_;
  std::vector<neural::TokenId> tokens_;
  std::size_t cached_ = 0;  // tokens in the decoder's cache
  std::size_t kept_ = 0;    // of these, still right
  std::uint64_t draws_ = 0;
  float log_probability_ = 0;         // of the step being written
  std::vector<Boundary> boundaries_;  // the last one is where the step being written began
  Branches branches_;
  Outcome so_far_;
  bool is_written_ = false;  // to its end, and not yet checked as a whole
  std::optional<Outcome> outcome_;
};

}  // namespace modus::bridge
