#include "tests/bridge/text_guide/claim_recogniser.h"

#include <algorithm>

#include "claims/grammar.h"

namespace modus::bridge {

namespace {

void merge(std::set<std::size_t>& into, const std::set<std::size_t>& from) {
  into.insert(from.begin(), from.end());
}

}  // namespace

void ClaimRecogniser::begin(std::string_view text) {
  text_ = text;
  reached_end_ = false;
  known_.clear();
}

ClaimRecogniser::Verdict ClaimRecogniser::verdict(const Ends& ends) const {
  const bool whole = ends.contains(text_.size());
  return {whole || reached_end_, whole};
}

ClaimRecogniser::Verdict ClaimRecogniser::claim_line(std::string_view text) {
  begin(text);
  if (!has_claims()) return {};
  return verdict(literal(claim(0, 0), "\n"));
}

ClaimRecogniser::Verdict ClaimRecogniser::chain_line(std::string_view text, const ChainLine& line) {
  begin(text);
  Ends all;
  const std::string id = "s" + std::to_string(line.next_step) + " ";
  if (line.have && has_claims()) {
    Ends claims;
    for (const std::size_t at : literal({0}, id + "have ")) merge(claims, claim(at, 0));
    merge(all, claims);
    if (!line.steps.empty()) merge(all, ids(literal(claims, " by "), line));
    if (!line.rules.empty()) {
      const Ends ruled = any_of(literal(claims, " by "), line.rules);
      merge(all, ruled);
      if (!line.steps.empty()) merge(all, ids(literal(ruled, " "), line));
    }
  }
  if (line.let && (!line.new_names.empty() || !line.new_words.empty()) && has_terms()) {
    const Ends from = literal({0}, id + "let ");
    Ends named = any_of(from, line.new_names);
    Ends part = any_of(from, line.new_words);
    for (const std::string& word : line.new_words)
      if (claims::is_name(word)) merge(named, literal(from, word));
    for (int more = 1; more < 4; ++more)
      merge(named, part = any_of(literal(part, "_"), line.new_words));
    merge(all, terms(literal(named, " := "), 0));
  }
  if (line.answer) {
    const Ends from = literal({0}, "answer ");
    Ends values = any_of(from, {"true", "false", "open"});
    merge(values, terms(from, 0));
    merge(values, set(from, 0));
    merge(all, values);
    if (!line.steps.empty()) merge(all, ids(literal(values, " by "), line));
  }
  return verdict(literal(all, "\n"));
}

ClaimRecogniser::Ends ClaimRecogniser::literal(const Ends& from, std::string_view wanted) {
  Ends ends;
  for (const std::size_t at : from) {
    const std::string_view rest = std::string_view(text_).substr(at);
    if (rest.starts_with(wanted))
      ends.insert(at + wanted.size());
    else if (wanted.starts_with(rest))
      reached_end_ = true;
  }
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::any_of(const Ends& from,
                                              const std::vector<std::string>& wanted) {
  Ends ends;
  for (const std::string& one : wanted) merge(ends, literal(from, one));
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::digits(const Ends& from, std::size_t most) {
  Ends ends, now = from;
  for (std::size_t i = 0; i < most; ++i) {
    Ends next;
    for (char digit = '0'; digit <= '9'; ++digit) merge(next, literal(now, std::string(1, digit)));
    merge(ends, next);
    now = next;
  }
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::number(const Ends& from, bool percent) {
  Ends ends;
  for (const std::string& one : lexicon_.numbers)
    if (one.ends_with('%') == percent) merge(ends, literal(from, one));
  if (!lexicon_.any_number) return ends;
  Ends plain = digits(from, 12);
  merge(plain, digits(literal(plain, "."), 6));
  merge(ends, percent ? literal(plain, "%") : plain);
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::quantity(const Ends& from) {
  if (lexicon_.units.empty()) return {};
  return any_of(literal(number(from, false), " "), lexicon_.units);
}

ClaimRecogniser::Ends ClaimRecogniser::listed(Ends from, std::size_t count, std::size_t depth) {
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) from = literal(from, ", ");
    from = terms(from, depth);
  }
  return from;
}

ClaimRecogniser::Ends ClaimRecogniser::applied(std::size_t at,
                                               const std::vector<NameWithArity>& names,
                                               std::size_t depth) {
  Ends ends;
  for (const NameWithArity& name : names) {
    if (name.arity == 0) merge(ends, literal({at}, name.name));
    if (name.arity == 0 || !has_terms()) continue;
    merge(ends, literal(listed(literal({at}, name.name + "("), name.arity, depth), ")"));
  }
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::base(const Ends& from, std::size_t depth) {
  Ends ends = any_of(from, lexicon_.constants);
  merge(ends, any_of(from, lexicon_.variables));
  merge(ends, number(from, false));
  merge(ends, number(from, true));
  if (depth >= max_nesting_) return ends;
  for (const std::size_t at : from) merge(ends, applied(at, lexicon_.functions, depth + 1));
  if (lexicon_.arithmetic) merge(ends, literal(terms(literal(from, "("), depth + 1), ")"));
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::signed_part(const Ends& from, std::size_t depth) {
  Ends begun = from;
  if (lexicon_.arithmetic) merge(begun, literal(from, "-"));
  Ends ends = base(begun, depth);
  if (lexicon_.arithmetic) {
    Ends exponent = literal(ends, "^");
    merge(exponent, literal(exponent, "-"));
    merge(ends, base(exponent, depth));
  }
  merge(ends, quantity(begun));
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::terms(const Ends& from, std::size_t depth) {
  Ends ends;
  for (const std::size_t at : from) merge(ends, term(at, depth));
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::term(std::size_t at, std::size_t depth) {
  if (!has_terms()) return {};
  const auto key = std::make_tuple('t', at, depth);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  Ends ends, open = {at};
  while (!open.empty()) {
    Ends more;
    for (const std::size_t end : signed_part(open, depth))
      if (ends.insert(end).second) more.insert(end);
    open = lexicon_.arithmetic ? any_of(more, {" + ", " - ", " * ", " / "}) : Ends();
  }
  return known_[key] = ends;
}

ClaimRecogniser::Ends ClaimRecogniser::set(const Ends& from, std::size_t depth) {
  const Ends open = literal(from, "{");
  Ends ends = literal(open, "}");
  for (std::size_t count = 1; count <= 16; ++count)
    merge(ends, literal(listed(open, count, depth), "}"));
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::relation(std::size_t at, std::size_t depth) {
  if (!has_terms() || (!lexicon_.comparison && !lexicon_.sets)) return {};
  const Ends left = term(at, depth);
  Ends ends;
  if (lexicon_.comparison) {
    const std::vector<std::string> chained = {" = ", " < ", " <= ", " > ", " >= "};
    const Ends pair = terms(any_of(left, chained), depth);
    merge(ends, pair);
    merge(ends, terms(any_of(pair, chained), depth));
    merge(ends, terms(literal(left, " != "), depth));
    if (has_numbers(false) || has_numbers(true)) {
      const Ends right = literal(left, " ~= ");
      merge(ends, number(right, false));
      merge(ends, number(right, true));
      merge(ends, quantity(right));
    }
  }
  if (lexicon_.sets) {
    const Ends right = literal(left, " in ");
    merge(ends, any_of(right, lexicon_.constants));
    merge(ends, set(right, depth));
  }
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::operand(std::size_t at, std::size_t depth) {
  Ends begun = {at};
  if (lexicon_.negation) merge(begun, literal({at}, "not "));
  Ends ends;
  if (lexicon_.truths) ends = any_of(begun, {"true", "false"});
  for (const std::size_t from : begun) {
    merge(ends, applied(from, lexicon_.predicates, depth));
    merge(ends, relation(from, depth));
  }
  if (depth < max_nesting_ && (lexicon_.connectives || lexicon_.conditional))
    for (const std::size_t from : literal(begun, "("))
      merge(ends, literal(claim(from, depth + 1), ")"));
  return ends;
}

// All places behind `forall X, Y: ` and the like.
ClaimRecogniser::Ends ClaimRecogniser::quantifiers(std::size_t at) {
  if (!lexicon_.quantifiers || lexicon_.variables.empty()) return {};
  Ends begun = {at};
  if (lexicon_.negation) merge(begun, literal({at}, "not "));
  Ends bound = any_of(any_of(begun, {"forall ", "exists "}), lexicon_.variables);
  Ends ends = literal(bound, ": ");
  for (int more = 0; more < 2; ++more) {
    bound = any_of(literal(bound, ", "), lexicon_.variables);
    merge(ends, literal(bound, ": "));
  }
  return ends;
}

ClaimRecogniser::Ends ClaimRecogniser::claim(std::size_t at, std::size_t depth) {
  const auto key = std::make_tuple('c', at, depth);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  Ends ends;
  std::set<std::pair<std::size_t, bool>> seen, open = {{at, false}};  // bool: `<->` stood already
  while (!open.empty()) {
    const auto now = *open.begin();
    open.erase(open.begin());
    if (!seen.insert(now).second) continue;
    const auto [from, iff] = now;
    for (const std::size_t behind : quantifiers(from)) open.emplace(behind, false);
    const Ends operands = operand(from, depth);
    merge(ends, operands);
    if (lexicon_.connectives)
      for (const std::size_t next : any_of(operands, {" and ", " or ", " xor "}))
        open.emplace(next, iff);
    if (!lexicon_.conditional) continue;
    for (const std::size_t next : literal(operands, " -> ")) open.emplace(next, iff);
    if (iff) continue;
    for (const std::size_t next : literal(operands, " <-> ")) open.emplace(next, true);
  }
  return known_[key] = ends;
}

ClaimRecogniser::Ends ClaimRecogniser::ids(const Ends& from, const ChainLine& line) {
  std::vector<std::string> wanted;
  for (const std::uint32_t step : line.steps) wanted.push_back("s" + std::to_string(step));
  Ends now = any_of(from, wanted), ends = now;
  for (int more = 1; more < 8; ++more) {
    now = any_of(literal(now, " "), wanted);
    merge(ends, now);
  }
  return ends;
}

bool ClaimRecogniser::has_numbers(bool percent) const {
  return lexicon_.any_number ||
         std::any_of(lexicon_.numbers.begin(), lexicon_.numbers.end(),
                     [&](const std::string& one) { return one.ends_with('%') == percent; });
}

bool ClaimRecogniser::has_terms() const {
  return !lexicon_.constants.empty() || !lexicon_.variables.empty() || has_numbers(false) ||
         has_numbers(true);
}

bool ClaimRecogniser::has_claims() const {
  const bool compares = has_terms() && (lexicon_.comparison || lexicon_.sets);
  return compares || lexicon_.truths ||
         std::any_of(lexicon_.predicates.begin(), lexicon_.predicates.end(),
                     [&](const NameWithArity& p) { return p.arity == 0 || has_terms(); });
}

}  // namespace modus::bridge
