#include "app/peer_grammar.h"

#include <optional>
#include <vector>

#include <fmt/format.h>

namespace modus::app {
namespace {

using bridge::Expression;

class GrammarWriter {
 public:
  GrammarWriter(std::span<const bridge::TextRule> rules, GrammarNotation notation)
      : rules_(rules), notation_(notation), matches_nothing_(rules.size(), true) {}

  std::string write() {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < rules_.size(); ++i)
        if (matches_nothing_[i] && written(rules_[i].pattern)) {
          matches_nothing_[i] = false;
          changed = true;
        }
    }
    // By itself llguidance offers of a forced text only the first token of its usual way to write
    // it.
    std::string text =
        notation_ == GrammarNotation::kLark ? "%llguidance {\"no_forcing\": true}\n" : "";
    for (std::size_t i = 0; i < rules_.size(); ++i)
      if (!matches_nothing_[i])
        text +=
            fmt::format("{} {} {}\n", name(i), notation_ == GrammarNotation::kEbnf ? "::=" : ":",
                        *written(rules_[i].pattern));
    return text;
  }

 private:
  std::string name(std::size_t rule) const {
    if (rule == 0) return notation_ == GrammarNotation::kEbnf ? "root" : "start";
    return fmt::format("rule{}", rule);
  }

  static std::string quoted(const std::string& bytes) {
    std::string text = "\"";
    for (const char byte : bytes) {
      if (byte == '"' || byte == '\\') text += '\\';
      text += byte == '\n' ? "\\n" : std::string(1, byte);
    }
    return text + '"';
  }

  std::string one_of(const bridge::ByteSet& set) const {
    std::string text = "[";
    for (std::size_t byte = 0; byte < set.size(); ++byte)
      if (set[byte]) text += static_cast<char>(byte);
    text += "]";
    return notation_ == GrammarNotation::kEbnf ? text : "/" + text + "/";
  }

  // Nothing where it matches nothing.
  std::optional<std::string> written(const Expression& expression) const {
    const Expression::Node& node = expression.node();
    switch (node.kind) {
      case Expression::Kind::kBytes:
        return quoted(node.bytes);
      case Expression::Kind::kOneOf:
        return one_of(node.set);
      case Expression::Kind::kUse:
        if (matches_nothing_[static_cast<std::size_t>(node.rule)]) return std::nullopt;
        return name(static_cast<std::size_t>(node.rule));
      case Expression::Kind::kSequence:
        return sequence(node.parts);
      case Expression::Kind::kChoice:
        return choice(node.parts);
      case Expression::Kind::kRepeat:
        return repetition(node);
    }
    return std::nullopt;
  }

  std::optional<std::string> sequence(const std::vector<Expression>& parts) const {
    std::string text;
    for (const Expression& part : parts) {
      const auto one = written(part);
      if (!one) return std::nullopt;
      if (*one == "\"\"") continue;
      text += (text.empty() ? "" : " ") + *one;
    }
    return text.empty() ? "\"\"" : text;
  }

  std::optional<std::string> choice(const std::vector<Expression>& parts) const {
    std::string text;
    for (const Expression& part : parts)
      if (const auto one = written(part)) text += (text.empty() ? "" : " | ") + *one;
    if (text.empty()) return std::nullopt;
    return "(" + text + ")";
  }

  std::optional<std::string> repetition(const Expression::Node& node) const {
    const auto part = written(node.parts.front());
    if (!part) return node.fewest == 0 ? std::optional<std::string>("\"\"") : std::nullopt;
    if (node.most == bridge::kAnyNumber) return fmt::format("({})*", *part);
    if (node.fewest == 0 && node.most == 1) return fmt::format("({})?", *part);
    return fmt::format("({}){{{},{}}}", *part, node.fewest, node.most);
  }

  std::span<const bridge::TextRule> rules_;
  GrammarNotation notation_;
  std::vector<bool> matches_nothing_;
};

}  // namespace

std::string grammar_text(std::span<const bridge::TextRule> rules, GrammarNotation notation) {
  return GrammarWriter(rules, notation).write();
}

}  // namespace modus::app
