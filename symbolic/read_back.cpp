#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/print.h"
#include "symbolic/grounding.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;

constexpr auto kComparatives = std::to_array<std::string_view>(
    {"bigger", "cheaper", "faster", "greater", "heavier", "higher", "larger", "lighter", "longer",
     "lower", "newer", "older", "shorter", "slower", "smaller", "stronger", "taller", "younger"});

constexpr std::size_t kMaxSpokenDepth = 40;  // deeper claims are quoted, not spoken

std::string spaced(std::string_view name) {
  std::string words;
  for (const std::string& word : reading::words_of_name(name))
    words += words.empty() ? word : " " + word;
  return words;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts)
    if (!part.empty()) all += all.empty() ? part : " " + part;
  return all;
}

// What a relation is in English: a verb (sees), a comparative (older than), a noun or preposition.
struct Relation {
  bool is_verb = false;
  std::string positive;  // "sees", "older than", "left of", "parent of"
  std::string base;      // of a verb: "see"
};

std::string with_s(const std::string& verb) {
  for (const std::string_view end : {"s", "x", "z", "ch", "sh", "o"})
    if (verb.ends_with(end)) return verb + "es";
  const bool vowel_before =
      verb.size() > 1 && std::string_view("aeiou").find(verb[verb.size() - 2]) != std::string::npos;
  if (verb.ends_with('y') && !vowel_before) return verb.substr(0, verb.size() - 1) + "ies";
  return verb + "s";
}

// Does the sentence use the word as a verb: "sees", "does not see", "they see"?
bool is_verb_in(std::span<const reading::Token> sentence, const std::string& word) {
  for (std::size_t i = 1; i < sentence.size(); ++i) {
    const std::string& written = sentence[i].text;
    const std::string& before = sentence[i - 1].text;
    if (written == with_s(word)) return !reading::is_copula(before);
    const bool denied = before == "not" && i > 1 && reading::is_auxiliary(sentence[i - 2].text);
    if (written == word && (before == "they" || denied)) return true;
  }
  return false;
}

Relation relation_of(std::string_view name, std::span<const reading::Token> sentence) {
  std::vector<std::string> words = reading::words_of_name(name);
  if (words.empty()) return {false, std::string(name), ""};
  if (words.size() > 1 && reading::is_copula(words.front())) words.erase(words.begin());
  const std::string first = words.front();
  if (is_verb_in(sentence, first)) {
    Relation verb{true, "", joined(words)};
    words.front() = with_s(first);
    verb.positive = joined(words);
    return verb;
  }
  const std::vector<std::string> forms = reading::base_forms(first);
  if (first.size() > 3 && first.back() == 's' && forms.size() > 1) {
    const std::string whole = joined(words);
    const bool keeps_no_e = first.ends_with("ches") || first.ends_with("shes") ||
                            first.ends_with("sses") || first.ends_with("xes") ||
                            first.ends_with("oes") || first.ends_with("ies");
    words.front() = keeps_no_e ? forms[1] : forms.back();
    return {true, whole, joined(words)};
  }
  for (const std::string_view end : {"of", "in", "on", "at", "to", "than", "by", "from", "with"})
    if (words.back() == end) return {false, joined(words), ""};
  const bool compares =
      std::find(kComparatives.begin(), kComparatives.end(), words.back()) != kComparatives.end();
  return {false, joined(words) + (compares ? " than" : " of"), ""};
}

class Speaker {
 public:
  // A rule of one variable speaks of "something" and "it", others of X and Y.
  Speaker(const Claim& claim, std::span<const reading::Token> sentence)
      : sentence_(sentence),
        one_variable_(claims::free_variables(claim).size() == 1 && !quantifies(claim)) {}

  std::string sentence(const Claim& claim) {
    if (claim.op() != Op::kImplies) return say(claim, 0);
    const std::string condition = say(claim.child(0), 1);
    return "if " + condition + " then " + say(claim.child(1), 1);
  }

 private:
  static bool quantifies(const Claim& c) {
    if (c.op() == Op::kForall || c.op() == Op::kExists) return true;
    const auto children = c.children();
    return std::any_of(children.begin(), children.end(), quantifies);
  }

  std::string say(const Claim& c, std::size_t depth) {
    if (depth > kMaxSpokenDepth) return "`" + claims::print(c) + "`";
    switch (c.op()) {
      case Op::kTrue:
        return "this always holds";
      case Op::kFalse:
        return "this is contradictory";
      case Op::kNot:
      case Op::kAbsent:
        return denial(c, depth);
      case Op::kAnd:
        return say(c.child(0), depth + 1) + " and " + say(c.child(1), depth + 1);
      case Op::kOr:
        return say(c.child(0), depth + 1) + " or " + say(c.child(1), depth + 1);
      case Op::kXor:
        return "either " + say(c.child(0), depth + 1) + " or " + say(c.child(1), depth + 1) +
               ", not both";
      case Op::kImplies:
        return "if " + say(c.child(0), depth + 1) + " then " + say(c.child(1), depth + 1);
      case Op::kIff:
        return say(c.child(0), depth + 1) + " if and only if " + say(c.child(1), depth + 1);
      case Op::kForall:
        return "for every " + c.name() + ", " + say(c.child(0), depth + 1);
      case Op::kExists:
        return "for some " + c.name() + ", " + say(c.child(0), depth + 1);
      default:
        if (c.op() == Op::kIndependent || c.op() == Op::kGraph) return claims::print(c);
        return claims::is_comparison(c.op()) ? comparison(c, depth) : atom(c, false, depth);
    }
  }

  std::string denial(const Claim& c, std::size_t depth) {
    const Claim& inner = c.child(0);
    if (c.op() == Op::kAbsent) return "it cannot be derived that " + say(inner, depth + 1);
    if (claims::is_atom(inner)) return atom(inner, true, depth);
    return "it is not so that " + say(inner, depth + 1);
  }

  std::string atom(const Claim& c, bool denied, std::size_t depth) {
    const auto arguments = c.children();
    if (arguments.empty()) return spaced(c.name()) + (denied ? " does not hold" : " holds");
    if (arguments.size() == 1) {
      const std::string subject = term(arguments[0], depth + 1);
      const std::vector<std::string> words = reading::words_of_name(c.name());
      const bool own_copula = words.size() > 1 && reading::is_copula(words.front());
      const std::string property =
          own_copula ? spaced(c.name()).substr(words.front().size() + 1) : spaced(c.name());
      return subject + (denied ? " is not " : " is ") + property;
    }
    const Relation relation = relation_of(c.name(), sentence_);
    std::string text = term(arguments[0], depth + 1);
    if (relation.is_verb) {
      text += denied ? " does not " + relation.base : " " + relation.positive;
    } else {
      text += (denied ? " is not " : " is ") + relation.positive;
    }
    for (std::size_t i = 1; i < arguments.size(); ++i)
      text += (i > 1 ? " and " : " ") + term(arguments[i], depth + 1);
    return text;
  }

  std::string comparison(const Claim& c, std::size_t depth) {
    const std::string left = term(c.child(0), depth + 1);
    const std::string right = term(c.child(1), depth + 1);
    switch (c.op()) {
      case Op::kEqual:
        return left + " is " + right;
      case Op::kNotEqual:
        return left + " is not " + right;
      case Op::kLess:
        return left + " is less than " + right;
      case Op::kLessEqual:
        return left + " is at most " + right;
      case Op::kGreater:
        return left + " is more than " + right;
      case Op::kGreaterEqual:
        return left + " is at least " + right;
      case Op::kApproximately:
        return left + " is about " + right;
      default:
        return left + " is in " + right;
    }
  }

  std::string term(const Claim& c, std::size_t depth) {
    if (depth > kMaxSpokenDepth) return "`" + claims::print(c) + "`";
    switch (c.op()) {
      case Op::kName:
        return spaced(c.name());
      case Op::kVariable:
        if (!one_variable_) return c.name();
        if (mentioned_) return "it";
        mentioned_ = true;
        return "something";
      case Op::kApply: {
        std::string text = "the " + spaced(c.name()) + " of ";
        for (std::size_t i = 0; i < c.children().size(); ++i)
          text += (i > 0 ? " and " : "") + term(c.child(i), depth + 1);
        return text;
      }
      default:
        return operation(c, depth);
    }
  }

  std::string operation(const Claim& c, std::size_t depth) {
    std::string_view word;
    switch (c.op()) {
      case Op::kMultiply:
        word = " times ";
        break;
      case Op::kDivide:
        word = " divided by ";
        break;
      case Op::kAdd:
        word = " plus ";
        break;
      case Op::kSubtract:
        word = " minus ";
        break;
      default:
        return claims::print(c);
    }
    const auto side = [&](const Claim& operand) {
      const std::string text = term(operand, depth + 1);
      return operand.children().size() == 2 && operand.op() != Op::kApply ? "(" + text + ")" : text;
    };
    return side(c.child(0)) + std::string(word) + side(c.child(1));
  }

  std::span<const reading::Token> sentence_;  // empty: not known
  bool one_variable_;
  bool mentioned_ = false;
};

}  // namespace

std::string read_back(const claims::Claim& claim) { return read_back(claim, ""); }

std::string read_back(const claims::Claim& claim, std::string_view sentence) {
  const std::vector<reading::Token> tokens = reading::tokenise(sentence);
  const Claim* body = &claim;
  // `forall X: p(X) -> q(X)` speaks like the rule p(X) -> q(X).
  if (body->op() == Op::kForall && body->child(0).op() == Op::kImplies) body = &body->child(0);
  std::string text = Speaker(*body, tokens).sentence(*body) + ".";
  if (text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

}  // namespace modus::symbolic
