#include "bridge/prompted/reply_claims.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/error.h"
#include "claims/claim_parser.h"
#include "claims/token_stream.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Logic;
using claims::Op;

constexpr std::size_t kMostReplyLines = 8;
constexpr std::size_t kMostReplyTokens = 400;  // of one claim

bool is_in_name(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

// Signs of other languages of logic.
void spell_signs(std::string& text) {
  constexpr auto kSigns = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"\xE2\x86\x92", " -> "},   // rightwards arrow
      {"\xE2\x86\x94", " <-> "},  // left right arrow
      {"\xE2\x88\xA7", " and "},  // logical and
      {"\xE2\x88\xA8", " or "},   // logical or
      {"\xC2\xAC", "not "},       // not sign
      {"\xE2\x8A\x95", " xor "},  // circled plus
      {"\xE2\x88\x80", "forall "},
      {"\xE2\x88\x83", "exists "},
      {"&&", " and "},
      {"||", " or "},
      {"&", " and "},
      {"=>", "->"},
      {"==", "="},
      {"$", ""},
  });
  for (const auto& [sign, word] : kSigns) replace_all(text, sign, word);
}

// 1,200 -> 1200
void join_thousands(std::string& text) {
  for (std::size_t i = 1; i + 3 < text.size(); ++i)
    if (text[i] == ',' && is_digit(text[i - 1]) && is_digit(text[i + 1]) && is_digit(text[i + 2]) &&
        is_digit(text[i + 3]))
      text.erase(i, 1);
}

// Capitals of words; single letters stay variables, but for a lower x, y or z, which is one.
void settle_capitals(std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    if (!is_in_name(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_in_name(text[end])) ++end;
    const bool is_variable =
        is_upper(text[i]) && std::all_of(text.begin() + i + 1, text.begin() + end, is_digit);
    if (!is_variable)
      for (std::size_t k = i; k < end; ++k)
        if (is_upper(text[k])) text[k] = static_cast<char>(text[k] - 'A' + 'a');
    if (end == i + 1 && text[i] >= 'x' && text[i] <= 'z')
      text[i] = static_cast<char>(text[i] - 'a' + 'A');
    i = end;
  }
}

// "- ", "2. ", "s3 ", "given ", "Claim: ": false where none of them begins the line.
bool drop_beginning(std::string_view& line) {
  for (const std::string_view word : {"- ", "* ", "given ", "have ", "claim:", "claims:", "answer:",
                                      "Given ", "Claim:", "Claims:", "Answer:"})
    if (line.starts_with(word)) {
      line = trimmed(line.substr(word.size()), " \t`");
      return true;
    }
  const bool step = line.starts_with('s') && line.size() > 1 && is_digit(line[1]);
  std::size_t digits = step ? 1 : 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  if (digits == (step ? 1u : 0u) || digits + 1 >= line.size()) return false;
  const char behind = line[digits];
  const bool numbered =
      behind == ')' || behind == ':' || (behind == '.' && line[digits + 1] == ' ');
  if (!numbered && !(step && behind == ' ')) return false;
  line = trimmed(line.substr(digits + 1), " \t`");
  return true;
}

Claim parse(const std::string& text) {
  const claims::Source source{.name = "reply", .text = text, .constants = {}};
  claims::TokenStream tokens(source, kMostReplyTokens);
  Claim claim = claims::parse_formula(tokens, claims::AtomForm::kBracketed);
  if (!tokens.at_end()) tokens.fail(tokens.peek(), "the claim ends before this");
  return claim;
}

// Every free variable of a rule under `logic directed` speaks of everything already.
Claim without_universal(const Claim& claim) {
  return claim.op() == Op::kForall ? without_universal(claim.child(0)) : claim;
}

// Classical rules need not be range-restricted: there the quantifier is written.
Claim with_universal(const Claim& claim) {
  switch (claim.op()) {
    case Op::kImplies:
    case Op::kIff:
    case Op::kOr:
    case Op::kXor:
      return claims::universal_closure(claim);
    default:
      return claim;
  }
}

void add_parts(const Claim& claim, std::vector<Claim>& parts) {
  if (claim.op() == Op::kAnd) {
    for (const Claim& member : claim.children()) add_parts(member, parts);
    return;
  }
  if (claim.op() == Op::kImplies && claim.child(1).op() == Op::kAnd) {
    for (const Claim& head : claim.child(1).children())
      add_parts(claims::binary(Op::kImplies, claim.child(0), head), parts);
    return;
  }
  parts.push_back(claim);
}

std::string without_article(const std::string& name) {
  for (const std::string_view article : {"the_", "a_", "an_"})
    if (name.starts_with(article) && name.size() > article.size() &&
        is_letter(name[article.size()]))
      return name.substr(article.size());
  return name;
}

bool same_words(const std::string& a, const std::string& b) {
  const std::vector<std::string> of_a = reading::words_of_name(a), of_b = reading::words_of_name(b);
  return of_a.size() == of_b.size() &&
         std::equal(of_a.begin(), of_a.end(), of_b.begin(), reading::same_word);
}

std::string known_name(const std::string& written, std::size_t arity, bool predicate,
                       const claims::Signature& known) {
  const std::string name = without_article(written);
  if (known.find(name) != nullptr) return name;
  for (const auto& [other, symbol] : known.symbols()) {
    const bool truth = symbol.result.kind == claims::SortKind::kTruth;
    if (symbol.arguments.size() == arity && truth == predicate && same_words(name, other))
      return other;
  }
  return name;
}

// `predicate`: the claim stands where a truth is asked for.
Claim renamed(const Claim& claim, bool predicate, const claims::Signature& known) {
  const bool formulas = claims::is_connective(claim.op());
  std::vector<Claim> children;
  for (const Claim& child : claim.children()) children.push_back(renamed(child, formulas, known));
  if (claim.op() == Op::kNumber) return claim;
  std::string name = claim.name();
  if (claim.op() == Op::kName || claim.op() == Op::kApply)
    name = known_name(name, children.size(), predicate, known);
  return claims::make(claim.op(), std::move(name), std::move(children), claim.span());
}

std::vector<std::string_view> lines_of(std::string_view reply) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= reply.size() && lines.size() < kMostReplyLines;) {
    const std::size_t end = std::min(reply.find('\n', at), reply.size());
    const std::string_view line = trimmed(reply.substr(at, end - at), " \t\r");
    at = end + 1;
    if (line.starts_with("```")) continue;
    if (line.empty() && !lines.empty()) break;
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

}  // namespace

std::string bare_claim(std::string_view line) {
  line = trimmed(line, " \t\r`");
  while (drop_beginning(line)) {
  }
  if (const std::size_t mark = line.find('@'); mark != std::string_view::npos)
    line = line.substr(0, mark);
  std::string text(trimmed(line, " \t`.;,"));
  spell_signs(text);
  join_thousands(text);
  settle_capitals(text);
  return text;
}

Claim with_known_names(const Claim& claim, const claims::Signature& known) {
  return renamed(claim, true, known);
}

ReplyClaims reply_claims(std::string_view reply, Logic logic, const claims::Signature& known) {
  ReplyClaims read;
  for (const std::string_view line : lines_of(reply)) {
    const std::string text = bare_claim(line);
    if (text.empty()) continue;
    try {
      const Claim claim = with_known_names(parse(text), known);
      if (logic == Logic::kDirected)
        add_parts(without_universal(claim), read.claims);
      else
        read.claims.push_back(with_universal(claim));
    } catch (const ParseError& error) {
      read.line = line;
      read.reason = error.message();
      return read;
    }
  }
  if (read.claims.empty()) read.reason = "there is no claim in it";
  return read;
}

}  // namespace modus::bridge
