#include "symbolic/reading/coordination.h"

#include <optional>
#include <vector>

#include "symbolic/reading/cues.h"

namespace modus::symbolic::reading {
namespace {

using Tokens = std::span<const Token>;

enum class Joint { kComma, kAnd, kOr };

struct Part {
  std::string content;         // its first content word
  std::string unused;          // its first content word that is not used
  bool used = false;           // any of its content words is
  std::optional<Joint> after;  // what joins the next part to it
};

std::optional<Joint> joint_of(const Token& token) {
  if (token.kind == TokenKind::kComma) return Joint::kComma;
  if (token.text == "and" || token.text == "but") return Joint::kAnd;
  if (token.text == "or") return Joint::kOr;
  return std::nullopt;
}

// Parted at every joint; of a run of joints (", and") the last word counts.
std::vector<Part> parts_of(Tokens tokens, const Stretch& stretch,
                           const std::set<std::size_t>& used) {
  std::vector<Part> parts(1);
  bool begun = false;
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    if (const auto joint = joint_of(tokens[i])) {
      if (begun) parts.emplace_back();
      begun = false;
      if (parts.size() > 1) parts[parts.size() - 2].after = joint;
      continue;
    }
    begun = true;
    const std::string& word = tokens[i].text;
    if (is_filler(word) || is_universal(word) || is_negation(word)) continue;
    Part& part = parts.back();
    part.used = part.used || used.contains(i);
    if (part.content.empty()) part.content = word;
    if (part.unused.empty() && !used.contains(i)) part.unused = word;
  }
  return parts;
}

}  // namespace

std::string unused_conjunct(Tokens tokens, const Stretch& stretch,
                            const std::set<std::size_t>& used) {
  const std::vector<Part> parts = parts_of(tokens, stretch, used);
  Part conjunct;
  for (const Part& part : parts) {
    conjunct.used = conjunct.used || part.used;
    if (conjunct.content.empty()) conjunct.content = part.content;
    if (part.after == Joint::kOr) continue;
    if (!conjunct.used && !conjunct.content.empty()) return conjunct.content;
    conjunct = {};
  }
  return "";
}

std::string unused_alternative(Tokens tokens, const Stretch& stretch,
                               const std::set<std::size_t>& used) {
  const std::vector<Part> parts = parts_of(tokens, stretch, used);
  std::string unused_word;
  bool list_goes_on = false;  // the list that the part stands in goes on behind it, to an `or`
  for (std::size_t i = parts.size(); i-- > 0;) {
    list_goes_on =
        parts[i].after == Joint::kOr || (parts[i].after == Joint::kComma && list_goes_on);
    const bool is_alternative = list_goes_on || (i > 0 && parts[i - 1].after == Joint::kOr);
    if (is_alternative && !parts[i].unused.empty()) unused_word = parts[i].unused;
  }
  return unused_word;
}

}  // namespace modus::symbolic::reading
