// A lexicon, a line a word (`p kind 1`, `f age 1`, `c ann`, `v X`, `n 24`, `u km`, `s` and switches
// by their number), an empty line, and a text. Where the lexicon can be compiled, every beginning
// of the text that is accepted can be ended within the limits, and what is ended parses.
#include "bridge/text_guide/claim_grammar.h"

#include <algorithm>
#include <charconv>

#include "bridge/text_guide/stacks.h"
#include "claims/grammar.h"
#include "claims/parse.h"
#include "tools/fuzz/round_trip.h"

namespace {

using namespace modus;
using bridge::Stacks;
using bridge::TextGrammar;
using bridge::TextLexicon;

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bridge::NameWithArity with_arity(std::string_view word) {
  bridge::NameWithArity name{std::string(word.substr(0, word.find(' '))), 0};
  const std::size_t behind = std::min(word.rfind(' '), word.size() - 1) + 1;
  std::from_chars(word.data() + behind, word.data() + word.size(), name.arity);
  return name;
}

void add_word(TextLexicon& lexicon, char kind, const std::string& word) {
  if (kind == 'c') lexicon.constants.push_back(word);
  if (kind == 'v') lexicon.variables.push_back(word);
  if (kind == 'n') lexicon.numbers.push_back(word);
  if (kind == 'u') lexicon.units.push_back(word);
  if (word.empty()) return;
  if (kind == 'p') lexicon.predicates.push_back(with_arity(word));
  if (kind == 'f') lexicon.functions.push_back(with_arity(word));
  if (kind != 's') return;
  bool* const switches[] = {&lexicon.any_number,  &lexicon.negation,    &lexicon.conditional,
                            &lexicon.connectives, &lexicon.quantifiers, &lexicon.comparison,
                            &lexicon.arithmetic,  &lexicon.sets,        &lexicon.truths};
  for (std::size_t i = 0; i < std::size(switches); ++i)
    *switches[i] = word.find(static_cast<char>('0' + i)) != std::string::npos;
}

// The shortest way on from what was accepted.
std::string ended(const TextGrammar& grammar, Stacks now, std::string text) {
  Stacks next, best;
  while (!now.ends()) {
    const std::size_t need = now.need(grammar);
    const auto offered = now.bytes(grammar);
    bool found = false;
    for (std::size_t byte = 0; byte < 256 && !found; ++byte) {
      if ((offered[byte / 64] >> (byte % 64) & 1) == 0) continue;
      next.advance(grammar, now, static_cast<std::uint8_t>(byte));
      found = next.alive() && next.need(grammar) < need;
      if (found) text += static_cast<char>(byte);
    }
    MODUS_CHECK(found, "a dead end behind `{}`", text);
    std::swap(now, next);
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  std::string_view rest = input;
  TextLexicon lexicon;
  for (std::string_view line = take_line(rest); !line.empty(); line = take_line(rest))
    add_word(lexicon, line.front(),
             std::string(line.substr(std::min<std::size_t>(2, line.size()))));
  try {
    const auto grammar = bridge::claim_grammar(lexicon);
    const std::size_t room = grammar->limits().max_bytes;
    Stacks now, next;
    now.begin(*grammar);
    std::string text;
    for (const char byte : rest) {
      next.advance(*grammar, now, static_cast<std::uint8_t>(byte));
      if (!next.alive() || text.size() + 1 + next.need(*grammar) > room) break;
      text += byte;
      std::swap(now, next);
    }
    const std::string whole = ended(*grammar, now, text);
    MODUS_CHECK(whole.size() <= room, "{} bytes: {}", whole.size(), whole);
    claims::Source source{.name = "accepted", .text = whole, .constants = {}};
    for (const std::string& name : lexicon.constants)
      if (claims::is_variable(name)) source.constants.insert(name);
    try {
      claims::parse_claim(source);
    } catch (const ParseError& error) {
      MODUS_CHECK(false, "accepted and not parsed: {}", error.what());
    }
  } catch (const ConfigError&) {
  }
  return 0;
}
