// The mask over the next token of a chain: the grammar, what the problem makes sayable, what was
// refused before. Microseconds a token; nothing here says what is true.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/guide/grammar.h"
#include "bridge/guide/lexicon.h"
#include "bridge/guide/signs.h"
#include "bridge/guide/token_mask.h"
#include "claims/chain.h"

namespace modus::bridge {

// Each level restricts what the one before allows.
enum class MaskLevel : std::uint8_t {
  kOff,          // any token
  kGrammar,      // what parses; step ids, citations and marks that exist
  kSayable,      // names and numbers of the problem
  kGrounded,     // a given: names, numbers, negation and conditional of the sentence that it cites,
                 // sentences in order; other claims: names that the givens have introduced,
                 // under `logic directed` without variables; variables are X, Y, Z in order; where
                 // an amount is asked for: amounts read once each, and definitions over them
  kConclusions,  // under `logic directed`: premises that a rule applies to, and the claims that it
                 // and they allow; an answer is what its step states, or open. Elsewhere: of a
                 // calculation its exact value, of small logic without numbers the literals that
                 // the cited steps entail, of what a word problem without relations asks the
                 // formulas that its words carry, if any do, and their parts, worked out
};
std::string_view to_string(MaskLevel level);
std::optional<MaskLevel> mask_level_named(std::string_view name);

// What a step may say: the literals that its premises entail and do not state, or `false`; of a
// discharge by cases a literal that they state.
struct Conclusions {
  std::vector<std::string> claims;  // in token form
  std::uint32_t last_id = ~0u;      // the largest that may be cited next
};

// What the premises of the step being written allow. Asked, never told: see attempt.cpp.
class Premises {
 public:
  virtual ~Premises() = default;
  // Every step that applies one rule to what it needs and says something new, behind `have
  // modus_ponens`: "s1 s2 patient ann". Only asked under `logic directed`.
  virtual std::vector<std::string> applications() const = 0;
  // Every answer that a step states, behind `answer`: "s5 false", and "open" where that may be.
  // nullopt where the question is no literal: then nothing is known of answers.
  virtual std::optional<std::vector<std::string>> answers() const = 0;
  // What a definition may say, behind `let`: "left := nora_stamp - lost_stamp". Empty: anything.
  virtual std::vector<std::string> definitions() const = 0;
  // Calculations on the way to what a word problem asks, behind `have calculate`: "s1 s2 nora_stamp
  // - lost_stamp = 9". Empty: anything.
  virtual std::vector<std::string> calculations() const = 0;
  // Of a step behind the ids that it cites so far. nullopt: nothing is known. Only asked elsewhere
  // than under `logic directed`.
  virtual std::optional<Conclusions> conclusions(const StepDraft& draft) const = 0;
  // The value of a term, in token form, as the cited steps and definitions give it: "54".
  virtual std::optional<std::string> value(std::string_view term,
                                           std::span<const std::uint32_t> cites) const = 0;
};

// What was refused: never written again. Tokens of a step behind its id, or of its claim, without
// the `;`.
struct Ban {
  enum class Of : std::uint8_t { kStep, kClaim };
  Of of = Of::kStep;
  std::vector<neural::TokenId> tokens;
  bool operator==(const Ban&) const = default;
};

// A value: copy it to come back to it. Signs, lexicon and premises are borrowed. A guide and its
// copies belong to one thread.
class Guide {
 public:
  Guide(const Signs& signs, const Lexicon& lexicon, MaskLevel level);

  // Between steps: what the accepted steps are. Names of `known` are those that claims may use.
  void set_boundary(GrammarContext context, const Premises* premises);
  void ban(Ban ban);  // one without tokens bans nothing
  std::size_t bans() const { return bans_.size(); }

  // The tokens that may come next; an empty mask: nothing may, the step cannot be finished.
  void allowed(TokenMask& mask) const;
  // Requires a token that is allowed.
  void take(neural::TokenId token);

  bool at_boundary() const;
  bool finished() const;  // <end> was taken
  const StepDraft& draft() const { return grammar_.draft(); }
  // Of the step being written, or the one just closed; with its id and `;`.
  std::span<const neural::TokenId> step_tokens() const { return step_; }
  std::span<const neural::TokenId> claim_tokens() const;

 private:
  void choose_sayables();
  std::vector<std::string> spent_numbers(std::uint32_t k) const;
  const TokenMask* variables_for(const StepDraft& draft) const;
  bool chooses_rule() const;
  bool defines_by_amounts() const;
  void restrict_to_choices(TokenMask& mask) const;
  bool every_answer_is_banned() const;
  void apply_bans(TokenMask& mask) const;
  void read_choices();
  void read_conclusions();
  void restrict_to_conclusions(TokenMask& mask) const;
  std::shared_ptr<const TokenTrie> applications();
  std::shared_ptr<const TokenTrie> definitions();
  std::shared_ptr<const TokenTrie> calculations();
  void add_value();
  std::shared_ptr<const TokenTrie> trie_of(std::span<const std::string> texts) const;
  std::string text_of(std::span<const neural::TokenId> tokens) const;

  const Signs* signs_;
  const Lexicon* lexicon_;
  const Premises* premises_ = nullptr;
  MaskLevel level_;
  Grammar grammar_;
  std::vector<Ban> bans_;
  std::vector<neural::TokenId> step_;
  std::size_t claim_begin_ = 0;  // in step_; 0: the claim has not begun
  bool closed_ = true;           // the last token ended a step
  bool finished_ = false;
  std::shared_ptr<CodedTexts> coded_;  // by any copy: most come again at each boundary
  std::shared_ptr<const TokenTrie> known_names_;
  std::shared_ptr<const TokenTrie> known_numbers_;
  std::vector<std::string> named_, numbered_;      // their texts
  std::shared_ptr<const TokenTrie> applications_;  // of the steps before; null: not asked yet
  std::shared_ptr<const TokenTrie> definitions_;   // of the steps before; null: not asked yet
  std::shared_ptr<const TokenTrie> calculations_;  // likewise
  std::shared_ptr<const TokenTrie> values_;
  std::shared_ptr<const TokenTrie> answers_;      // of the steps before; null: nothing is known
  std::shared_ptr<const TokenTrie> conclusions_;  // of the ids cited so far; null: anything
  std::uint32_t last_id_ = ~0u;                   // that may be cited, where there are conclusions
  std::vector<claims::Rule> idle_rules_;          // with which nothing can be said
  std::shared_ptr<const TokenTrie> choices_;  // how the step being written goes on; null: freely
  TokenTrie::Cursor chosen_;
};

}  // namespace modus::bridge
