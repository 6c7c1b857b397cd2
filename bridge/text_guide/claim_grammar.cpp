#include "bridge/text_guide/claim_grammar.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "base/error.h"
#include "bridge/text_guide/claim_rules.h"
#include "bridge/text_guide/stacks.h"
#include "claims/chain.h"
#include "claims/functions.h"
#include "claims/grammar.h"
#include "claims/parse.h"

namespace modus::bridge {
namespace {

constexpr std::size_t kMaxArity = 16;
constexpr std::size_t kMostCited = 8;
constexpr std::size_t kMaxSteps = 10'000;
constexpr std::size_t kMostNewWords = 4;
constexpr std::size_t kMaxNewWord = 40;  // bytes; four of them are within a name's
constexpr std::uint32_t kMaxStepId = 99'999'999;

[[noreturn]] void refuse_name(std::string_view text, std::string_view role) {
  throw ConfigError(fmt::format("`{}` cannot be {} of a claim", text.substr(0, 40), role));
}

bool is_in(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// How the parser reads a text that is written alone; nothing where it does not.
std::optional<claims::Claim> read(const std::string& text) {
  try {
    return claims::parse_claim(text, "lexicon");
  } catch (const ParseError&) {
    return std::nullopt;
  }
}

void check_name(const std::string& name, std::string_view role) {
  if (!claims::is_name(name)) refuse_name(name, role);
}

void check_applied(const NameWithArity& name, std::string_view role) {
  if (name.arity > kMaxArity)
    refuse_name(name.name, fmt::format("{} of {} arguments", role, name.arity));
  if (name.arity == 0) return check_name(name.name, role);
  std::string text = name.name + "(x";
  for (std::size_t i = 1; i < name.arity; ++i) text += ", x";
  // `independent` takes claims, `likely (x)` is no application.
  const auto claim = name.name == "independent" || claims::is_modal_word(name.name)
                         ? std::nullopt
                         : read(text + ")");
  if (!claim || claim->op() != claims::Op::kApply || claim->name() != name.name ||
      claim->children().size() != name.arity)
    refuse_name(name.name, fmt::format("{} of {} arguments", role, name.arity));
}

void check_number(const std::string& digits) {
  const auto claim = read(digits);
  if (!claim || claim->op() != claims::Op::kNumber || claim->literal().digits != digits)
    refuse_name(digits, "a number");
}

void check_unit(const std::string& unit) {
  const auto claim = read("1 " + unit);
  if (unit.empty() || !claim || claim->op() != claims::Op::kNumber || claim->literal().unit != unit)
    refuse_name(unit, "a unit");
}

void check(const TextLexicon& lexicon) {
  const std::size_t size = lexicon.predicates.size() + lexicon.functions.size() +
                           lexicon.constants.size() + lexicon.variables.size() +
                           lexicon.numbers.size() + lexicon.units.size();
  if (size > kMaxLexicon)
    throw ConfigError(fmt::format("a lexicon has at most {} words, not {}", kMaxLexicon, size));
  for (const NameWithArity& name : lexicon.predicates) check_applied(name, "a predicate");
  for (const NameWithArity& name : lexicon.functions) {
    if (name.arity == 0) refuse_name(name.name, "a function of no arguments");
    check_applied(name, "a function");
  }
  for (const std::string& name : lexicon.constants)
    if (!claims::is_variable(name)) check_name(name, "a constant");
  for (const std::string& name : lexicon.variables)
    if (!claims::is_variable(name)) refuse_name(name, "a variable");
  for (const std::string& name : lexicon.variables)
    if (is_in(lexicon.constants, name)) refuse_name(name, "a constant and a variable");
  for (const std::string& digits : lexicon.numbers) check_number(digits);
  for (const std::string& unit : lexicon.units) check_unit(unit);
}

std::vector<std::string> ids_of(const std::vector<std::uint32_t>& steps) {
  if (steps.size() > kMaxSteps)
    throw ConfigError(fmt::format("a line cites at most {} steps", kMaxSteps));
  std::vector<std::string> ids;
  for (const std::uint32_t step : steps) {
    if (step == 0 || step > kMaxStepId) refuse_name(fmt::format("s{}", step), "a step");
    ids.push_back(fmt::format("s{}", step));
  }
  return ids;
}

// ` by RULE s1 s2`, each part where there is something to name.
Expression premises(const ChainLine& line) {
  const Expression id = words(ids_of(line.steps));
  const Expression ids = sequence({id, repeat(sequence({bytes(" "), id}), 0, kMostCited - 1)});
  const std::vector<std::string_view> known = claims::rule_names();
  for (const std::string& rule : line.rules)
    if (std::find(known.begin(), known.end(), rule) == known.end()) refuse_name(rule, "a rule");
  const Expression rule = sequence({words(line.rules), optional(sequence({bytes(" "), ids}))});
  return optional(sequence({bytes(" by "), choice({ids, rule})}));
}

Expression have(const ChainLine& line) {
  return sequence({bytes("have "), use(kClaimRule, Nesting::kFlat), premises(line)});
}

// One word may be no name (`by`, `s3`) and still begin one; a name of several is never a keyword.
Expression composed_names(const std::vector<std::string>& parts) {
  std::vector<std::string> alone;
  for (const std::string& part : parts) {
    if (part.size() > kMaxNewWord || !claims::is_name(part + "_"))
      refuse_name(part, "a word of a name");
    if (claims::is_name(part)) alone.push_back(part);
  }
  const Expression part = words(parts);
  return choice(
      {words(alone), sequence({part, repeat(sequence({bytes("_"), part}), 1, kMostNewWords - 1)})});
}

Expression let(const TextLexicon& lexicon, const ChainLine& line) {
  for (const std::string& name : line.new_names)
    if (!claims::is_variable(name) || is_in(lexicon.variables, name))
      check_name(name, "a new name");
  return sequence({bytes("let "), choice({words(line.new_names), composed_names(line.new_words)}),
                   bytes(" := "), use(kTermRule, Nesting::kFlat)});
}

Expression answer(const ChainLine& line) {
  const Expression value = choice({bytes("true"), bytes("false"), bytes("open"),
                                   use(kTermRule, Nesting::kFlat), set_of_terms()});
  const Expression id = words(ids_of(line.steps));
  const Expression ids = sequence({id, repeat(sequence({bytes(" "), id}), 0, kMostCited - 1)});
  return sequence({bytes("answer "), value, optional(sequence({bytes(" by "), ids}))});
}

// Names and many arguments can be so long together that no claim is within the limits.
std::shared_ptr<const TextGrammar> compiled(const std::vector<TextRule>& rules) {
  auto grammar = std::make_shared<const TextGrammar>(rules, claim_limits());
  Stacks begin;
  begin.begin(*grammar);
  if (const std::size_t least = begin.need(*grammar); least > grammar->limits().max_bytes)
    throw ConfigError(fmt::format("the shortest claim of this lexicon has {} bytes, of {} at most",
                                  least, grammar->limits().max_bytes));
  return grammar;
}

}  // namespace

std::shared_ptr<const TextGrammar> claim_grammar(const TextLexicon& lexicon) {
  check(lexicon);
  return compiled(claim_rules(lexicon, sequence({use(kClaimRule, Nesting::kFlat), bytes("\n")})));
}

std::shared_ptr<const TextGrammar> chain_line_grammar(const TextLexicon& lexicon,
                                                      const ChainLine& line) {
  check(lexicon);
  if (line.next_step == 0 || line.next_step > kMaxStepId)
    refuse_name(fmt::format("s{}", line.next_step), "a step");
  std::vector<Expression> steps, lines;
  if (line.have) steps.push_back(have(line));
  if (line.let) steps.push_back(let(lexicon, line));
  lines.push_back(sequence({bytes(fmt::format("s{} ", line.next_step)), choice(steps)}));
  if (line.answer) lines.push_back(answer(line));
  return compiled(claim_rules(lexicon, sequence({choice(std::move(lines)), bytes("\n")})));
}

}  // namespace modus::bridge
