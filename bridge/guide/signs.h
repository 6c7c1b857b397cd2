// The tokens that the grammar of chains is made of, by what they mean.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bridge/guide/token_mask.h"
#include "claims/chain.h"
#include "claims/grammar.h"
#include "neural/tokenizer.h"

namespace modus::bridge {

struct OperatorSign {
  neural::TokenId token = 0;
  const claims::Operator* op = nullptr;
};

// Made once a tokenizer; read by many. Throws ConfigError naming the token that it lacks.
class Signs {
 public:
  explicit Signs(const neural::Tokenizer& tokenizer);

  const neural::Tokenizer& tokenizer() const { return tokenizer_; }
  std::size_t vocabulary() const { return tokenizer_.size(); }

  neural::TokenId operator[](std::string_view text) const;  // a reserved token
  neural::TokenId kind(claims::StepKind kind) const {
    return kinds_[static_cast<std::size_t>(kind)];
  }
  neural::TokenId rule(claims::Rule rule) const { return rules_[static_cast<std::size_t>(rule)]; }
  // Numbered from 1; nullopt where the vocabulary has no such token.
  std::optional<neural::TokenId> step(std::size_t id) const { return numbered(steps_, id); }
  std::optional<neural::TokenId> sentence(std::size_t k) const { return numbered(sentences_, k); }

  std::optional<claims::StepKind> kind_of(neural::TokenId token) const;
  std::optional<claims::Rule> rule_of(neural::TokenId token) const;
  std::uint32_t step_of(neural::TokenId token) const;      // 0: no step id
  std::uint32_t sentence_of(neural::TokenId token) const;  // 0: no sentence mark
  bool is_variable(neural::TokenId token) const { return variables_.test(token); }
  const claims::Operator* infix_of(neural::TokenId token) const;

  std::span<const OperatorSign> connectives() const { return connectives_; }
  std::span<const OperatorSign> comparisons() const { return comparisons_; }
  std::span<const OperatorSign> arithmetic() const { return arithmetic_; }
  const TokenMask& variables() const { return variables_; }
  // None, X, X Y, X Y Z: all that a claim needs, up to names of variables.
  const TokenMask& first_variables(std::size_t count) const {
    return first_variables_[std::min(count, first_variables_.size() - 1)];
  }
  const TokenMask& digits() const { return digits_; }                // that begin a number
  const TokenMask& digits_behind() const { return digits_behind_; }  // the later ones
  neural::TokenId point() const { return point_; }
  neural::TokenId percent() const { return percent_; }
  const TokenMask& name_begins() const { return name_begins_; }  // any word that may begin a name
  const TokenMask& name_parts() const { return name_parts_; }    // or a part of one behind `_`
  const TokenMask& name_goes_on() const { return name_goes_on_; }

 private:
  using Numbered = std::vector<std::optional<neural::TokenId>>;
  static std::optional<neural::TokenId> numbered(const Numbered& tokens, std::size_t number) {
    return number < tokens.size() ? tokens[number] : std::nullopt;
  }
  void read_short_texts();
  void read_operators();
  void read_words();

  const neural::Tokenizer tokenizer_;
  // Reserved tokens by text; short ones, which are asked for at every token, by their bytes.
  std::unordered_map<std::string_view, neural::TokenId> reserved_;
  std::vector<std::pair<std::uint64_t, neural::TokenId>> short_;
  std::vector<neural::TokenId> kinds_, rules_;
  Numbered steps_, sentences_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> numbers_;  // a token's step and sentence
  std::vector<OperatorSign> connectives_, comparisons_, arithmetic_;
  neural::TokenId point_ = 0, percent_ = 0;
  std::vector<TokenMask> first_variables_;
  TokenMask variables_, digits_, digits_behind_, name_begins_, name_parts_, name_goes_on_;
};

}  // namespace modus::bridge
