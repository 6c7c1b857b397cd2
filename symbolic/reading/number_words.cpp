#include "symbolic/reading/number_words.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"

namespace modus::symbolic::reading {
namespace {

using claims::Rational;

constexpr auto kUnits = std::to_array<std::string_view>(
    {"zero",     "one",     "two",     "three",     "four",     "five",     "six",
     "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"});
constexpr auto kTens = std::to_array<std::string_view>(
    {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"});

std::optional<int> small_number(std::string_view word) {
  constexpr std::string_view kFirst = "zotfsen";  // letters that the words below begin with
  if (word.size() < 3 || kFirst.find(word.front()) == std::string_view::npos) return std::nullopt;
  for (std::size_t i = 0; i < kUnits.size(); ++i)
    if (kUnits[i] == word) return static_cast<int>(i);
  for (std::size_t i = 0; i < kTens.size(); ++i)
    if (kTens[i] == word) return static_cast<int>(20 + 10 * i);
  return std::nullopt;
}

std::optional<int> multiplier(std::string_view word) {
  if (word.size() < 5) return std::nullopt;
  if (word == "hundred") return 100;
  if (word == "thousand") return 1000;
  if (word == "dozen") return 12;
  return std::nullopt;
}

Token number_token(std::string text, std::vector<Rational> values,
                   std::vector<Rational> companions) {
  return {TokenKind::kNumber, std::move(text), false, std::move(values), std::move(companions)};
}

Rational fraction(int numerator, int denominator) {
  Rational value(numerator, denominator);
  value.canonicalize();
  return value;
}

std::optional<int> multiple_of(std::string_view word) {
  if (!word.starts_with('t') && !word.starts_with('d')) return std::nullopt;
  if (word == "twice" || word == "double" || word == "doubles" || word == "doubled") return 2;
  if (word == "thrice" || word == "triple" || word == "triples" || word == "tripled") return 3;
  return std::nullopt;
}

// half may be written 1/2, 0.5 or as a division by 2; twice is a factor 2.
std::optional<Token> factor_word(const std::string& word) {
  if (const auto multiple = multiple_of(word)) return number_token(word, {*multiple}, {});
  if (word == "half" || word == "halves") return number_token(word, {fraction(1, 2), 2}, {1});
  if (word == "quarter" || word == "quarters")
    return number_token(word, {fraction(1, 4), 4}, {1, 3});
  return std::nullopt;
}

std::optional<int> denominator(std::string_view word) {
  constexpr auto kOrdinals = std::to_array<std::string_view>(
      {"third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"});
  if (word.ends_with('s')) word.remove_suffix(1);
  if (word.size() < 5 || !(word.ends_with('h') || word.ends_with('d'))) return std::nullopt;
  for (std::size_t i = 0; i < kOrdinals.size(); ++i)
    if (kOrdinals[i] == word) return static_cast<int>(i) + 3;
  return std::nullopt;
}

// "a third of", "one fifth as", "two thirds": no ordinal, as in "the third day", "a third friend".
// Moves `at` behind it.
std::optional<Token> read_share(const std::vector<Token>& tokens, std::size_t& at) {
  if (at + 1 >= tokens.size()) return std::nullopt;
  const Token &count = tokens[at], &part = tokens[at + 1];
  const auto below = part.kind == TokenKind::kWord ? denominator(part.text) : std::nullopt;
  if (!below) return std::nullopt;
  const bool article = count.text == "a" || count.text == "an" || count.text == "one";
  std::optional<int> above = article ? 1 : small_number(count.text);
  if (count.kind == TokenKind::kNumber && count.values.size() == 1 &&
      claims::is_integer(count.values.front()) && count.values.front() < 10)
    above = static_cast<int>(count.values.front().get_num().get_si());
  const std::string after = at + 2 < tokens.size() ? tokens[at + 2].text : "";
  const bool of = after == "of" || after == "as" || after == "the" || after == "more" ||
                  after == "less" || after == "fewer";
  const bool many = part.text.ends_with('s');
  if (!above || *above <= 0 || *above >= *below || !(*above == 1 ? of && !many : many))
    return std::nullopt;
  std::vector<Rational> values = {fraction(*above, *below)};
  if (*above == 1) values.emplace_back(*below);
  at += 2;
  return number_token(part.text, std::move(values), {*above, *below});
}

void make_percent(Token& token) {
  const Rational whole = token.values.front();
  token.values.push_back(whole / 100);
  token.companions.emplace_back(100);
}

// Reads "three hundred", "twenty one", "two dozen" from tokens[at] on.
std::optional<Token> read_words(const std::vector<Token>& tokens, std::size_t& at) {
  const std::size_t begin = at;
  Rational value = 0;
  Rational last = 0;
  std::string text;
  for (; at < tokens.size() && tokens[at].kind == TokenKind::kWord; ++at) {
    const std::string& word = tokens[at].text;
    if (const auto small = small_number(word)) {
      const bool continues = at == begin ||
                             (last >= 20 && last < 100 && *small < 10 && *small > 0) ||
                             (last >= 100 && *small < 100);
      if (!continues) break;
      value += *small;
      last = *small;
    } else if (const auto times = multiplier(word); times && at > begin && last < *times) {
      value *= *times;
      last = *times;
    } else if (times && at == begin) {
      value = last = *times;
    } else {
      break;
    }
    text += text.empty() ? word : " " + word;
  }
  if (at == begin) return std::nullopt;
  return number_token(std::move(text), {value}, {});
}

}  // namespace

bool is_multiple_word(std::string_view word) { return multiple_of(word).has_value(); }

Token read_digits(std::string_view text, std::size_t& at) {
  std::string digits;
  while (at < text.size()) {
    const bool group = text[at] == ',' && at + 3 < text.size() && is_digit(text[at + 1]) &&
                       is_digit(text[at + 2]) && is_digit(text[at + 3]) &&
                       (at + 4 >= text.size() || !is_digit(text[at + 4]));
    const bool point = text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]) &&
                       digits.find('.') == std::string::npos;
    if (is_digit(text[at]) || point) {
      digits += text[at];
    } else if (!group) {
      break;
    }
    ++at;
  }
  const auto literal = claims::parse_literal(digits);
  if (!literal) return {TokenKind::kWord, digits, false, {}, {}};
  Token token = number_token(digits, {literal->value}, {});
  if (at < text.size() && text[at] == '%') {
    make_percent(token);
    token.text += '%';
    ++at;
  }
  return token;
}

std::vector<Token> join_number_words(std::vector<Token> tokens) {
  std::vector<Token> joined;
  joined.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size();) {
    const Token& token = tokens[i];
    const bool is_word = token.kind == TokenKind::kWord;
    if (is_word && (token.text == "percent" || token.text == "per-cent") && !joined.empty() &&
        joined.back().kind == TokenKind::kNumber) {
      make_percent(joined.back());
      ++i;
    } else if (auto share = read_share(tokens, i)) {
      joined.push_back(std::move(*share));
    } else if (auto factor = is_word ? factor_word(token.text) : std::nullopt) {
      joined.push_back(std::move(*factor));
      ++i;
    } else if (auto number = is_word ? read_words(tokens, i) : std::nullopt) {
      joined.push_back(std::move(*number));
    } else {
      joined.push_back(std::move(tokens[i++]));
    }
  }
  return joined;
}

}  // namespace modus::symbolic::reading
