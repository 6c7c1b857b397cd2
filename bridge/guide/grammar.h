// The token form of chains as a machine over tokens: which token may come next, and what it does.
// It accepts what claims/chain_tokens.h accepts, less what nobody writes (chained comparisons, a
// term in brackets at the front of a claim), from the tables of claims/grammar.h.
//
//   s3 have modus_ponens s1 |      s2 .. (ids), `not`, a name, `(` ...
//   s3 have modus_ponens s1 s2 kind |    an argument; with kind/1 known nothing else
//
// The stack holds what is still expected, the next thing on top.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/guide/grammar_context.h"
#include "bridge/guide/signs.h"
#include "bridge/guide/token_mask.h"

namespace modus::bridge {

// What of the step being written is known so far.
struct StepDraft {
  std::optional<claims::StepKind> kind;
  std::vector<std::uint32_t> sentences;
  std::optional<claims::Rule> rule;
  std::vector<std::uint32_t> cites;
  std::vector<std::uint32_t> closes;
  bool in_claim = false;                  // its claim has begun
  bool in_head = false;                   // `logic directed`: the head of a rule has
  std::vector<std::string> heads;         // names that have arguments in the claim
  std::vector<std::string> amounts;       // of quantities: names in its term
  std::size_t numbers = 0, brackets = 0;  // of terms: how many it has, closed or not
};

// A value: copy it to come back to it.
class Grammar {
 public:
  // signs must outlive the grammar. In front of a chain.
  explicit Grammar(const Signs& signs);

  GrammarContext& context() { return context_; }
  const GrammarContext& context() const { return context_; }
  Sayables& sayables() { return sayables_; }
  const StepDraft& draft() const { return draft_; }

  // Adds the tokens that may come next.
  void allowed(TokenMask& mask) const;
  // False where it may not come; then nothing has changed.
  bool take(neural::TokenId token);

  bool at_boundary() const;  // between steps, or in front of the chain
  bool finished() const { return depth_ == 0; }

 private:
  // In five groups, each with its file: header, steps, claims, terms, quantities.
  enum class Item : std::uint8_t {
    kToken,
    kChain,
    kHeaderItem,
    kDomain,
    kDomainTail,
    kSort,
    kFreshName,
    kStep,
    kStepKind,
    kAsk,
    kAskLetter,
    kLetTail,
    kSentences,
    kRule,
    kCites,
    kCloses,
    kSource,
    kAnswerValue,
    kClaim,
    kFormula,
    kFormulaTail,
    kOperand,
    kAfterHead,
    kAfterApplied,
    kArguments,
    kVariables,
    kVariablesTail,
    kComparison,
    kTerm,
    kTermTail,
    kTermOperand,
    kAfterTermName,
    kTermList,
    kTermListTail,
    kSetOrName,
    kNumber,
    kNameRest,
    kNumberRest,
    kEquation,
    kAmount,
    kAmountTail,
    kAmountOperand
  };
  struct Frame {
    Item item = Item::kToken;
    std::uint8_t least = 0;  // kArguments, kCites: how many are still needed; kFormulaTail:
                             // 1 behind a `<->`, which does not chain; kOperand: 1 behind the one
                             // `not` of a literal; kAmountTail, kAmountOperand: 1 behind a number
    std::uint8_t most = 0;   // kArguments: how many are allowed; kNameRest: the role
    neural::TokenId token = 0;  // kToken
  };
  enum class Role : std::uint8_t {
    kHead,
    kTerm,
    kFresh,
    kNewQuantity,    // that no earlier step speaks of
    kKnownQuantity,  // that one does
    kNumber
  };
  class Offer;
  static constexpr std::size_t kMaxDepth = 96;
  static constexpr std::size_t kRoom = 16;
  static constexpr std::uint8_t kMaxArity = 4;
  static constexpr std::size_t kMaxSources = 4;

  // grammar.cpp: the stack
  void push(Item item) { push_frame({item}); }
  void push(neural::TokenId token) { push_frame({Item::kToken, 0, 0, token}); }
  void push(std::string_view reserved) { push((*signs_)[reserved]); }
  void push(Frame frame) { push_frame(frame); }
  void push_frame(Frame frame);
  bool may_have_number() const;
  bool may_open_bracket() const;
  bool has_another_operand() const;
  bool has_room() const { return depth_ + kRoom <= kMaxDepth; }  // for one more level of brackets
  bool offer(const Frame& frame, Offer& offer) const;            // whether the frame may stay empty
  void expand(const Frame& frame, neural::TokenId token);
  // grammar_header.cpp
  bool offer_header_part(const Frame& frame, Offer& offer) const;
  void expand_header_part(const Frame& frame, neural::TokenId token);
  void offer_header_words(Offer& offer) const;
  void expand_chain(neural::TokenId token);
  // grammar_steps.cpp
  bool offer_step_part(const Frame& frame, Offer& offer) const;
  void expand_step_part(const Frame& frame, neural::TokenId token);
  void begin_step(claims::StepKind kind);
  void offer_kinds(Offer& offer) const;
  void offer_ids(std::span<const std::uint32_t> ids, std::uint32_t above, Offer& offer) const;
  bool offer_closes(Offer& offer) const;
  void offer_cites(Offer& offer) const;
  void offer_marks(Offer& offer) const;
  void offer_answer(Offer& offer) const;
  void begin_with(Item item, neural::TokenId token);
  // grammar_claims.cpp
  bool offer_claim_part(const Frame& frame, Offer& offer) const;
  void expand_claim_part(const Frame& frame, neural::TokenId token);
  void expand_operand(neural::TokenId token);
  void expand_after_head(neural::TokenId token);
  void expand_comparison(neural::TokenId token);
  bool offer_operand(const Frame& frame, Offer& offer) const;
  void offer_variables(Offer& offer) const;
  bool offer_after_head(Offer& offer) const;
  bool allows(claims::Op op) const;
  // grammar_terms.cpp
  bool offer_term_part(const Frame& frame, Offer& offer) const;
  void expand_term_part(const Frame& frame, neural::TokenId token);
  void offer_term(Offer& offer) const;
  void expand_term_operand(neural::TokenId token);
  // grammar_names.cpp
  void offer_name(Role role, Offer& offer) const;
  void offer_number(Offer& offer) const;
  bool is_spent(const TokenTrie::Entry& number) const;
  std::span<const TokenTrie* const> sources(Role role) const;
  bool may_be_part(const std::string& name, Role role) const;
  bool says_again(const std::string& name) const;
  bool offer_name_rest(Role role, Offer& offer) const;
  bool offer_number_rest(Offer& offer) const;
  void begin_word(neural::TokenId token, Role role);
  void go_on(neural::TokenId token, Role role);
  bool fits(const std::string& name, Role role) const;
  bool may_generalise() const;
  const claims::Symbol* known_name() const;
  // grammar_quantities.cpp
  Item claim() const { return context_.quantities ? Item::kEquation : Item::kClaim; }
  bool offer_quantity_part(const Frame& frame, Offer& offer) const;
  void expand_quantity_part(const Frame& frame, neural::TokenId token);
  void offer_amount(Offer& offer) const;
  std::size_t other_amounts() const;
  void begin_name(Role role, neural::TokenId token);

  const Signs* signs_;
  GrammarContext context_;
  Sayables sayables_;
  StepDraft draft_;
  std::array<Frame, kMaxDepth> stack_{};
  std::size_t depth_ = 0;
  std::uint8_t headers_ = 0;  // header items written, one bit each
  bool at_joint_ = false;     // directly behind a `_`
  std::string word_;          // the name or number being read
  std::array<TokenTrie::Cursor, kMaxSources> cursors_{};
  std::array<TokenTrie::Cursor, kMaxSources> rejoined_{};  // names behind a `_` of joined ones
};

}  // namespace modus::bridge
