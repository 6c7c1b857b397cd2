#include "tests/bridge/text_guide/drawn_claims.h"

#include <algorithm>

#include "bridge/text_guide/stacks.h"

namespace modus::bridge {
namespace {

std::vector<std::string> some_of(const std::vector<std::string>& all, RandomStream& random) {
  std::vector<std::string> chosen;
  for (const std::string& one : all)
    if (random.chance(0.4)) chosen.push_back(one);
  return chosen;
}

std::vector<NameWithArity> some_with_arity(const std::vector<std::string>& all,
                                           std::uint32_t fewest, RandomStream& random) {
  std::vector<NameWithArity> chosen;
  for (const std::string& one : all)
    if (random.chance(0.4)) chosen.push_back({one, fewest + random.below(3)});
  return chosen;
}

}  // namespace

TextLexicon full_lexicon() {
  return {.predicates = {{"kind", 1}, {"sees", 2}, {"rains", 0}, {"not_far", 1}, {"kind", 2}},
          .functions = {{"age", 1}, {"sqrt", 1}, {"min", 2}},
          .constants = {"ann", "bob", "anna", "rolls_noon", "true_x", "kind", "x"},
          .variables = {"X", "Y", "X1"},
          .numbers = {"24", "2", "2.5", "15%"},
          .units = {"km", "km/h", "m", "m/s^2"},
          .any_number = false,
          .negation = true,
          .conditional = true,
          .connectives = true,
          .quantifiers = true,
          .comparison = true,
          .arithmetic = true,
          .sets = true,
          .truths = true};
}

TextLexicon drawn_lexicon(RandomStream& random) {
  const std::vector<std::string> names = {
      "a", "an",  "ann", "an_d",   "b", "not_b", "no",  "forall_x", "fo", "true_1", "t",  "xor_",
      "s", "s1x", "x",   "inside", "i", "div_a", "min", "floor",    "e",  "m",      "km", "minute"};
  TextLexicon lexicon;
  lexicon.predicates = some_with_arity(names, 0, random);
  std::erase_if(lexicon.predicates, [](const NameWithArity& p) {
    return (p.name == "min" && p.arity == 1) || (p.name == "floor" && p.arity != 1);
  });
  lexicon.functions = some_with_arity({"age", "f", "fo", "a", "ann"}, 1, random);
  lexicon.constants = some_of(names, random);
  lexicon.variables = some_of({"X", "Y", "X1", "X12", "P", "E"}, random);
  lexicon.numbers = some_of({"1", "12", "1.5", "15%", "15", "0.25%", "2024"}, random);
  lexicon.units = some_of({"km", "km/h", "m", "min", "m/s^2", "g"}, random);
  lexicon.any_number = random.chance(0.3);
  lexicon.negation = random.chance(0.5);
  lexicon.conditional = random.chance(0.5);
  lexicon.connectives = random.chance(0.5);
  lexicon.quantifiers = random.chance(0.5);
  lexicon.comparison = random.chance(0.5);
  lexicon.arithmetic = random.chance(0.5);
  lexicon.sets = random.chance(0.3);
  lexicon.truths = random.chance(0.3);
  lexicon.predicates.push_back({"rains", 0});
  return lexicon;
}

ChainLine drawn_line(RandomStream& random) {
  ChainLine line;
  line.next_step = 1 + random.below(30);
  for (std::uint32_t step = 1; step < line.next_step; ++step)
    if (random.chance(0.5)) line.steps.push_back(step);
  if (random.chance(0.5)) line.rules = {"calculate", "cases", "chain", "step"};
  line.new_names = {"total", "t", "Z"};
  if (random.chance(0.5)) line.new_words = {"egg", "eggs", "by", "s3", "to", "total"};
  line.let = random.chance(0.5);
  line.answer = random.chance(0.5);
  return line;
}

std::string drawn_text(const TextGrammar& grammar, std::size_t length, RandomStream& random) {
  Stacks now, next;
  now.begin(grammar);
  std::string text;
  while (!now.ends()) {
    std::vector<std::pair<std::size_t, char>> choices;  // by the bytes to the end
    const auto bytes = now.bytes(grammar);
    for (std::size_t byte = 0; byte < 256; ++byte) {
      if ((bytes[byte / 64] >> (byte % 64) & 1) == 0) continue;
      next.advance(grammar, now, static_cast<std::uint8_t>(byte));
      if (next.alive()) choices.emplace_back(next.need(grammar), static_cast<char>(byte));
    }
    const auto shortest = std::min_element(choices.begin(), choices.end());
    const bool hurries = text.size() > length && random.chance(0.8);
    const char byte =
        hurries ? shortest->second
                : choices[random.below(static_cast<std::uint32_t>(choices.size()))].second;
    text += byte;
    next.advance(grammar, now, static_cast<std::uint8_t>(byte));
    std::swap(now, next);
  }
  return text;
}

std::vector<std::string> drawn_vocabulary(const TextGrammar& grammar, std::size_t size,
                                          RandomStream& random) {
  std::vector<std::string> tokens;
  for (int byte = 0; byte < 256; ++byte) tokens.emplace_back(1, static_cast<char>(byte));
  tokens.emplace_back();
  while (tokens.size() < size) {
    const std::string text = drawn_text(grammar, 40, random);
    for (int i = 0; i < 20; ++i) {
      const std::uint32_t from = random.below(static_cast<std::uint32_t>(text.size()));
      std::string token = text.substr(from, 1 + random.below(9));
      if (random.chance(0.2)) token += ")) ann, -\n"[random.below(10)];
      if (random.chance(0.1)) token += "zz";
      tokens.push_back(std::move(token));
    }
  }
  return tokens;
}

}  // namespace modus::bridge
