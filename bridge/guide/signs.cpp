#include "bridge/guide/signs.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include <fmt/core.h>

#include "base/error.h"

namespace modus::bridge {

using claims::Operator;
using neural::TokenId;

namespace {

constexpr std::size_t kMaxNumber = 128;

// The bytes of a text of at most eight as one number; 0: it is longer.
std::uint64_t bytes_of(std::string_view text) {
  std::uint64_t bytes = 0;
  if (text.size() <= sizeof(bytes)) std::memcpy(&bytes, text.data(), text.size());
  return bytes;
}

// Fibonacci hashing (Knuth, volume 3, 6.4); `size` is a power of two.
std::size_t place_of(std::uint64_t bytes, std::size_t size) {
  return static_cast<std::size_t>(bytes * 0x9E3779B97F4A7C15u >> 32) & (size - 1);
}

bool is_name_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

}  // namespace

Signs::Signs(const neural::Tokenizer& tokenizer)
    : tokenizer_(tokenizer),
      numbers_(tokenizer.size()),
      variables_(tokenizer.size()),
      digits_(tokenizer.size()),
      digits_behind_(tokenizer.size()),
      name_begins_(tokenizer.size()),
      name_parts_(tokenizer.size()),
      name_goes_on_(tokenizer.size()) {
  for (TokenId token = 0; static_cast<std::size_t>(token) < vocabulary(); ++token)
    if (tokenizer_.is_reserved(token)) reserved_.emplace(tokenizer_.text(token), token);
  read_short_texts();
  for (const std::string_view name : claims::step_kind_names()) kinds_.push_back((*this)[name]);
  for (const std::string_view name : claims::rule_names()) rules_.push_back((*this)[name]);
  for (std::uint32_t i = 0; i <= kMaxNumber; ++i) {
    steps_.push_back(i == 0 ? std::nullopt : tokenizer_.reserved(fmt::format("s{}", i)));
    sentences_.push_back(i == 0 ? std::nullopt : tokenizer_.reserved(fmt::format("@{}", i)));
    if (steps_.back()) numbers_[static_cast<std::size_t>(*steps_.back())].first = i;
    if (sentences_.back()) numbers_[static_cast<std::size_t>(*sentences_.back())].second = i;
  }
  first_variables_.emplace_back(tokenizer.size());
  for (const std::string_view letter : {"X", "Y", "Z"}) {
    first_variables_.push_back(first_variables_.back());
    first_variables_.back().set((*this)[letter]);
  }
  read_operators();
  read_words();
}

void Signs::read_short_texts() {
  short_.resize(std::bit_ceil(2 * reserved_.size() + 1));
  for (const auto& [text, token] : reserved_) {
    const std::uint64_t bytes = bytes_of(text);
    if (bytes == 0) continue;
    std::size_t at = place_of(bytes, short_.size());
    while (short_[at].first != 0) at = (at + 1) % short_.size();
    short_[at] = {bytes, token};
  }
}

TokenId Signs::operator[](std::string_view text) const {
  const std::uint64_t bytes = bytes_of(text);
  for (std::size_t at = place_of(bytes, short_.size()); bytes != 0 && short_[at].first != 0;
       at = (at + 1) & (short_.size() - 1))
    if (short_[at].first == bytes) return short_[at].second;
  const auto found = reserved_.find(text);
  if (found == reserved_.end())
    throw ConfigError(
        fmt::format("the tokenizer has no token `{}`: it is not one for chains", text));
  return found->second;
}

void Signs::read_operators() {
  for (const Operator& op : claims::operators()) {
    const auto token = tokenizer_.reserved(op.text);
    if (op.fixity == claims::Fixity::kPrefix || !token) continue;
    auto& group = op.precedence < claims::kNotPrecedence           ? connectives_
                  : op.precedence == claims::kComparisonPrecedence ? comparisons_
                                                                   : arithmetic_;
    group.push_back({*token, &op});
  }
}

void Signs::read_words() {
  for (TokenId token = 0; static_cast<std::size_t>(token) < vocabulary(); ++token) {
    const std::string& text = tokenizer_.text(token);
    const bool digit = text.size() == 1 && text[0] >= '0' && text[0] <= '9';
    if (tokenizer_.is_reserved(token)) {
      if (claims::is_variable(text)) variables_.set(token);
      if (digit) digits_.set(token);
      if (claims::is_name(text)) name_begins_.set(token);
      if (claims::is_name(text) || claims::is_keyword(text)) name_parts_.set(token);
      if (text == "+s" || text == "+es" || text == "+ies") name_goes_on_.set(token);
    } else if (tokenizer_.begins_word(token)) {  // a space alone begins a word of single bytes
      const bool digit_first = !text.empty() && text[0] <= '9';
      if (!is_name_text(text) || digit_first) continue;
      name_begins_.set(token);
      name_parts_.set(token);
    } else {
      if (is_name_text(text)) name_goes_on_.set(token);
      if (digit) digits_behind_.set(token);
      if (text == ".") point_ = token;
      if (text == "%") percent_ = token;
    }
  }
}

std::optional<claims::StepKind> Signs::kind_of(TokenId token) const {
  const auto found = std::find(kinds_.begin(), kinds_.end(), token);
  if (found == kinds_.end()) return std::nullopt;
  return static_cast<claims::StepKind>(found - kinds_.begin());
}

std::optional<claims::Rule> Signs::rule_of(TokenId token) const {
  const auto found = std::find(rules_.begin(), rules_.end(), token);
  if (found == rules_.end()) return std::nullopt;
  return static_cast<claims::Rule>(found - rules_.begin());
}

std::uint32_t Signs::step_of(TokenId token) const {
  return numbers_[static_cast<std::size_t>(token)].first;
}
std::uint32_t Signs::sentence_of(TokenId token) const {
  return numbers_[static_cast<std::size_t>(token)].second;
}

const Operator* Signs::infix_of(TokenId token) const {
  for (const auto* group : {&connectives_, &comparisons_, &arithmetic_})
    for (const OperatorSign& sign : *group)
      if (sign.token == token) return sign.op;
  return nullptr;
}

}  // namespace modus::bridge
