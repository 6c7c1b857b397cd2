// A chain as Datalog facts: what the match language speaks of. rules/FORMAT.md lists the relations.
//
//   s3 have nice(ann) by modus_ponens s1 s2
//     ->  step(s3)  have(s3, F)  claim(s3, F)  by(s3, modus_ponens)  cites(s3, s1)  cites(s3, s2)
//         node(F, apply, nice, G)  node(G, name, ann)  conjunct(F, F)
//
// Claims are hash-consed: equal claims are one symbol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "claims/chain.h"
#include "kg/datalog.h"
#include "kg/symbols.h"
#include "rules/claim_table.h"
#include "rules/vocabulary.h"

namespace modus::rules {

inline constexpr std::size_t kMaxReifiedNodes = 400;  // a larger claim is one symbol without nodes
inline constexpr std::size_t kMaxReifiedCites = 256;  // the last ones, of a step that cites more

class Reifier {
 public:
  // words: the library's, for relations and constants; borrowed, not changed.
  explicit Reifier(const kg::SymbolTable& words);

  // Before the first step: declared sorts and sentences.
  void add_problem(std::span<const claims::SortDeclaration> sorts,
                   std::span<const std::string> text);
  // Adds the facts of one step. index: of the step in its chain.
  void add_step(const claims::Step& step, std::size_t index);
  // instance(step, F): what the quantified claim of the step says of one thing; where the claim is
  // universal it says this too: claim(step, F).
  void add_instance(std::size_t step_index, const claims::Claim& instance);
  void add_repeats(std::size_t step_index, std::size_t earlier_index);

  kg::SymbolId step_symbol(std::size_t index) const { return step_symbols_[index]; }
  // There are no rules in it: its facts are closed at any time.
  const kg::Datalog& facts() {
    facts_.add_facts(new_facts_, 0);
    new_facts_.clear();
    return facts_;
  }

  // What a symbol stands for: the index of a step, a claim, or a word.
  using Meaning = std::variant<std::size_t, claims::Claim, std::string>;
  Meaning meaning(kg::SymbolId symbol) const;

 private:
  struct Node {
    kg::SymbolId symbol;
    bool arithmetic = false;
    bool joined_parts_added = false;
    bool parts_added = false;
  };
  using NodeId = std::uint32_t;  // of claims_ and nodes_
  enum class Kind : std::uint8_t { kStep, kClaim, kWord };
  struct Stands {  // for what a symbol does: a step's index, a node, a place in other_texts_
    Kind kind;
    std::uint32_t index;
  };
  kg::SymbolId fresh(Kind kind, std::size_t index);
  kg::SymbolId word(std::string_view text);
  kg::SymbolId root(const claims::Claim& claim);
  NodeId node(const claims::Claim& claim);
  kg::SymbolId symbol(const claims::Claim& claim) { return nodes_[node(claim)].symbol; }
  NodeId add_node(NodeId number);
  void describe(const claims::Claim& claim, NodeId described);
  void add_claim(std::initializer_list<RelationId> relations, std::size_t step_index,
                 const claims::Claim& claim);
  void add_joined_parts(const claims::Claim& claim, NodeId whole);
  void add_parts(const claims::Claim& claim, NodeId whole);
  void describe_operator(const claims::Claim& claim, NodeId described);
  void describe_inequality(const claims::Claim& claim, kg::SymbolId self);
  void note_new(const claims::Claim& claim, kg::SymbolId self);
  bool in_text(std::string_view word) const;
  void fact(RelationId relation, std::initializer_list<kg::SymbolId> arguments);

  const kg::SymbolTable& words_;
  kg::Datalog facts_;
  std::vector<kg::Atom> new_facts_;                        // not yet among them
  std::vector<Stands> stands_;                             // of symbols from words_.size() on
  std::vector<kg::SymbolId> step_symbols_;                 // by index in the chain
  std::vector<bool> is_universal_;                         // by index: so is the step's claim
  std::vector<std::string> text_;                          // sentences, in lower case
  bool adds_step_ = false;                                 // what is met now is new in that step
  bool all_described_ = true;                              // no claim so far was too large
  std::unordered_map<std::uint32_t, kg::SymbolId> by_id_;  // step id -> symbol
  ClaimTable claims_;
  std::vector<Node> nodes_;
  std::unordered_map<std::string, kg::SymbolId> other_words_;
  std::vector<const std::string*> other_texts_;  // keys of other_words_
};

}  // namespace modus::rules
