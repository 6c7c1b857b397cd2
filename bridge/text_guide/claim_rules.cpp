#include "bridge/text_guide/claim_rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace modus::bridge {
namespace {

constexpr RuleId kClaimInBrackets{3}, kAtomRule{4}, kRelationRule{5}, kTermInBrackets{6},
    kFunctionRule{7}, kSetRule{8}, kConstantRule{9};
constexpr std::size_t kMostBound = 3;  // variables of one quantifier
constexpr std::size_t kMostMembers = 16;

Expression list(RuleId item, std::size_t count) {
  std::vector<Expression> parts = {use(item, Nesting::kFlat)};
  for (std::size_t i = 1; i < count; ++i) {
    parts.push_back(bytes(", "));
    parts.push_back(use(item, Nesting::kFlat));
  }
  return sequence(std::move(parts));
}

Expression any_of(std::initializer_list<std::string_view> texts) {
  std::vector<Expression> parts;
  for (const std::string_view text : texts) parts.push_back(bytes(text));
  return choice(std::move(parts));
}

// p, p(TERM), p(TERM, TERM): the names of one arity share what follows them.
Expression applications(std::span<const NameWithArity> names) {
  std::map<std::size_t, std::vector<std::string>> by_arity;
  for (const NameWithArity& name : names) by_arity[name.arity].push_back(name.name);
  std::vector<Expression> parts;
  for (const auto& [arity, of_arity] : by_arity) {
    if (arity == 0)
      parts.push_back(words(of_arity));
    else
      parts.push_back(sequence({words(of_arity), bytes("("), list(kTermRule, arity), bytes(")")}));
  }
  return choice(std::move(parts));
}

class ClaimRules {
 public:
  explicit ClaimRules(const TextLexicon& lexicon) : lexicon_(lexicon) {}

  std::vector<TextRule> with(Expression line) const {
    return {
        {"line", std::move(line)},
        {"claim", claim()},
        {"term", term()},
        {"claim in brackets", sequence({bytes("("), use(kClaimRule, Nesting::kFlat), bytes(")")})},
        {"atom", applications(lexicon_.predicates)},
        {"relation", relation()},
        {"term in brackets", sequence({bytes("("), use(kTermRule, Nesting::kFlat), bytes(")")})},
        {"function", applications(lexicon_.functions)},
        {"set", set()},
        {"constant", words(lexicon_.constants)}};
  }

 private:
  // A claim without connectives, perhaps denied.
  Expression operand() const {
    std::vector<Expression> parts = {use(kAtomRule, Nesting::kFlat)};
    if (lexicon_.connectives || lexicon_.conditional)
      parts.push_back(use(kClaimInBrackets, Nesting::kDeeper));
    if (lexicon_.comparison || lexicon_.sets) parts.push_back(use(kRelationRule, Nesting::kFlat));
    if (lexicon_.truths) parts.push_back(any_of({"true", "false"}));
    return denied(choice(std::move(parts)));
  }

  Expression denied(Expression claim) const {
    if (!lexicon_.negation) return claim;
    return sequence({optional(bytes("not ")), std::move(claim)});
  }

  Expression quantifier() const {
    const Expression variable = words(lexicon_.variables);
    return denied(
        sequence({any_of({"forall ", "exists "}), variable,
                  repeat(sequence({bytes(", "), variable}), 0, kMostBound - 1), bytes(": ")}));
  }

  // A quantifier reaches to the right end: behind it a whole claim begins, and nothing comes after
  // that. `<->` stands at most once in what one bracket, or one quantifier, holds.
  Expression claim() const {
    std::vector<Expression> connectives;
    if (lexicon_.connectives) connectives = {bytes(" and "), bytes(" or "), bytes(" xor ")};
    if (lexicon_.conditional) connectives.push_back(bytes(" -> "));
    const Expression one = operand();
    const Expression joined = repeat(sequence({one, choice(connectives)}), 0, kAnyNumber);
    const Expression iff = bytes(" <-> ");
    Expression before = joined;
    Expression rest = sequence({joined, one});
    if (lexicon_.conditional) {
      before = sequence({joined, optional(sequence({one, iff, joined}))});
      rest = sequence({joined, one, optional(sequence({iff, joined, one}))});
    }
    if (!lexicon_.quantifiers || lexicon_.variables.empty()) return rest;
    return sequence({repeat(sequence({before, quantifier()}), 0, kAnyNumber), rest});
  }

  Expression relation() const {
    const Expression term = use(kTermRule, Nesting::kFlat);
    std::vector<Expression> parts;
    if (lexicon_.comparison) {
      const Expression signs = any_of({" = ", " < ", " <= ", " > ", " >= "});
      parts.push_back(sequence({signs, term, optional(sequence({signs, term}))}));
      parts.push_back(sequence({bytes(" != "), term}));
      parts.push_back(sequence({bytes(" ~= "), choice({number(), quantity()})}));
    }
    if (lexicon_.sets)
      parts.push_back(
          sequence({bytes(" in "), choice({set_of_terms(), use(kConstantRule, Nesting::kFlat)})}));
    return sequence({term, choice(std::move(parts))});
  }

  Expression set() const {
    const Expression member = use(kTermRule, Nesting::kFlat);
    return sequence(
        {bytes("{"),
         optional(sequence({member, repeat(sequence({bytes(", "), member}), 0, kMostMembers - 1)})),
         bytes("}")});
  }

  Expression number() const { return choice({plain_number(), percentage()}); }

  Expression plain_number() const { return numbers(""); }
  Expression percentage() const { return numbers("%"); }

  Expression numbers(std::string_view ending) const {
    std::vector<Expression> parts;
    for (const std::string& digits : lexicon_.numbers)
      if (digits.ends_with('%') == !ending.empty()) parts.push_back(bytes(digits));
    if (lexicon_.any_number) {
      ByteSet set;
      for (char digit = '0'; digit <= '9'; ++digit) set.set(static_cast<std::uint8_t>(digit));
      const Expression digits = one_of(set);
      parts.push_back(
          sequence({repeat(digits, 1, 12), optional(sequence({bytes("."), repeat(digits, 1, 6)})),
                    bytes(ending)}));
    }
    return choice(std::move(parts));
  }

  // A number and its unit. A power of it would be one of the unit.
  Expression quantity() const {
    return sequence({plain_number(), bytes(" "), words(lexicon_.units)});
  }

  Expression term() const {
    std::vector<Expression> parts = {use(kConstantRule, Nesting::kFlat), words(lexicon_.variables),
                                     number(), use(kFunctionRule, Nesting::kDeeper)};
    if (!lexicon_.arithmetic) {
      parts.push_back(quantity());
      return choice(std::move(parts));
    }
    parts.push_back(use(kTermInBrackets, Nesting::kDeeper));
    const Expression base = choice(std::move(parts));
    const Expression minus = optional(bytes("-"));
    const Expression power = sequence({base, optional(sequence({bytes("^"), minus, base}))});
    const Expression one = sequence({minus, choice({power, quantity()})});
    return sequence(
        {one, repeat(sequence({any_of({" + ", " - ", " * ", " / "}), one}), 0, kAnyNumber)});
  }

  const TextLexicon& lexicon_;
};

}  // namespace

std::vector<TextRule> claim_rules(const TextLexicon& lexicon, Expression line) {
  return ClaimRules(lexicon).with(std::move(line));
}

TextLimits claim_limits() { return {.max_bytes = 768, .max_nesting = 20}; }

Expression set_of_terms() { return use(kSetRule, Nesting::kFlat); }

}  // namespace modus::bridge
