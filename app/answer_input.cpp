#include "app/answer_input.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include <fmt/core.h>

#include "base/ascii.h"
#include "base/error.h"
#include "base/files.h"
#include "claims/sentences.h"

namespace modus::app {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::vector<std::string_view> words_of(std::string_view line, std::size_t most) {
  std::vector<std::string_view> words;
  for (line = trimmed(line); !line.empty() && words.size() < most; line = trimmed(line)) {
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
  return words;
}

// "s12", "@3": a letter or sign, then digits only.
bool is_numbered(std::string_view word, char front) {
  return word.size() > 1 && word[0] == front &&
         word.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

// `s3 have ...`, `logic directed`, `@1 ...`, `ask ...`: lines that prose does not have.
bool is_chain_line(std::string_view line) {
  const std::vector<std::string_view> words = words_of(line, 2);
  if (words.size() < 2) return false;
  if (words[0] == "logic") return words[1] == "classical" || words[1] == "directed";
  if (words[0] == "names") return words[1] == "free" || words[1] == "unique";
  if (is_numbered(words[0], '@')) return true;
  if (!is_numbered(words[0], 's')) return words[0] == "ask" || words[0] == "given";
  static constexpr std::array<std::string_view, 8> kKinds = {
      "given", "let", "fix", "obtain", "have", "assume", "case", "discharge"};
  return std::find(kKinds.begin(), kKinds.end(), words[1]) != kKinds.end();
}

template <typename Visit>
void for_each_line(std::string_view text, Visit visit) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    visit(begin, end);
    begin = end + 1;
  }
}

}  // namespace

NamedText read_named(const std::string& path) {
  return {path == "-" ? "standard input" : path, read_text(path, kMaxTextBytes)};
}

AnswerInput read_answer(const std::string& path, const std::optional<std::string>& problem_path) {
  AnswerInput input;
  std::error_code ignored;
  std::string answer_path = path;
  std::optional<std::string> problem = problem_path;
  if (path != "-" && fs::is_directory(path, ignored)) {
    const fs::path folder = path;
    const bool chain = is_there(folder / "answer.chain");
    if (!chain && !is_there(folder / "answer.txt"))
      throw IoError(fmt::format(
          "the folder {} holds neither answer.chain nor answer.txt: a case is a folder with one of "
          "them and, where there is one, problem.txt",
          path));
    answer_path = folder / (chain ? "answer.chain" : "answer.txt");
    if (!problem && is_there(folder / "problem.txt")) problem = folder / "problem.txt";
  }
  input.answer = read_named(answer_path);
  if (trimmed(input.answer.text).empty())
    throw Error(fmt::format("{} is empty: there is no reasoning to check", input.answer.name));
  if (problem) input.problem = read_named(*problem);
  return input;
}

Form detect_form(std::string_view text) {
  if (trimmed(text).starts_with('{')) return Form::kJson;
  Form form = Form::kProse;
  for_each_line(text, [&](std::size_t begin, std::size_t end) {
    if (is_chain_line(text.substr(begin, end - begin))) form = Form::kChain;
  });
  return form;
}

std::string only_the_chain(std::string_view text) {
  struct Block {
    std::size_t begin, end;
    bool chain;
  };
  std::vector<Block> blocks;
  bool inside = false;
  for_each_line(text, [&](std::size_t begin, std::size_t end) {
    const std::string_view line = text.substr(begin, end - begin);
    if (trimmed(line).starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({end, text.size(), false});
      if (!inside) blocks.back().end = begin;
    } else if (inside && is_chain_line(line)) {
      blocks.back().chain = true;
    }
  });
  std::string kept(text);
  const auto block = std::find_if(blocks.begin(), blocks.end(), [](auto& b) { return b.chain; });
  if (block == blocks.end()) return kept;
  for (std::size_t i = 0; i < kept.size(); ++i)
    if ((i < block->begin || i >= block->end) && kept[i] != '\n') kept[i] = ' ';
  return kept;
}

std::vector<std::string> sentences_of(std::string_view problem) {
  std::vector<std::string> sentences;
  for (const claims::Span span : claims::split_sentences(problem)) {
    const std::string_view sentence = problem.substr(span.begin, span.end - span.begin);
    if (!sentence.ends_with('?')) sentences.emplace_back(sentence);
  }
  return sentences;
}

void attach_problem(claims::Chain& chain, const NamedText& problem) {
  std::vector<std::string> sentences = sentences_of(problem.text);
  if (chain.text.empty()) {
    chain.text = std::move(sentences);
    return;
  }
  const auto [own, other] =
      std::mismatch(chain.text.begin(), chain.text.end(), sentences.begin(), sentences.end());
  if (own == chain.text.end() && other == sentences.end()) return;
  throw Error(fmt::format(
      "sentence {} of the text in {} is not that of {}: \"{}\" against \"{}\"; leave the @ lines "
      "out "
      "of the chain, or do not pass the problem",
      own - chain.text.begin() + 1, chain.source_name, problem.name,
      own == chain.text.end() ? "(none)" : *own, other == sentences.end() ? "(none)" : *other));
}

}  // namespace modus::app
