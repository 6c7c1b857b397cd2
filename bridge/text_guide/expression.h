// Patterns of bytes, of which the rules of a TextGrammar are made.
//
//   sequence({bytes("p("), use(term, Nesting::kFlat), bytes(")")})     p(ann), p(3 + 4)
//
// Values: immutable, cheap to copy, thread-safe.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modus::bridge {

using ByteSet = std::bitset<256>;

enum class RuleId : std::uint32_t {};  // the place of a rule in the list that is compiled

// Whether what is used counts as one level deeper than where it stands (TextLimits).
enum class Nesting : std::uint8_t { kFlat, kDeeper };

inline constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

class Expression {
 public:
  enum class Kind : std::uint8_t { kBytes, kOneOf, kSequence, kChoice, kRepeat, kUse };
  struct Node {
    Kind kind = Kind::kBytes;
    std::string bytes = {};
    ByteSet set = {};
    std::vector<Expression> parts = {};
    std::size_t fewest = 0, most = 0;  // of a repetition; most may be kAnyNumber
    RuleId rule = {};
    Nesting nesting = Nesting::kFlat;
  };

  Expression() : Expression(Node{}) {}  // the empty text
  explicit Expression(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}
  const Node& node() const { return *node_; }

 private:
  std::shared_ptr<const Node> node_;
};

inline Expression bytes(std::string_view text) {
  return Expression({.kind = Expression::Kind::kBytes, .bytes = std::string(text)});
}
inline Expression one_of(const ByteSet& set) {
  return Expression({.kind = Expression::Kind::kOneOf, .set = set});
}
inline Expression sequence(std::vector<Expression> parts) {
  return Expression({.kind = Expression::Kind::kSequence, .parts = std::move(parts)});
}
// No part at all matches nothing: what needs it can never be written.
inline Expression choice(std::vector<Expression> parts) {
  return Expression({.kind = Expression::Kind::kChoice, .parts = std::move(parts)});
}
inline Expression words(std::span<const std::string> list) {
  std::vector<Expression> parts;
  for (const std::string& word : list) parts.push_back(bytes(word));
  return choice(std::move(parts));
}
inline Expression repeat(Expression part, std::size_t fewest, std::size_t most) {
  return Expression({.kind = Expression::Kind::kRepeat,
                     .parts = {std::move(part)},
                     .fewest = fewest,
                     .most = most});
}
inline Expression optional(Expression part) { return repeat(std::move(part), 0, 1); }
inline Expression use(RuleId rule, Nesting nesting) {
  return Expression({.kind = Expression::Kind::kUse, .rule = rule, .nesting = nesting});
}

}  // namespace modus::bridge
