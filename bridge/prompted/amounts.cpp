#include "bridge/prompted/amounts.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "claims/grammar.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Op;
using claims::Rational;
using reading::Token;
using reading::TokenKind;
using Words = std::vector<std::string>;

constexpr std::size_t kMostWords = 8;    // of a name
constexpr std::size_t kMostCounted = 2;  // behind the number

bool is_number(const Token& token) { return token.kind == TokenKind::kNumber; }

// May stand in a name.
bool is_word(const Token& token) {
  return token.kind == TokenKind::kWord && claims::is_name("a_" + token.text) &&
         token.text.find('_') == std::string::npos;
}

bool is_content(const Token& token) {
  const std::string& word = token.text;
  return is_word(token) && !reading::is_filler(word) && !reading::is_copula(word) &&
         !reading::is_auxiliary(word) && !reading::is_pronoun(word) && !reading::is_article(word) &&
         !reading::is_negation(word) && !reading::is_conditional(word) &&
         !reading::is_universal(word) && !reading::is_existential(word);
}

// Every sentence begins with a capital.
bool is_named(const std::vector<Token>& sentence, std::size_t at) {
  static const std::set<std::string_view> kFirst = {
      "how",  "what",   "which", "after", "before", "at", "in",   "on",   "for",
      "from", "during", "to",    "while", "then",   "if", "when", "with", "of"};
  return sentence[at].capital && is_content(sentence[at]) &&
         (at > 0 || !kFirst.contains(sentence[at].text));
}

void add(Words& words, const std::string& word) {
  if (words.size() < kMostWords && std::ranges::find(words, word) == words.end())
    words.push_back(word);
}

// The words around a number of the words `at` to `end`; those of the number before end at `begin`.
struct Surroundings {
  Words before, counted;
  Words more;           // the others before it, the nearest first: where a name is taken
  std::size_t end = 0;  // behind what is counted
};

Surroundings around(const std::vector<Token>& sentence, std::size_t begin, std::size_t at,
                    std::size_t end) {
  Surroundings found;
  std::size_t nearest = at;
  for (std::size_t i = begin; i < at; ++i) {
    if (is_named(sentence, i)) add(found.before, sentence[i].text);
    if (!is_content(sentence[i])) continue;
    if (nearest < at) found.more.insert(found.more.begin(), sentence[nearest].text);
    nearest = i;
  }
  if (nearest < at) add(found.before, sentence[nearest].text);
  found.end = end + 1;
  std::size_t counted = 0;
  for (std::size_t i = end + 1; i < sentence.size() && counted < kMostCounted; ++i) {
    if (sentence[i].kind != TokenKind::kWord || sentence[i].text == "and") break;
    if (!is_content(sentence[i])) continue;
    add(found.counted, sentence[i].text);
    found.end = i + 1;
    ++counted;
  }
  return found;
}

// As written where that is a decimal number: long ones would be printed as fractions.
claims::Claim number_as_written(const Token& number, const Rational& value) {
  if (auto literal = claims::parse_literal(number.text); literal && literal->value == value)
    return claims::number(std::move(*literal), {});
  return claims::number_term(value);
}

// The words, or as many more as make them a name that is not taken, or with the number as written:
// "4", "twice", "twenty one".
std::string name_of(Words words, const Words& more, const Token& number,
                    const std::set<std::string>& taken) {
  const auto is_free = [&](const std::string& name) {
    return claims::is_name(name) && !taken.contains(name);
  };
  std::erase_if(words, [](const std::string& word) { return word.front() < 'a'; });
  std::string name = fmt::format("{}", fmt::join(words, "_"));
  for (std::size_t i = 0; i < more.size() && !is_free(name) && words.size() < kMostWords; ++i) {
    if (more[i].front() >= 'a') words.insert(words.begin(), more[i]);
    name = fmt::format("{}", fmt::join(words, "_"));
  }
  if (is_free(name)) return name;
  std::string digits = number.text;
  if (digits.ends_with('%')) digits.pop_back();
  std::ranges::replace(digits, ' ', '_');
  name = words.empty() ? digits : name + "_" + digits;
  return is_free(name) ? name : "";
}

// "2 dozen", "3 thousand": two words of one number.
bool is_multiplied(const std::vector<Token>& tokens, std::size_t at) {
  static const std::set<std::string_view> kMultipliers = {"dozen", "hundred", "thousand"};
  return at + 1 < tokens.size() && is_number(tokens[at + 1]) && tokens[at].values.size() == 1 &&
         kMultipliers.contains(tokens[at + 1].text);
}

bool is_pronoun_for(const Token& before) {
  static const std::set<std::string_view> kWords = {"the", "these", "those", "all", "both"};
  return kWords.contains(before.text);
}

Amount amount_of(const std::vector<Token>& tokens, std::size_t at, const std::string& name) {
  const Token& number = tokens[at];
  Amount amount;
  amount.values = number.values;
  if (number.text.ends_with('%') && amount.values.size() > 1)
    std::swap(amount.values[0], amount.values[1]);
  amount.is_part = !number.companions.empty();
  amount.refers_back = at > 0 && is_pronoun_for(tokens[at - 1]) && !amount.is_part;
  claims::Claim value = number_as_written(number, amount.values.front());
  if (is_multiplied(tokens, at)) {
    value = claims::binary(Op::kMultiply, std::move(value),
                           number_as_written(tokens[at + 1], tokens[at + 1].values.front()));
    amount.values.front() *= tokens[at + 1].values.front();
  }
  amount.claim = claims::binary(Op::kEqual, claims::name(name), std::move(value));
  return amount;
}

}  // namespace

std::vector<Amount> amounts_in(std::string_view sentence, const std::set<std::string>& taken) {
  const std::vector<Token> tokens = reading::tokenise(sentence);
  std::set<std::string> names = taken;
  std::vector<Amount> amounts;
  const auto last = std::find_if(tokens.rbegin(), tokens.rend(), is_number);
  const auto last_at = static_cast<std::size_t>(tokens.rend() - last) - (last != tokens.rend());
  std::size_t begin = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (!is_number(tokens[at]) || tokens[at].values.empty()) continue;
    const std::size_t end = is_multiplied(tokens, at) ? at + 1 : at;  // the last word of the number
    Surroundings near = around(tokens, begin, at, end);
    begin = near.end;
    if (end == last_at)  // whom the rest of the sentence names
      for (std::size_t i = near.end; i < tokens.size(); ++i)
        if (is_named(tokens, i)) add(near.before, tokens[i].text);
    Words words = near.before;
    for (const std::string& word : near.counted) add(words, word);
    const std::string name = name_of(std::move(words), near.more, tokens[at], names);
    if (!name.empty()) {
      names.insert(name);
      amounts.push_back(amount_of(tokens, at, name));
    }
    at = end;
  }
  return amounts;
}

std::string asked_name(std::string_view question, const std::set<std::string>& taken) {
  constexpr std::size_t kMostAsked = 4;
  const std::vector<Token> tokens = reading::tokenise(question);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].text == "many" || tokens[i].text == "much") begin = i + 1;
  Words words;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[(begin + i) % tokens.size()];
    const bool asks = token.text == "how" || token.text == "many" || token.text == "much";
    if (is_content(token) && token.text.front() >= 'a' && !asks) add(words, token.text);
    if (words.size() < kMostAsked && i + 1 < tokens.size()) continue;
    const std::string name = fmt::format("{}", fmt::join(words, "_"));
    if (claims::is_name(name) && !taken.contains(name)) return name;
  }
  return "";
}

}  // namespace modus::bridge
