#include "claims/chain_text.h"

#include <algorithm>
#include <charconv>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/files.h"
#include "claims/claim_parser.h"
#include "claims/nearest.h"
#include "claims/print.h"
#include "claims/step_parser.h"

namespace modus::claims {
namespace {

enum class Ids { kRequired, kOptional };

constexpr std::string_view kHeaderWords[] = {"logic", "closed", "names", "domain", "sort"};

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view first_word(std::string_view line) {
  return line.substr(0, std::min(line.find_first_of(" \t"), line.size()));
}

class ChainParser {
 public:
  ChainParser(std::string_view text, std::string_view source_name, Ids ids) : text_(text), ids_(ids) {
    chain_.source_name = source_name;
    chain_.source = text;
  }

  Chain parse() {
    if (text_.size() > kMaxTextBytes)
      fail(0, fmt::format("the chain is larger than {} bytes", kMaxTextBytes));
    for_each_line([&](std::size_t, std::string_view line) { note_constant(line); });
    for_each_line([&](std::size_t begin, std::string_view line) { parse_line(begin, line); });
    return std::move(chain_);
  }

 private:
  template <typename Visit>
  void for_each_line(Visit visit) {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      const std::string_view line = trimmed(text_.substr(begin, end - begin));
      const auto offset = static_cast<std::size_t>(line.data() - text_.data());
      if (!line.empty() && line.front() != '#') visit(offset, line);
      begin = end + 1;
    }
  }

  // Capital letters that a step binds are constants in every line, also in the question above it.
  void note_constant(std::string_view line) {
    std::string_view word = first_word(line);
    const auto next = [&] {
      line = trimmed(line.substr(word.size()));
      word = line.substr(0, std::min(line.find_first_of(" \t:"), line.size()));
    };
    if (is_step_id(word)) next();
    if (word != "let" && word != "fix" && word != "obtain") return;
    next();
    if (is_variable(word)) constants_.emplace_back(word);
  }

  void parse_line(std::size_t begin, std::string_view line) {
    if (line.front() == '@') return parse_sentence(begin, line);
    const std::string_view word = first_word(line);
    const bool header = std::find(std::begin(kHeaderWords), std::end(kHeaderWords), word) !=
                        std::end(kHeaderWords);
    if (header && chain_.steps.empty()) return parse_header(begin, line, word);
    if (header) fail(begin, fmt::format("`{}` belongs to the header, above all steps", word));
    parse_step_line(begin, line);
  }

  void parse_sentence(std::size_t begin, std::string_view line) {
    if (!chain_.steps.empty()) fail(begin, "sentences stand above all steps");
    const std::string_view word = first_word(line);
    std::size_t number = 0;
    const auto read = std::from_chars(word.data() + 1, word.data() + word.size(), number);
    if (read.ec != std::errc() || read.ptr != word.data() + word.size())
      fail(begin, fmt::format("`{}` is no sentence number, write @{}", word, chain_.text.size() + 1));
    if (number != chain_.text.size() + 1)
      fail(begin, fmt::format("sentences count from @1: expected @{}", chain_.text.size() + 1));
    chain_.text.emplace_back(trimmed(line.substr(word.size())));
  }

  TokenStream tokens_of(std::size_t begin, std::size_t end) const {
    Source source;
    source.name = chain_.source_name;
    source.text = text_;
    source.begin = begin;
    source.end = end;
    source.constants = constants_;
    return TokenStream(source, kMaxTokens);
  }

  void parse_header(std::size_t begin, std::string_view line, std::string_view word) {
    TokenStream tokens = tokens_of(begin + word.size(), begin + line.size());
    if (word != "sort" && std::find(seen_.begin(), seen_.end(), word) != seen_.end())
      fail(begin, fmt::format("`{}` stands twice", word));
    seen_.emplace_back(word);
    if (word == "logic") {
      chain_.header.logic = one_of(tokens, "classical", "directed") == 0 ? Logic::kClassical
                                                                          : Logic::kDirected;
    } else if (word == "names") {
      chain_.header.unique_names = one_of(tokens, "free", "unique") == 1;
    } else if (word == "closed") {
      parse_closed(tokens);
    } else if (word == "domain") {
      parse_domain(tokens);
    } else {
      chain_.header.sorts.push_back(parse_sort_declaration(tokens));
    }
    expect_end(tokens);
  }

  std::size_t one_of(TokenStream& tokens, std::string_view first, std::string_view second) {
    const Token token = tokens.take();
    if (token.text == first) return 0;
    if (token.text == second) return 1;
    tokens.fail(token, fmt::format("expected `{}` or `{}`, found {}", first, second, shown(token)));
  }

  void parse_closed(TokenStream& tokens) {
    do {
      const std::string name = parse_name(tokens, "a closed predicate");
      tokens.expect("/", "a closed predicate, with its number of arguments: p/1");
      const Token arity = tokens.take();
      std::size_t count = 0;
      const auto read = std::from_chars(arity.text.data(), arity.text.data() + arity.text.size(), count);
      if (arity.kind != TokenKind::kNumber || read.ptr != arity.text.data() + arity.text.size() ||
          count > 16)
        tokens.fail(arity, "the number of arguments is a whole number up to 16");
      chain_.header.closed.push_back({name, count});
    } while (tokens.accept(","));
    auto& closed = chain_.header.closed;
    std::sort(closed.begin(), closed.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
  }

  void parse_domain(TokenStream& tokens) {
    tokens.expect("{", "`domain`");
    std::vector<std::string> names;
    do names.push_back(parse_name(tokens, "a member of the domain"));
    while (tokens.accept(","));
    tokens.expect("}", "the members of the domain");
    chain_.header.domain = std::move(names);
  }

  void parse_step_line(std::size_t begin, std::string_view line) {
    if (chain_.steps.size() >= kMaxSteps)
      fail(begin, fmt::format("more than {} steps", kMaxSteps));
    if (chain_.answer()) fail(begin, "`answer` is the last step, nothing follows it");
    TokenStream tokens = tokens_of(begin, begin + line.size());
    const auto next = ids_ == Ids::kOptional ? std::optional(StepId{last_.value + 1}) : std::nullopt;
    Step step = parse_step(tokens, next);
    if (step.kind == StepKind::kAsk && !chain_.steps.empty())
      fail(begin, chain_.question() ? "a chain has one `ask`" : "`ask` is the first step");
    if (step.id.value != 0 && step.id <= last_)
      fail(begin, fmt::format("step ids ascend: s{} comes after s{}, write s{}", step.id.value,
                              last_.value, last_.value + 1));
    if (step.id.value != 0) last_ = step.id;
    chain_.steps.push_back(std::move(step));
  }

  [[noreturn]] void fail(std::size_t offset, std::string_view message) const {
    throw ParseError(chain_.source_name, text_, offset, message);
  }

  std::string_view text_;
  Ids ids_;
  Chain chain_;
  StepId last_;
  std::vector<std::string> constants_;
  std::vector<std::string_view> seen_;
};

std::string cited(const Step& step) {
  std::string text;
  if (step.rule == Rule::kStep && step.cites.empty()) return text;
  text = "  by";
  if (step.rule != Rule::kStep) text += fmt::format(" {}", to_string(step.rule));
  for (const StepId id : step.cites) text += fmt::format(" s{}", id.value);
  return text;
}

std::string question(const Step& ask) {
  switch (ask.question) {
    case QuestionKind::kYesNo: return print(ask.claim);
    case QuestionKind::kValue: return fmt::format("{}: {}", ask.name, print(ask.claim));
    case QuestionKind::kSet: return fmt::format("all {}: {}", ask.name, print(ask.claim));
    case QuestionKind::kChoice: break;
  }
  std::vector<std::string> options;
  for (const Option& option : ask.options)
    options.push_back(fmt::format("{}: {}", option.letter, print(option.claim)));
  return fmt::format("{}", fmt::join(options, "; "));
}

std::string answer_value(const Step& answer) {
  switch (answer.answer) {
    case AnswerKind::kTrue: return "true";
    case AnswerKind::kFalse: return "false";
    case AnswerKind::kOpen: return "open";
    case AnswerKind::kLetter: return answer.letter;
    case AnswerKind::kTerm: break;
  }
  return print(*answer.value);
}

std::string body(const Step& step) {
  switch (step.kind) {
    case StepKind::kAsk: return question(step);
    case StepKind::kGiven: {
      std::string text = print(step.claim);
      for (std::size_t i = 0; i < step.sentences.size(); ++i)
        text += fmt::format("{}@{}", i == 0 ? "  " : " ", step.sentences[i]);
      return text;
    }
    case StepKind::kLet:
      return step.name + (step.declared ? ": " + to_string(*step.declared) : "") +
             (step.definition ? " := " + print(*step.definition) : "");
    case StepKind::kFix: return step.name;
    case StepKind::kObtain: return fmt::format("{}: {}{}", step.name, print(step.claim), cited(step));
    case StepKind::kHave: return print(step.claim) + cited(step);
    case StepKind::kAssume: return print(step.claim);
    case StepKind::kCase:
      return fmt::format("{}  of s{}", print(step.claim), step.closes.front().value);
    case StepKind::kDischarge: {
      std::vector<std::string> closed;
      for (const StepId id : step.closes) closed.push_back(fmt::format("s{}", id.value));
      return fmt::format("{}: {}{}", fmt::join(closed, " "), print(step.claim), cited(step));
    }
    case StepKind::kAnswer: return answer_value(step) + cited(step);
  }
  return "";
}

std::string print_declaration(const SortDeclaration& declaration) {
  std::vector<std::string> arguments;
  for (const Sort& sort : declaration.arguments) arguments.push_back(to_string(sort));
  return fmt::format("sort {}{}: {}\n", declaration.name,
                     arguments.empty() ? "" : fmt::format("({})", fmt::join(arguments, ", ")),
                     to_string(declaration.result));
}

std::string print_header(const Header& header) {
  std::string text;
  if (header.logic == Logic::kDirected) text += "logic directed\n";
  std::vector<std::string> closed;
  for (const PredicateArity& p : header.closed) closed.push_back(fmt::format("{}/{}", p.name, p.arity));
  if (!closed.empty()) text += fmt::format("closed {}\n", fmt::join(closed, ", "));
  if (header.unique_names) text += "names unique\n";
  if (header.domain) text += fmt::format("domain {{{}}}\n", fmt::join(*header.domain, ", "));
  for (const SortDeclaration& declaration : header.sorts) text += print_declaration(declaration);
  return text;
}

}  // namespace

Chain parse_chain(std::string_view text, std::string_view source_name) {
  return ChainParser(text, source_name, Ids::kRequired).parse();
}

Chain parse_problem_claims(std::string_view text, std::string_view source_name) {
  return ChainParser(text, source_name, Ids::kOptional).parse();
}

std::string print_step(const Step& step) {
  const std::string id = step.id.value == 0 ? "" : fmt::format("s{}  ", step.id.value);
  return fmt::format("{}{}  {}", id, to_string(step.kind), body(step));
}

std::string print_chain(const Chain& chain) {
  std::string text = print_header(chain.header);
  for (std::size_t i = 0; i < chain.text.size(); ++i)
    text += fmt::format("@{} {}\n", i + 1, chain.text[i]);
  for (const Step& step : chain.steps) text += print_step(step) + "\n";
  return text;
}

}  // namespace modus::claims
