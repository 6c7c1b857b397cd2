#include "claims/grammar.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"

namespace modus::claims {
namespace {

constexpr std::array kOperators = std::to_array<Operator>({
    {Op::kPower, "^", kPowerPrecedence, Fixity::kRight},
    {Op::kNegate, "-", kMinusPrecedence, Fixity::kPrefix},
    {Op::kMultiply, "*", 9, Fixity::kLeft},
    {Op::kDivide, "/", 9, Fixity::kLeft},
    {Op::kIntegerDivide, "div", 9, Fixity::kLeft},
    {Op::kModulo, "mod", 9, Fixity::kLeft},
    {Op::kAdd, "+", 8, Fixity::kLeft},
    {Op::kSubtract, "-", 8, Fixity::kLeft},
    {Op::kEqual, "=", kComparisonPrecedence, Fixity::kNeighbours},
    {Op::kNotEqual, "!=", kComparisonPrecedence, Fixity::kAlone},
    {Op::kLess, "<", kComparisonPrecedence, Fixity::kNeighbours},
    {Op::kLessEqual, "<=", kComparisonPrecedence, Fixity::kNeighbours},
    {Op::kGreater, ">", kComparisonPrecedence, Fixity::kNeighbours},
    {Op::kGreaterEqual, ">=", kComparisonPrecedence, Fixity::kNeighbours},
    {Op::kApproximately, "~=", kComparisonPrecedence, Fixity::kNeighbours},
    {Op::kIn, "in", kComparisonPrecedence, Fixity::kAlone},
    {Op::kNot, "not", kNotPrecedence, Fixity::kPrefix},
    {Op::kAbsent, "absent", kNotPrecedence, Fixity::kPrefix},
    {Op::kAnd, "and", 5, Fixity::kLeft},
    {Op::kOr, "or", 4, Fixity::kLeft},
    {Op::kXor, "xor", 3, Fixity::kLeft},
    {Op::kImplies, "->", 2, Fixity::kRight},
    {Op::kIff, "<->", 1, Fixity::kAlone},
});

constexpr std::array kKeywords = std::to_array<std::string_view>(
    {"absent", "all",    "and",    "answer", "ask",    "assume", "by",   "case", "discharge",
     "div",    "exists", "false",  "fix",    "forall", "given",  "have", "in",   "let",
     "mod",    "not",    "obtain", "of",     "open",   "or",     "true", "xor"});

using Reserved = std::pair<std::string_view, std::string_view>;
constexpr std::array kReservedWords = std::to_array<Reserved>({
    {"before", "time"},
    {"do", "a condition of a probability: P(y | do(x))"},
    {"during", "time"},
    {"graph", "a claim of its own: graph { a ~> b }"},
    {"likely", "modality"},
    {"possible", "modality"},
    {"the", "descriptions"},
    {"usually", "modality"},
});

template <typename Predicate>
const Operator* find_operator(Predicate matches) {
  const auto found = std::find_if(kOperators.begin(), kOperators.end(), matches);
  return found == kOperators.end() ? nullptr : &*found;
}

std::optional<std::string_view> find_reserved(std::span<const Reserved> table,
                                              std::string_view word) {
  for (const auto& [reserved, part] : table)
    if (reserved == word) return part;
  return std::nullopt;
}

}  // namespace

std::span<const Operator> operators() { return kOperators; }

const Operator* prefix_operator(std::string_view text) {
  return find_operator(
      [&](const Operator& o) { return o.fixity == Fixity::kPrefix && o.text == text; });
}

const Operator* infix_operator(std::string_view text) {
  return find_operator(
      [&](const Operator& o) { return o.fixity != Fixity::kPrefix && o.text == text; });
}

const Operator* operator_of(Op op) {
  return find_operator([&](const Operator& o) { return o.op == op; });
}

std::span<const std::string_view> keywords() { return kKeywords; }

bool is_keyword(std::string_view word) {
  return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

bool is_name(std::string_view word) {
  return !word.empty() && word.size() <= kMaxNameLength && is_lower(word[0]) &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '_'; }) &&
         !is_keyword(word) && !is_step_id(word) && !reserved_word(word);
}

bool is_variable(std::string_view word) {
  return !word.empty() && word.size() <= kMaxNameLength && is_upper(word[0]) &&
         std::all_of(word.begin() + 1, word.end(), is_digit);
}

bool is_step_id(std::string_view word) {
  return word.size() >= 2 && word[0] == 's' && std::all_of(word.begin() + 1, word.end(), is_digit);
}

std::optional<std::string_view> reserved_word(std::string_view word) {
  return find_reserved(kReservedWords, word);
}

std::vector<std::string_view> reserved_words() {
  std::vector<std::string_view> words;
  for (const auto& [word, part] : kReservedWords) words.push_back(word);
  return words;
}

std::string name_with_ending(std::string_view name, std::string_view ending) {
  return std::string(name.substr(0, kMaxNameLength - ending.size())) + std::string(ending);
}

std::string name_from(std::string_view words) {
  std::string name;
  for (const char c : words) {
    const char lower = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_lower(lower) || (is_digit(c) && !name.empty()))
      name += lower;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  if (name.size() > kMaxNameLength) name.resize(kMaxNameLength);
  return name.empty() || is_name(name) ? name : name_with_ending(name, "_");
}

}  // namespace modus::claims
