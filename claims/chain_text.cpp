#include "claims/chain_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/core.h>

#include "base/ascii.h"
#include "base/error.h"
#include "base/files.h"
#include "claims/chain_builder.h"
#include "claims/claim_parser.h"
#include "claims/header_parser.h"
#include "claims/json_string.h"
#include "claims/probability_parser.h"
#include "claims/step_parser.h"
#include "claims/step_printer.h"

namespace modus::claims {
namespace {

std::string_view first_word(std::string_view line) {
  return line.substr(0, std::min(line.find_first_of(" \t"), line.size()));
}

// The capital letter that a `let`, `fix` or `obtain` line binds, or nothing.
std::string_view bound_letter(std::string_view line) {
  std::string_view word = first_word(line);
  const auto next = [&] {
    line = trimmed(line.substr(word.size()));
    word = line.substr(0, std::min(line.find_first_of(" \t:#"), line.size()));
  };
  if (is_step_id(word)) next();
  if (word != "let" && word != "fix" && word != "obtain") return {};
  next();
  return is_variable(word) ? word : std::string_view();
}

enum class Kind { kChain, kProblem };

class ChainReader {
 public:
  ChainReader(std::string_view text, std::string_view source_name, Kind kind)
      : kind_(kind), text_(text), source_name_(source_name), builder_(source_name, text) {
    source_.name = source_name;
    source_.text = text;
  }

  Chain read() {
    if (text_.size() > kMaxTextBytes)
      fail(0, fmt::format("a chain has at most {} bytes", kMaxTextBytes));
    if (const std::size_t bad = first_invalid_utf8(text_); bad != std::string_view::npos)
      fail(bad, "this byte is no UTF-8 text");
    for_each_line([&](std::size_t, std::string_view line) {
      if (line.front() != '@') source_.constants.merge(graph_letters(line));
      if (const std::string_view letter = bound_letter(line); !letter.empty())
        source_.constants.emplace(letter);
    });
    for_each_line([&](std::size_t begin, std::string_view line) { read_line(begin, line); });
    builder_.set_header(header_.header());
    return builder_.take();
  }

 private:
  // Every line that is neither blank nor a comment, with the offset where it begins.
  template <typename Visit>
  void for_each_line(Visit visit) {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      const std::string_view line = trimmed(text_.substr(begin, end - begin));
      if (!line.empty() && line.front() != '#')
        visit(static_cast<std::size_t>(line.data() - text_.data()), line);
      begin = end + 1;
    }
  }

  void read_line(std::size_t begin, std::string_view line) {
    if (line.front() == '@') return read_sentence(begin, line);
    TokenStream tokens = tokens_of(begin, line);
    if (is_header_word(tokens.peek().text) && builder_.chain().steps.empty()) {
      if (!builder_.chain().text.empty()) fail(begin, "the header stands above the text");
      header_.parse_item(tokens);
    } else {
      read_step(begin, tokens);
    }
    expect_end(tokens);
  }

  void read_step(std::size_t begin, TokenStream& tokens) {
    StepContext context;
    if (kind_ == Kind::kProblem) context.next_id = builder_.next_id();
    context.question = builder_.chain().question();
    Step step = parse_step(tokens, context);
    if (kind_ == Kind::kProblem && step.kind != StepKind::kAsk && step.kind != StepKind::kGiven &&
        step.kind != StepKind::kLet)
      fail(begin,
           fmt::format("a problem has ask, given and let lines, no `{}`", to_string(step.kind)));
    builder_.add_step(std::move(step), begin);
  }

  void read_sentence(std::size_t begin, std::string_view line) {
    if (!builder_.chain().steps.empty()) fail(begin, "the text stands above all steps");
    const std::string_view word = first_word(line);
    const std::size_t expected = builder_.chain().text.size() + 1;
    std::size_t number = 0;
    const char* const end = word.data() + word.size();
    const auto read = std::from_chars(word.data() + 1, end, number);
    if (read.ec != std::errc() || read.ptr != end || number != expected)
      fail(begin, fmt::format("sentences count from @1: expected `@{}`, found `{}`", expected,
                              word.substr(0, 20)));
    const std::string_view written = trimmed(line.substr(word.size()));
    const auto quoted = read_json_string(written);
    builder_.add_sentence(quoted ? *quoted : std::string(written));
  }

  // The next line to be read replaces this one.
  TokenStream tokens_of(std::size_t begin, std::string_view line) {
    source_.begin = begin;
    source_.end = begin + line.size();
    return TokenStream(source_, kMaxTokens);
  }

  [[noreturn]] void fail(std::size_t offset, std::string_view message) const {
    throw ParseError(source_name_, text_, offset, message);
  }

  Kind kind_;
  std::string_view text_;
  std::string_view source_name_;
  ChainBuilder builder_;
  HeaderParser header_;
  Source source_;  // the line being read, with the constants of the chain
};

std::string print_sentence(std::string_view sentence) {
  const bool plain = !sentence.empty() && sentence == trimmed(sentence) &&
                     sentence.front() != '"' &&
                     std::none_of(sentence.begin(), sentence.end(),
                                  [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return plain ? std::string(sentence) : write_json_string(sentence);
}

std::string print_id(StepId id) { return id.value == 0 ? "" : fmt::format("s{}", id.value); }

}  // namespace

Chain parse_chain(std::string_view text, std::string_view source_name) {
  return ChainReader(text, source_name, Kind::kChain).read();
}

Chain parse_problem_claims(std::string_view text, std::string_view source_name) {
  return ChainReader(text, source_name, Kind::kProblem).read();
}

std::string print_step(const Step& step) {
  const std::string body = print_step_body(step, AtomForm::kBracketed);
  if (step.id.value == 0) return fmt::format("{} {}", to_string(step.kind), body);
  return fmt::format("{}  {}  {}", print_id(step.id), to_string(step.kind), body);
}

std::string print_chain(const Chain& chain) {
  std::string out;
  for (const std::string& item : print_header_items(chain.header)) out += item + "\n";
  for (std::size_t i = 0; i < chain.text.size(); ++i)
    out += fmt::format("@{} {}\n", i + 1, print_sentence(chain.text[i]));
  std::size_t id_width = 0;
  for (const Step& step : chain.steps) id_width = std::max(id_width, print_id(step.id).size());
  const std::size_t kind_width = to_string(StepKind::kDischarge).size();
  for (const Step& step : chain.steps)
    out += step.id.value == 0 ? print_step(step) + "\n"
                              : fmt::format("{:{}}  {:{}}  {}\n", print_id(step.id), id_width,
                                            to_string(step.kind), kind_width,
                                            print_step_body(step, AtomForm::kBracketed));
  return out;
}

}  // namespace modus::claims
