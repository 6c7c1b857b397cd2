// modus bench mask: what the claim grammar's mask costs over the vocabulary of a public model,
// along the claims of generated problems. tools/compare_mask measures other programs on what
// --write leaves behind.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/bench_times.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/peer_grammar.h"
#include "base/error.h"
#include "bridge/text_guide/claim_grammar.h"
#include "bridge/text_guide/claim_rules.h"
#include "bridge/text_guide/text_guide.h"
#include "bridge/text_guide/words_of_claims.h"
#include "claims/print.h"
#include "neural/gguf.h"
#include "neural/text/gguf_tokenizer.h"
#include "tasks/generate.h"

namespace modus::app {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;
using neural::TokenId;

void keep_shorter(const std::vector<double>& times, std::vector<double>& shortest) {
  for (std::size_t i = 0; i < times.size(); ++i) shortest[i] = std::min(shortest[i], times[i]);
}

struct MaskProblem {
  bridge::TextLexicon lexicon;
  std::vector<std::string> texts;  // its claims, each with its line end
};

// The claims of given and asked, with a lexicon that can say these and much else.
MaskProblem mask_problem(const tasks::GeneratedProblem& made) {
  std::vector<claims::Claim> all;
  for (const claims::Step& step : made.chain.steps)
    if (step.kind == claims::StepKind::kGiven || step.kind == claims::StepKind::kHave)
      all.push_back(step.claim);
  MaskProblem problem{bridge::words_of_claims(all), {}};
  bridge::TextLexicon& lexicon = problem.lexicon;
  if (lexicon.variables.empty()) lexicon.variables = {"X", "Y"};
  lexicon.negation = lexicon.conditional = lexicon.connectives = lexicon.quantifiers = true;
  lexicon.comparison = lexicon.arithmetic = lexicon.sets = lexicon.truths = true;
  for (const claims::Claim& claim : all) problem.texts.push_back(claims::print(claim) + "\n");
  return problem;
}

std::vector<MaskProblem> mask_problems(std::size_t count) {
  RandomStream random(1);
  std::vector<MaskProblem> problems;
  for (std::size_t i = 0; i < count; ++i) {
    const tasks::Family family = tasks::families()[i % tasks::families().size()];
    problems.push_back(mask_problem(
        tasks::generate_unchecked(tasks::whole_range(family, tasks::Split::kHeldOut), random)));
  }
  return problems;
}

struct MaskTimes {
  std::vector<double> compile_us;        // a problem
  std::vector<double> first_us;          // mask and token, each claim once
  std::vector<double> again_us;          // the same claims once more
  std::size_t refused = 0, outside = 0;  // tokens of claims; claims that the language leaves out
  double trie_ms = 0;
  std::size_t trie_nodes = 0;
};

// What a mask holds, so that another program's can be compared: how many, and the sum of the ids.
Json checksum(const bridge::TokenMask& mask) {
  std::uint64_t sum = 0;
  mask.each([&](TokenId token) { sum += static_cast<std::uint64_t>(token); });
  return {mask.count(), sum};
}

class MaskBench {
 public:
  MaskBench(const neural::TextTokenizer& tokenizer, std::vector<MaskProblem> problems)
      : tokenizer_(tokenizer), problems_(std::move(problems)) {}

  // The shortest of several runs, as elsewhere: what other programs did meanwhile is no cost of
  // ours.
  MaskTimes run(std::size_t runs) {
    MaskTimes times = run_once();
    for (std::size_t i = 1; i < runs; ++i) {
      const MaskTimes more = run_once();
      keep_shorter(more.compile_us, times.compile_us);
      keep_shorter(more.first_us, times.first_us);
      keep_shorter(more.again_us, times.again_us);
    }
    return times;
  }

  // vocabulary.txt: a token a line, its bytes in hexadecimal, a control token as `-`;
  // problems.jsonl: grammars, and each text's tokens with what their masks hold.
  void write(const std::string& folder) const {
    std::filesystem::create_directories(folder);
    std::string vocabulary;
    for (std::size_t id = 0; id < trie_->size(); ++id) {
      const std::string& bytes = trie_->bytes(static_cast<TokenId>(id));
      if (bytes.empty()) vocabulary += '-';
      for (const char byte : bytes)
        vocabulary += fmt::format("{:02x}", static_cast<unsigned char>(byte));
      vocabulary += '\n';
    }
    write_output_file(folder + "/vocabulary.txt", vocabulary);
    std::string lines;
    for (const MaskProblem& problem : problems_) lines += problem_json(problem).dump() + "\n";
    write_output_file(folder + "/problems.jsonl", lines);
  }

 private:
  MaskTimes run_once() {
    MaskTimes times;
    const Clock::time_point start = Clock::now();
    trie_ = bridge::vocabulary_trie(tokenizer_);
    times.trie_ms = us_since(start) / 1e3;
    times.trie_nodes = trie_->nodes();
    for (const MaskProblem& problem : problems_) {
      const Clock::time_point begin = Clock::now();
      const auto grammar = bridge::claim_grammar(problem.lexicon);
      const bridge::TextGuide guide(trie_, grammar);
      times.compile_us.push_back(us_since(begin));
      for (const std::string& text : problem.texts) follow(guide, text, times.first_us, times);
      for (const std::string& text : problem.texts) follow(guide, text, times.again_us, times);
    }
    return times;
  }

  std::vector<TokenId> tokens_of(const std::string& text) const {
    return tokenizer_.encode(text, neural::Controls::kAsText);
  }

  void follow(bridge::TextGuide guide, const std::string& text, std::vector<double>& times_us,
              MaskTimes& times) const {
    bridge::TokenMask mask(trie_->size());
    if (!bridge::TextGuide(guide).take_text(text)) {
      ++times.outside;
      return;
    }
    for (const TokenId token : tokens_of(text)) {
      const Clock::time_point start = Clock::now();
      guide.allowed(mask);
      const bool taken = guide.take(token);
      times_us.push_back(us_since(start));
      if (!taken || !mask.test(token)) ++times.refused;
    }
  }

  Json problem_json(const MaskProblem& problem) const {
    const auto rules = bridge::claim_rules(
        problem.lexicon, bridge::sequence({bridge::use(bridge::kClaimRule, bridge::Nesting::kFlat),
                                           bridge::bytes("\n")}));
    Json json = {{"ebnf", grammar_text(rules, GrammarNotation::kEbnf)},
                 {"lark", grammar_text(rules, GrammarNotation::kLark)},
                 {"texts", Json::array()}};
    const bridge::TextGuide start(trie_, bridge::claim_grammar(problem.lexicon));
    for (const std::string& text : problem.texts) {
      if (!bridge::TextGuide(start).take_text(text)) continue;
      Json masks = Json::array();
      bridge::TextGuide guide = start;
      for (const TokenId token : tokens_of(text)) {
        bridge::TokenMask mask(trie_->size());
        guide.allowed(mask);
        masks.push_back(checksum(mask));
        guide.take(token);
      }
      json["texts"].push_back({{"tokens", tokens_of(text)}, {"masks", masks}});
    }
    return json;
  }

  const neural::TextTokenizer& tokenizer_;
  std::vector<MaskProblem> problems_;
  std::shared_ptr<const bridge::VocabularyTrie> trie_;
};

struct BenchMaskArguments {
  std::string model;
  std::size_t problems = 210;
  std::size_t runs = 3;
  std::string folder;
  bool json = false;
};

Json as_json(const MaskTimes& times, std::size_t vocabulary) {
  return {{"benchmark", "mask"},
          {"vocabulary", vocabulary},
          {"trie_ms", times.trie_ms},
          {"trie_nodes", times.trie_nodes},
          {"problems", times.compile_us.size()},
          {"tokens", times.first_us.size()},
          {"refused", times.refused},
          {"outside", times.outside},
          {"compile_p50_us", at_share(times.compile_us, 0.5)},
          {"compile_p99_us", at_share(times.compile_us, 0.99)},
          {"compile_max_us", at_share(times.compile_us, 1)},
          {"first_p50_us", at_share(times.first_us, 0.5)},
          {"first_p99_us", at_share(times.first_us, 0.99)},
          {"first_max_us", at_share(times.first_us, 1)},
          {"again_p50_us", at_share(times.again_us, 0.5)},
          {"again_p99_us", at_share(times.again_us, 0.99)}};
}

std::string as_text(const MaskTimes& times, std::size_t vocabulary) {
  std::string text = fmt::format(
      "the claim grammar over {} tokens: trie of {} nodes in {:.0f} ms, once a model\n"
      "{} problems, {} tokens; refused {}, claims outside the language {}; microseconds:\n",
      vocabulary, times.trie_nodes, times.trie_ms, times.compile_us.size(), times.first_us.size(),
      times.refused, times.outside);
  const auto row = [&](std::string_view what, const std::vector<double>& us) {
    text += fmt::format("  {:<28} p50 {:8.2f}   p99 {:8.2f}   most {:9.2f}\n", what,
                        at_share(us, 0.5), at_share(us, 0.99), at_share(us, 1));
  };
  row("compile a problem", times.compile_us);
  row("mask and token, each once", times.first_us);
  row("the same claims again", times.again_us);
  return text;
}

int bench_mask(const BenchMaskArguments& arguments) {
  const neural::TextTokenizer tokenizer(
      neural::tokenizer_file_of(neural::GgufFile::open(arguments.model)));
  MaskBench bench(tokenizer, mask_problems(arguments.problems));
  const MaskTimes times = bench.run(arguments.runs);
  if (!arguments.folder.empty()) bench.write(arguments.folder);
  if (arguments.json)
    print_json(as_json(times, tokenizer.size()).dump());
  else
    print(as_text(times, tokenizer.size()));
  return times.refused == 0 ? 0 : 1;
}

}  // namespace

void add_bench_mask(CLI::App& bench, int& exit_code) {
  const auto arguments = std::make_shared<BenchMaskArguments>();
  CLI::App* command = bench.add_subcommand(
      "mask", "The claim grammar as a mask over a public vocabulary, along generated claims");
  command->add_option("model", arguments->model, "A GGUF file; only its vocabulary is read")
      ->required();
  command->add_option("--problems", arguments->problems, "Generated ones of every family")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_option("--runs", arguments->runs, "Of each; the shortest time of a call counts")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("--write", arguments->folder,
                      "A folder for vocabulary, grammars and tokens: see tools/compare_mask");
  command->add_flag("--json", arguments->json, "One JSON object on standard output");
  command->footer("Example:\n  modus bench mask MODEL.gguf");
  command->callback([arguments, &exit_code] { exit_code = bench_mask(*arguments); });
}

}  // namespace modus::app
